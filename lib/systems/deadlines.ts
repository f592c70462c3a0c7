import { dayKey } from "@/lib/kernel/time";
import type { DeadlineView } from "./views";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MONTHLY = /\b(?:every|each|of the|of any) month\b|\bmonthly\b|çdo muaj|të muajit|përmuaj/i;

/**
 * A deadline of the catalogue, if it falls in the window; null when it falls outside. Its day is read where the words name one
 * ("2022-07-20", "20th of each month"); where they name none it is kept: what nobody can place is not called harmless.
 */
export function inWindow(
  { what, when }: { what: string; when: string },
  from: Date,
  hours: number,
  zone: string,
): DeadlineView | null {
  const days = daysOf(from, hours, zone);
  const dated = /\b\d{4}-\d{2}-\d{2}\b/.exec(when)?.[0];
  if (dated) return days.includes(dated) ? { what, when, on: dated } : null;
  const monthly = MONTHLY.test(when) ? /\b(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b/.exec(when)?.[1] : undefined;
  if (!monthly) return { what, when, on: null };
  const on = days.find((day) => day.endsWith(`-${monthly.padStart(2, "0")}`));
  return on ? { what, when, on } : null;
}

/** Every day of a place that the window touches. */
function daysOf(from: Date, hours: number, zone: string): string[] {
  const end = from.getTime() + hours * HOUR_MS;
  const days = [];
  for (let at = from.getTime(); at < end; at += DAY_MS) days.push(dayKey(new Date(at), zone));
  return [...new Set([...days, dayKey(new Date(end), zone)])];
}
