import { useLocale } from "next-intl";
import { dayAndTime } from "@/lib/kernel/time";

/** A moment by the clock of the incident; on paper with UTC to the second, as a proof wants it. */
export function When({ at, zone }: { at: Date; zone: string }) {
  const utc = at.toISOString();
  return (
    <time dateTime={utc} title={utc} className="sm:whitespace-nowrap print:whitespace-normal">
      {dayAndTime(at, zone, useLocale())}
      <span className="print-only"> ({utc.slice(0, 19)}Z)</span>
    </time>
  );
}
