"use client";

import { type RefObject, useEffect, useState } from "react";
import { clockLead } from "@/lib/kernel/clock";
import type { EntryKind } from "@/lib/record/catalog";
import { forget, keep, kept } from "./device";
import { type Draft, emptyDraft } from "./draft";
import { openOutbox, returnsTo } from "./outbox";

/** A device clock that is off by less than this is right. */
const CLOCK_OFF_MS = 60_000;

/**
 * What is being typed, kept on this device with each change, except TLP:RED. `lead` is how far the device's clock is ahead of the server's;
 * `ready` says that the page has come alive.
 */
export function useDraft(
  ref: string,
  personId: string,
  text: RefObject<HTMLTextAreaElement | null>,
  serverNow: string,
) {
  const [draft, put] = useState<Draft>(() => emptyDraft("note"));
  const [ready, setReady] = useState(false);
  const [lead, setLead] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: takes up what is there once, when the page comes alive.
  useEffect(() => {
    // What was typed before the page came alive stands in the field and nowhere else.
    const typed = text.current?.value ?? "";
    const found = kept<Draft>("draft", personId).get(ref);
    const kind = kept<EntryKind>("kind", personId).get("last") ?? "note";
    put({ ...emptyDraft(kind), ...found, ...(typed && { text: typed }) });
    const ahead = clockLead(new Date(serverNow));
    setLead(Math.abs(ahead) > CLOCK_OFF_MS ? ahead : 0);
    setReady(true);
    return openOutbox(personId);
  }, []);

  useEffect(
    () =>
      returnsTo(({ body }) => {
        put((now) => ({ ...now, text: [body.text, now.text].filter(Boolean).join("\n") }));
        text.current?.focus();
      }),
    [text],
  );

  function change(changes: Partial<Draft>) {
    const next = { ...draft, ...changes };
    put(next);
    if (next.tlp === "TLP:RED" || !next.text.trim()) forget("draft", personId, ref);
    else keep("draft", personId, ref, next);
  }

  /** Logged: the field is empty again, and the next entry begins with the same kind. */
  function clear() {
    forget("draft", personId, ref);
    keep("kind", personId, "last", draft.kind);
    put(emptyDraft(draft.kind));
  }

  return { draft, change, clear, ready, lead };
}
