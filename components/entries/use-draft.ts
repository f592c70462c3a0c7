"use client";

import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { clockLead } from "@/lib/kernel/clock";
import type { EntryKind } from "@/lib/record/catalog";
import { deviceNow, forget, keep, kept, openDevice, watch } from "./device";
import { type ComposerIncident, type Draft, emptyDraft } from "./draft";
import { both, draftOfItem } from "./draft-of-item";
import { openOutbox, returnsTo } from "./outbox";
import type { KeptFile } from "./vault";

/** A device clock that is off by less than this is right. */
const CLOCK_OFF_MS = 60_000;

/**
 * The one draft that a person has in an incident: kept on this device with every letter, the same in all tabs. TLP:RED only on the page.
 * `ready` says that the page has come alive, `lead` how far the device's clock is ahead of the server's, `unsafe` that this browser keeps nothing.
 * @param serverNow the server's time as the page was made; null where the page is older than that
 * @param takeFiles gets the files of an entry that comes back to its author
 */
export function useDraft(
  incident: ComposerIncident,
  personId: string,
  text: RefObject<HTMLTextAreaElement | null>,
  serverNow: string | null,
  takeFiles?: (files: File[]) => void,
) {
  const { ref } = incident;
  const [draft, setDraft] = useState<Draft>(() => emptyDraft("note"));
  const [unsafe, setUnsafe] = useState(false);
  const [ready, setReady] = useState(false);
  const [opened, setOpened] = useState(false);
  const [lead, setLead] = useState(0);
  const current = useRef(draft);
  /** What was changed before this device had opened what it keeps. */
  const early = useRef<Partial<Draft> | null>({});

  const show = useCallback((next: Draft) => {
    current.current = next;
    setDraft(next);
  }, []);

  const change = useCallback(
    (changes: Partial<Draft>) => {
      const next = { ...current.current, ...changes };
      show(next);
      if (early.current) early.current = { ...early.current, ...changes };
      else if (next.tlp === "TLP:RED" || !next.text.trim()) void forget("draft", personId, ref);
      else void keep("draft", personId, ref, next).then((safe) => setUnsafe(!safe));
    },
    [personId, ref, show],
  );

  /** Logged: the field is empty again, and the next entry begins with the same kind. The draft itself left with `send`. */
  const clear = useCallback(() => {
    const { kind } = current.current;
    if (early.current) early.current = {};
    void keep("kind", personId, "last", kind);
    show(emptyDraft(kind));
  }, [personId, show]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: takes up what is there once, when the page comes alive.
  useEffect(() => {
    let here = true;
    // What was typed before the page came alive stands in the field and nowhere else.
    const typed = text.current?.value ?? "";
    if (typed) change({ text: typed });
    const now = serverNow === null ? undefined : new Date(serverNow);
    const close = openOutbox(personId, now);
    setReady(true);
    void openDevice(personId, now).then(() => {
      if (!here) return;
      const ahead = now ? clockLead(now) : deviceNow().lead;
      setLead(Math.abs(ahead) > CLOCK_OFF_MS ? ahead : 0);
      // Whoever writes here now can do so without a server, too.
      if (incident.tlp !== "TLP:RED") void keep("place", personId, ref, incident);
      const found = kept<Draft>("draft", personId).get(ref);
      const kind = kept<EntryKind>("kind", personId).get("last") ?? "note";
      const changes = early.current ?? {};
      early.current = null;
      change({ ...emptyDraft(kind), ...found, ...changes, text: both(found?.text ?? "", changes.text ?? "") });
      setOpened(true);
    });
    const stop = watch("draft", (name, value) => {
      if (name !== ref || current.current.tlp === "TLP:RED") return;
      show({ ...emptyDraft(current.current.kind), ...(value as Draft | undefined) });
    });
    return () => {
      here = false;
      stop();
      close();
    };
  }, [personId, ref]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: where files go does not change.
  useEffect(() => {
    if (!opened) return;
    return returnsTo(ref, (item) => {
      change(draftOfItem(item, current.current));
      takeFiles?.((item.files ?? []).map(asFile));
      text.current?.focus();
    });
  }, [ref, opened, change, text]);

  return { draft, change, clear, ready, lead, unsafe };
}

const asFile = ({ name, type, blob }: KeptFile) => new File([blob], name, { type });
