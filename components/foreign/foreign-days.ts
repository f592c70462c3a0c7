import type { ForeignRow } from "@/lib/foreign/views";
import type { Language } from "@/lib/kernel/preferences";
import { dayHeading, dayKey, monthName } from "@/lib/kernel/time";

interface Day {
  key: string;
  heading: string;
  rows: ForeignRow[];
}

/** Rows under the day on which things happened, as in our own log. */
export function foreignDays(rows: ForeignRow[], zone: string, language: Language, unknown: string): Day[] {
  const days: Day[] = [];
  for (const row of rows) {
    const { key, heading } = dayOf(row, zone, language, unknown);
    if (days.at(-1)?.key !== key) days.push({ key, heading, rows: [] });
    days.at(-1)?.rows.push(row);
  }
  return days;
}

function dayOf({ occurredAt, precision }: ForeignRow, zone: string, language: Language, unknown: string) {
  const key = dayKey(occurredAt, zone);
  if (precision === "unknown") return { key: "unknown", heading: unknown };
  if (precision === "month") return { key: key.slice(0, 7), heading: monthName(occurredAt, zone, language) };
  return { key, heading: dayHeading(occurredAt, zone, language) };
}
