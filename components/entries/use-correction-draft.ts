"use client";

import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { type CorrectionDraft, correctionName, isChanged, withEarly } from "./correction-draft";
import { forget, keep, kept, openDevice, watch } from "./device";

/**
 * The one draft that a person has of a correction: kept on this device with every letter, the same in all tabs. TLP:RED only on the page.
 * `back` is what an earlier page left here, `unsafe` says that this browser keeps nothing.
 * @param first the number of the oldest version
 * @param serverNow the server's time as the page was made
 */
export function useCorrectionDraft(
  { ref, first, personId, serverNow }: { ref: string; first: number; personId: string; serverNow: string },
  blank: CorrectionDraft,
  text: RefObject<HTMLTextAreaElement | null>,
) {
  const name = correctionName(ref, first);
  const [draft, setDraft] = useState(blank);
  const [back, setBack] = useState<CorrectionDraft | null>(null);
  const [unsafe, setUnsafe] = useState(false);
  const current = useRef(blank);
  /** What was changed before this device had opened what it keeps. */
  const early = useRef<Partial<CorrectionDraft> | null>({});

  const show = useCallback((next: CorrectionDraft) => {
    current.current = next;
    setDraft(next);
  }, []);

  const change = useCallback(
    (changes: Partial<CorrectionDraft>) => {
      const next = { ...current.current, ...changes };
      show(next);
      if (early.current) early.current = { ...early.current, ...changes };
      else if (next.tlp === "TLP:RED" || !isChanged(next, blank)) void forget("draft", personId, name);
      else void keep("draft", personId, name, next).then((safe) => setUnsafe(!safe));
    },
    [personId, name, show, blank],
  );

  /** Logged, or not wanted any more: nothing of it stays here. @returns when it is gone */
  const clear = useCallback(() => {
    setBack(null);
    show(blank);
    return forget("draft", personId, name);
  }, [personId, name, show, blank]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: takes up what is there once, when the page comes alive.
  useEffect(() => {
    let here = true;
    // What was typed before the page came alive stands in the field and nowhere else.
    const before = text.current?.value ?? blank.text;
    if (before !== blank.text) change({ text: before });
    void openDevice(personId, new Date(serverNow)).then(() => {
      if (!here) return;
      const found = kept<CorrectionDraft>("draft", personId).get(name);
      const changes = early.current ?? {};
      early.current = null;
      if (found) setBack(found);
      if (found || Object.keys(changes).length > 0) change(found ? withEarly(found, changes) : changes);
    });
    const stop = watch("draft", (changed, value) => {
      if (changed === name && current.current.tlp !== "TLP:RED") show((value as CorrectionDraft | undefined) ?? blank);
    });
    return () => {
      here = false;
      stop();
    };
  }, [personId, name]);

  return { draft, change, clear, back, unsafe };
}
