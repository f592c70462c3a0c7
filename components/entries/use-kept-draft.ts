"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { EntryKind } from "@/lib/record/catalog";
import { forget, keep, kept, openDevice, watch } from "./device";
import { type ComposerIncident, type Draft, emptyDraft } from "./draft";
import { both } from "./draft-of-item";

/**
 * The one draft that a person has in an incident: kept on this device with every letter, the same in all tabs. TLP:RED only on the page.
 * @param typedBefore what stands in the field when the page comes alive
 */
export function useKeptDraft(
  place: { incident: ComposerIncident; personId: string; now?: Date },
  typedBefore: () => string,
) {
  const { incident, personId } = place;
  const { ref } = incident;
  const [draft, setDraft] = useState<Draft>(() => emptyDraft("note"));
  /** This browser could not keep the draft. */
  const [unsafe, setUnsafe] = useState(false);
  /** What was kept here before stands in the draft by now. */
  const [opened, setOpened] = useState(false);
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

  /** The draft has become an entry. */
  const clear = useCallback(() => {
    const { kind } = current.current;
    void keep("kind", personId, "last", kind);
    show(emptyDraft(kind));
  }, [personId, show]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: takes up what is there once, when the page comes alive.
  useEffect(() => {
    let here = true;
    const typed = typedBefore();
    if (typed) change({ text: typed });
    void openDevice(personId, place.now).then(() => {
      if (!here) return;
      const found = kept<Draft>("draft", personId).get(ref);
      const kind = kept<EntryKind>("kind", personId).get("last") ?? "note";
      // Whoever writes here now can do so without a server, too.
      if (incident.tlp !== "TLP:RED") void keep("place", personId, ref, incident);
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
    };
  }, [personId, ref]);

  return { draft, unsafe, opened, change, clear, latest: () => current.current };
}
