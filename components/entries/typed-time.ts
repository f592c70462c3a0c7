import { clockTime, dayKey, instantOf, type Precision, readClock } from "@/lib/kernel/time";

const AHEAD_MS = 5 * 60_000;
const DAY_MS = 86_400_000;

/** What a person typed about when it happened. `day` is a day, or a month for what is known to the month. */
export interface TypedTime {
  time: string;
  day: string;
  precision: Precision;
  until: string;
}

export type ReadTime = { at: Date | null } | { wrong: "time" | "future" };
export type Happened =
  | { at: Date; until: Date | null; precision: Precision }
  | { wrong: "time" | "future" | "until" | "day" | "month" };

/** When it happened, from what was typed: each precision asks for what it needs and no more. */
export function readHappened(typed: TypedTime, now: Date, zone: string): Happened {
  const { precision } = typed;
  if (precision === "unknown") return { at: now, until: null, precision };
  if (precision === "day" || precision === "month") return readCalendar(typed, now, zone);
  const read = readTypedTime(typed, now, zone);
  if ("wrong" in read) return read;
  const at = read.at ?? now;
  if (precision !== "between") {
    // A day without a time is known to the day.
    const dayOnly = typed.day && !typed.time.trim() && precision === "exact";
    return dayOnly ? readCalendar({ ...typed, precision: "day" }, now, zone) : { at, until: null, precision };
  }
  const until = readUntil(typed.until, at, zone);
  return until ? { at, until, precision } : { wrong: "until" };
}

/** A day or a month, as its middle or its first noon; today has not come further than now. */
function readCalendar({ day, precision }: TypedTime, now: Date, zone: string): Happened {
  const month = precision === "month";
  if (!(month ? /^\d{4}-\d\d(-\d\d)?$/ : /^\d{4}-\d\d-\d\d$/).test(day)) return { wrong: month ? "month" : "day" };
  const first = month ? `${day.slice(0, 7)}-01` : day;
  const noon = instantOf(first, "12:00", zone);
  if (!noon) return { wrong: month ? "month" : "day" };
  if (first > dayKey(now, zone)) return { wrong: "future" };
  return { at: noon > now ? now : noon, until: null, precision };
}

/**
 * When something happened, from what was typed: nothing means now; "0215" means the last time that the clock showed 02:15;
 * an ISO time means exactly that; a day counts when it is given.
 */
export function readTypedTime({ time, day }: Pick<TypedTime, "time" | "day">, now: Date, zone: string): ReadTime {
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
  if (/^\d{4}-\d\d-\d\dT/.test(typed)) return new Date(typed) > from ? new Date(typed) : null;
  const sameDay = readClock(typed) ? instantOf(dayKey(from, zone), typed, zone) : null;
  if (sameDay && sameDay <= from) return instantOf(dayKey(new Date(from.getTime() + DAY_MS), zone), typed, zone);
  return sameDay;
}

/** A moment as a person would type it: the time alone where that means it, with the day where not, and in full where the clock showed it twice. */
export function typedAs(at: Date, now: Date, zone: string): Pick<TypedTime, "time" | "day"> {
  const minute = Math.floor(at.getTime() / 60_000) * 60_000;
  const time = clockTime(at, zone);
  const day = dayKey(at, zone);
  const fits = [
    { time, day: day === dayKey(now, zone) ? "" : day },
    { time, day },
  ].find((typed) => {
    const read = readTypedTime(typed, now, zone);
    return "at" in read && read.at?.getTime() === minute;
  });
  return fits ?? { time: at.toISOString(), day: "" };
}

function checked(at: Date | null, now: Date): ReadTime {
  if (!at || Number.isNaN(at.getTime())) return { wrong: "time" };
  return at.getTime() > now.getTime() + AHEAD_MS ? { wrong: "future" } : { at };
}
