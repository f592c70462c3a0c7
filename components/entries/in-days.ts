import type { ActRow, EntryRow, TimelineRow } from "@/lib/entries/views";
import type { Language } from "@/lib/kernel/preferences";
import { dayHeading, dayKey, monthName } from "@/lib/kernel/time";

export type DayItem = { kind: "entry"; entry: EntryRow } | { kind: "acts"; acts: ActRow[] };

export interface Day {
  /** "2022-07-18", "2022-07" when only the month is known, "unknown". */
  key: string;
  /** Its last line: the same day can come again below, when times are only roughly known. */
  id: string;
  heading: string;
  items: DayItem[];
}

/** Rows under the day on which things happened, or were recorded; acts of the program that follow each other stand together. */
export function inDays(
  rows: TimelineRow[],
  zone: string,
  language: Language,
  unknown: string,
  order: "happened" | "recorded" = "happened",
): Day[] {
  const days: Day[] = [];
  for (const row of rows) {
    const { key, heading } =
      order === "recorded"
        ? { key: dayKey(row.recordedAt, zone), heading: dayHeading(row.recordedAt, zone, language) }
        : dayOf(row, zone, language, unknown);
    let day = days.at(-1);
    if (day?.key !== key) {
      day = { key, id: row.id, heading, items: [] };
      days.push(day);
    }
    day.id = row.id;
    const last = day.items.at(-1);
    if (row.row === "entry") day.items.push({ kind: "entry", entry: row });
    else if (last?.kind === "acts") last.acts.push(row);
    else day.items.push({ kind: "acts", acts: [row] });
  }
  return days;
}

function dayOf(row: TimelineRow, zone: string, language: Language, unknown: string): { key: string; heading: string } {
  const key = dayKey(row.occurredAt, zone);
  const precision = row.row === "entry" ? row.precision : "exact";
  if (precision === "unknown") return { key: "unknown", heading: unknown };
  if (precision === "month") return { key: key.slice(0, 7), heading: monthName(row.occurredAt, zone, language) };
  return { key, heading: dayHeading(row.occurredAt, zone, language) };
}
