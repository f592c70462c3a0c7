import { dayKey, instantOf, readClock } from "@/lib/kernel/time";

const AHEAD_MS = 5 * 60_000;
const DAY_MS = 86_400_000;

/** What a person typed about when it happened. */
export interface TypedTime {
  time: string;
  day: string;
}

export type ReadTime = { at: Date | null } | { wrong: "time" | "future" };

/**
 * When something happened, from what was typed: nothing means now; "0215" means the last time that the clock showed 02:15;
 * an ISO time means exactly that; a day counts when it is given.
 */
export function readTypedTime({ time, day }: TypedTime, now: Date, zone: string): ReadTime {
  const typed = time.trim();
  if (!typed && !day) return { at: null };
  if (/^\d{4}-\d\d-\d\dT/.test(typed)) return checked(new Date(typed), now);
  if (typed && !readClock(typed)) return { wrong: "time" };
  if (day) return checked(instantOf(day, typed || "12:00", zone), now);
  const today = instantOf(dayKey(now, zone), typed, zone);
  if (today && today.getTime() <= now.getTime() + AHEAD_MS) return { at: today };
  return checked(instantOf(dayKey(new Date(now.getTime() - DAY_MS), zone), typed, zone), now);
}

/** The end of a span: the first time after its beginning that the clock showed what was typed. */
export function readUntil(typed: string, from: Date, zone: string): Date | null {
  const sameDay = readClock(typed) ? instantOf(dayKey(from, zone), typed, zone) : null;
  if (sameDay && sameDay <= from) return instantOf(dayKey(new Date(from.getTime() + DAY_MS), zone), typed, zone);
  return sameDay;
}

function checked(at: Date | null, now: Date): ReadTime {
  if (!at || Number.isNaN(at.getTime())) return { wrong: "time" };
  return at.getTime() > now.getTime() + AHEAD_MS ? { wrong: "future" } : { at };
}
