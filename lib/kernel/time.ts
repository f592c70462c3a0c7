import type { Language } from "./preferences";

/**
 * How times are said. Everything is stored in UTC and shown in the incident's zone, in 24 hours (ux.md §4.5).
 * `Intl` is asked for parts only: its own Albanian default is a 12-hour clock. Pure, safe in the browser.
 */
export type Precision = "exact" | "about" | "day" | "month" | "between" | "unknown";

const MINUTE = 60_000;

/** "02:41" in a zone. */
export function clockTime(at: Date, zone: string): string {
  const { hour, minute } = wallParts(at, zone);
  return `${hour}:${minute}`;
}

/** The day in a zone as "2022-07-18": sorts, compares, and fills a date field. */
export function dayKey(at: Date, zone: string): string {
  const { year, month, day } = wallParts(at, zone);
  return `${year}-${month}-${day}`;
}

/** "18 July 2022", "18 korrik 2022". */
export function dayName(at: Date, zone: string, language: Language): string {
  const said = spoken(at, zone, language);
  return `${said.day} ${said.month} ${said.year}`;
}

/** "Monday 18 July 2022", "E hënë, 18 korrik 2022": the heading over a day of the log. */
export function dayHeading(at: Date, zone: string, language: Language): string {
  const { weekday } = spoken(at, zone, language);
  return language === "sq"
    ? `${capital(weekday)}, ${dayName(at, zone, language)}`
    : `${weekday} ${dayName(at, zone, language)}`;
}

/** "July 2022", "korrik 2022". */
export function monthName(at: Date, zone: string, language: Language): string {
  const said = spoken(at, zone, language);
  return `${said.month} ${said.year}`;
}

/** "18 July 2022, 02:41": a moment that may lie on any day. */
export function dayAndTime(at: Date, zone: string, language: Language): string {
  return `${dayName(at, zone, language)}, ${clockTime(at, zone)}`;
}

/** "Tirana": the zone in words, because the reader may sit in another one. */
export function zoneName(zone: string, language: Language): string {
  return placeNames[zone]?.[language] ?? (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}

/** "10 h 41 min", "3 days 4 h", "1,592 days": the two largest units, rounded down. */
export function duration(milliseconds: number, language: Language): string {
  const words = durationWords[language];
  const minutes = Math.floor(Math.abs(milliseconds) / MINUTE);
  if (minutes < 1) return words.underOne;
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  if (days === 0) return [part(hours, words.hour), part(minutes % 60, words.minute)].filter(Boolean).join(" ");
  const ofDays = `${grouped(days, language)} ${days === 1 ? words.day : words.days}`;
  return [ofDays, days < 30 ? part(hours, words.hour) : ""].filter(Boolean).join(" ");
}

/** "1,592", "12 345": the same on the server and in every browser, whose own ideas of Albanian differ. */
export function grouped(count: number, language: Language): string {
  const digits = String(Math.trunc(count));
  const [mark, from] = language === "sq" ? ["\u00a0", 5] : [",", 4];
  return digits.length < from ? digits : digits.replace(/\B(?=(\d{3})+$)/g, mark);
}

/** The moment that a wall clock in a zone showed, or null when there is no such day or time. Typed "2:15", "0215" and "02.15" are understood. */
export function instantOf(day: string, time: string, zone: string): Date | null {
  const clock = readClock(time);
  const wall = Date.parse(`${day}T${clock ?? ""}:00Z`);
  // Date.parse rolls 31 February over into March instead of refusing it.
  if (!clock || Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(day)) return null;
  // The second round matters when the first guess lies on the other side of a clock change.
  const guess = wall - offsetAt(new Date(wall), zone);
  return new Date(wall - offsetAt(new Date(guess), zone));
}

/** A typed time of day as "02:15", or null. */
export function readClock(typed: string): string | null {
  const found = /^\s*(\d{1,2})[:.h ]?(\d{2})\s*$/.exec(typed);
  if (!found || Number(found[1]) > 23 || Number(found[2]) > 59) return null;
  return `${found[1]?.padStart(2, "0")}:${found[2]}`;
}

const placeNames: Record<string, Record<Language, string>> = {
  "Europe/Tirane": { en: "Tirana", sq: "Tiranë" },
  "Europe/Brussels": { en: "Brussels", sq: "Bruksel" },
  "America/New_York": { en: "New York", sq: "Nju Jork" },
};

const durationWords: Record<Language, Record<"underOne" | "minute" | "hour" | "day" | "days", string>> = {
  en: { underOne: "under 1 min", minute: "min", hour: "h", day: "day", days: "days" },
  sq: { underOne: "nën 1 min", minute: "min", hour: "orë", day: "ditë", days: "ditë" },
};

const part = (count: number, unit: string) => (count > 0 ? `${count} ${unit}` : "");
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** Milliseconds by which a zone's wall clock is ahead of UTC at a moment. */
function offsetAt(at: Date, zone: string): number {
  const { year, month, day, hour, minute } = wallParts(at, zone);
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
  return wall - Math.floor(at.getTime() / MINUTE) * MINUTE;
}

/** A formatter costs far more to make than to use, and a timeline asks hundreds of times. */
const formatters = new Map<string, Intl.DateTimeFormat>();
function formatter(locale: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${zone} ${options.weekday ?? ""}`;
  const made = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  formatters.set(key, made);
  return made;
}

type Parts = Record<"weekday" | "year" | "month" | "day" | "hour" | "minute", string>;
const partsOf = (format: Intl.DateTimeFormat, at: Date) =>
  Object.fromEntries(format.formatToParts(at).map((found) => [found.type, found.value])) as Parts;

const wallParts = (at: Date, zone: string) =>
  partsOf(
    formatter("en-GB", zone, {
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    }),
    at,
  );

const spoken = (at: Date, zone: string, language: Language) =>
  partsOf(
    formatter(language === "en" ? "en-GB" : language, zone, {
      weekday: "long",
      day: "numeric",
      month: "long",
      year: "numeric",
    }),
    at,
  );
