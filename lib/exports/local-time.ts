import { clockTime, dayKey, type Precision } from "@/lib/kernel/time";

/** "2022-07-18 02:41", or as much of it as is known (T3): sorts, and no spreadsheet takes it for another day. */
export function localTime(at: Date, precision: Precision, zone: string): string {
  if (precision === "unknown") return "";
  const day = dayKey(at, zone);
  if (precision === "month") return day.slice(0, 7);
  return precision === "day" ? day : `${day} ${clockTime(at, zone)}`;
}
