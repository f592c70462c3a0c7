"use client";

import { Button } from "@/components/ui/button";
import type { Messages } from "@/lib/kernel/messages";
import { fill } from "@/lib/kernel/words";
import type { CorrectionDraft } from "./correction-draft";

/** What this device has of the correction: nothing because it is a secret or cannot, or what was typed before. */
export function CorrectionKept(props: {
  number: number;
  back: CorrectionDraft | null;
  red: boolean;
  unsafe: boolean;
  startOver: () => void;
  words: { desk: Messages["corrections"]["desk"]; red: string; notKept: string };
}) {
  const { back, words } = props;
  const { desk } = words;
  if (props.red || props.unsafe)
    return (
      <p role="status" className="font-semibold">
        {props.red ? words.red : words.notKept}
      </p>
    );
  if (!back) return null;
  return (
    <div role="status" className="flex flex-wrap items-center gap-3 rounded-lg border border-line bg-canvas px-3 py-2">
      <p className="flex-1 basis-64">
        {back.of === props.number ? desk.back : fill(desk.backOlder, { older: back.of, number: props.number })}
      </p>
      <Button onClick={props.startOver}>{desk.startOver}</Button>
    </div>
  );
}
