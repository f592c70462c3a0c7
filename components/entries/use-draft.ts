"use client";

import { type RefObject, useEffect, useState } from "react";
import { clockLead } from "@/lib/kernel/clock";
import type { ComposerIncident, Draft } from "./draft";
import { draftOfItem } from "./draft-of-item";
import { openOutbox, returnsTo } from "./outbox";
import { useKeptDraft } from "./use-kept-draft";

/** A device clock that is off by less than this is right. */
const CLOCK_OFF_MS = 60_000;

/**
 * What is being typed, kept on this device with each change, except TLP:RED. `lead` is how far the device's clock is ahead of the server's;
 * `ready` says that the page has come alive, `unsafe` that this browser keeps nothing.
 */
export function useDraft(
  incident: ComposerIncident,
  personId: string,
  text: RefObject<HTMLTextAreaElement | null>,
  serverNow: string,
): {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  clear: () => void;
  ready: boolean;
  lead: number;
  unsafe: boolean;
} {
  // What was typed before the page came alive stands in the field and nowhere else.
  const { draft, change, clear, unsafe, opened, latest } = useKeptDraft(
    { incident, personId, now: new Date(serverNow) },
    () => text.current?.value ?? "",
  );
  const [ready, setReady] = useState(false);
  const [lead, setLead] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the clocks are compared once, when the page comes alive.
  useEffect(() => {
    const ahead = clockLead(new Date(serverNow));
    setLead(Math.abs(ahead) > CLOCK_OFF_MS ? ahead : 0);
    setReady(true);
    return openOutbox(personId, new Date(serverNow));
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `change` reads the newest draft by itself.
  useEffect(() => {
    if (!opened) return;
    return returnsTo(incident.ref, (item) => {
      change(draftOfItem(item, latest()));
      text.current?.focus();
    });
  }, [incident.ref, opened]);

  return { draft, change, clear, ready, lead, unsafe };
}
