import { clockTime, dayKey, instantOf, readClock } from "@/lib/kernel/time";

/** A time that stands in a text, as it would be taken if its writer says so. */
export interface SpokenTime {
  at: Date;
  precision: "exact" | "about";
  /** The words that say it. */
  words: string;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Clocks differ a little; later than this is the future (T2). */
const AHEAD = 5 * MINUTE;

const day = "(?<day>yesterday|today|last night|dje|sot|mbrëmë|mbreme)";
const about = "(?<about>about|around|approximately|approx\\.?|circa|ca\\.?|rreth|afërsisht|afersisht|aty nga)";
const at = "(?<at>at|në|ne)";
const hour = "(?<hour>orën|oren|ora|orës|ores)";
const clock = "(?<clock>\\d{1,2}[:.]\\d{2}|\\d{4})(?:\\s?(?<zone>utc|z)\\b)?(?:\\s?(?<half>am|pm)\\b)?";
const dayAfter = "(?:\\s(?<after>yesterday|today|last night|dje|sot|mbrëmë|mbreme))?";
/** A word of any language ends where no letter, number or joining mark follows; "CVE-2019-0604" and "10.0.12.15" hold no time. */
const start = "(?<![\\p{L}\\p{N}_#@/:.+-]|\\p{N},)";
const end = "(?![\\p{L}\\p{N}_%°/:-]|[.,]\\p{N})";

const spoken = new RegExp(
  `${start}(?:${day},?\\s)?(?:${about}\\s)?(?:${at}\\s)?(?:${hour}\\s)?(?:${about.replace("<about>", "<about2>")}\\s)?${clock}${dayAfter}${end}`,
  "giu",
);

const number = "(?<count>\\d{1,3}|an?|një|nje|half an?|gjysmë|gjysme)";
const unit = "(?<unit>minutash|minutave|minuta|minutë|minute|minutes|mins?|hours?|hrs?|h|orësh|oresh|orë|ore)";
const ago = new RegExp(
  `${start}(?:${about}\\s)?(?:${number}\\s?${unit}\\s(?:ago|më parë|me pare)|para\\s${number.replace("<count>", "<count2>")}\\s?${unit.replace("<unit>", "<unit2>")})${end}`,
  "giu",
);

/**
 * The last time that a text speaks of, in English or Albanian: "at 0215", "20 min ago", "yesterday 23:10", "para 20 minutash",
 * "dje 23:10", "në orën 02:15". A time of day alone is the last one that the clock showed; what lies in the future is no time.
 * It is offered to the writer and never taken by itself.
 */
export function spokenTime(text: string, now: Date, zone: string): SpokenTime | null {
  const found = [
    ...[...text.matchAll(ago)].map((match) => ({ match, read: timeAgo(match, now) })),
    ...[...text.matchAll(spoken)].map((match) => ({ match, read: timeOfDay(match, text, now, zone) })),
  ].filter((one) => one.read !== null);
  const last = found.sort((a, b) => a.match.index - b.match.index).at(-1);
  return last?.read ? { ...last.read, words: last.match[0].trim() } : null;
}

type Read = Omit<SpokenTime, "words"> | null;

function timeAgo({ groups = {} }: RegExpMatchArray, now: Date): Read {
  const count = groups["count"] ?? groups["count2"] ?? "";
  const hours = /^(h|o)/i.test(groups["unit"] ?? groups["unit2"] ?? "");
  const amount = /^(half|gjys)/i.test(count) ? 0.5 : /^\d/.test(count) ? Number(count) : 1;
  if (amount === 0 || (!hours && amount < 1)) return null;
  const minutes = Math.round(amount * (hours ? 60 : 1));
  return { at: new Date(Math.floor(now.getTime() / MINUTE) * MINUTE - minutes * MINUTE), precision: "about" };
}

function timeOfDay(
  { groups = {}, index = 0, 0: whole }: RegExpMatchArray,
  text: string,
  now: Date,
  zone: string,
): Read {
  const typed = groups["clock"] ?? "";
  const said = groups["day"] ?? groups["after"];
  const led = Boolean(groups["at"] || groups["hour"] || groups["about"] || groups["about2"] || said || groups["zone"]);
  const begins = text.slice(0, index).trim() === "";
  const ends = /^[\s.,;!?]*$/.test(text.slice(index + whole.length));
  if (!led && !isTime(typed, begins, ends)) return null;
  const clock = halfDay(readClock(typed), groups["half"]);
  if (!clock) return null;
  const moment = momentOf(clock, said?.toLowerCase(), now, groups["zone"] ? "UTC" : zone);
  return moment && { at: moment, precision: groups["about"] || groups["about2"] ? "about" : "exact" };
}

/** Without a word that leads it, "2:15" is a time, "0215" too, "1415" at an end of the text; "2022" is a year, "3.11" a version, "1200 users" a count. */
function isTime(typed: string, begins: boolean, ends: boolean): boolean {
  if (typed.includes(":")) return true;
  if (typed.includes(".")) return (begins || ends) && typed.length === 5;
  if (typed.startsWith("0")) return true;
  return !/^(19|20[0-4])/.test(typed) && (ends || (begins && !typed.endsWith("00")));
}

function halfDay(clock: string | null, half: string | undefined): string | null {
  if (!clock || !half) return clock;
  const hours = Number(clock.slice(0, 2));
  if (hours < 1 || hours > 12) return null;
  return `${String((hours % 12) + (half.toLowerCase() === "pm" ? 12 : 0)).padStart(2, "0")}${clock.slice(2)}`;
}

function momentOf(clock: string, said: string | undefined, now: Date, zone: string): Date | null {
  const on = (daysBack: number) => lastOn(dayBefore(now, daysBack, zone), clock, now, zone);
  if (said === "yesterday" || said === "dje") return on(1);
  if (said === "today" || said === "sot") return on(0);
  // The night reaches from last evening to this morning.
  if (said) return clock < "12:00" ? on(0) : on(1);
  return on(0) ?? on(1);
}

/** The calendar day so many days ago: counted in days of the calendar, not of 24 hours. */
const dayBefore = (now: Date, days: number, zone: string) =>
  new Date(Date.parse(`${dayKey(now, zone)}T12:00:00Z`) - days * DAY).toISOString().slice(0, 10);

/** When a clock in a zone showed a time on a day: the later one when it did so twice, nothing when it never did or has not yet. */
function lastOn(day: string, clock: string, now: Date, zone: string): Date | null {
  const guess = instantOf(day, clock, zone);
  const candidates = guess ? [1, 0, -1].map((hours) => new Date(guess.getTime() + hours * 60 * MINUTE)) : [];
  return (
    candidates.find(
      (at) => clockTime(at, zone) === clock && dayKey(at, zone) === day && at.getTime() <= now.getTime() + AHEAD,
    ) ?? null
  );
}
