"use client";

import { TextArea } from "@/components/ui/text-area";

/** What was typed in this tab and not sent, by what it is about. It lives in memory only. */
const kept = new Map<string, string>();

/** A reason that outlives its form: words or effects may change while somebody types, and the form comes back only when they have looked anew. */
export function KeptReason({ about, label }: { about: string; label: string }) {
  return (
    <TextArea
      name="reason"
      label={label}
      required
      rows={2}
      maxLength={1000}
      defaultValue={kept.get(about)}
      onChange={({ target }) => void kept.set(about, target.value)}
      ref={(area) => {
        const forget = () => void kept.delete(about);
        area?.form?.addEventListener("reset", forget);
        return () => area?.form?.removeEventListener("reset", forget);
      }}
    />
  );
}
