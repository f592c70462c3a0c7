import type { Precision } from "@/lib/kernel/time";

/** In which order a file writes 18/07/2022. */
export const dateOrders = ["dmy", "mdy"] as const;
export type DateOrder = (typeof dateOrders)[number];

/** What a cell or the beginning of a line says of a time: a moment that needs no zone, or what a wall showed. */
export interface SaidTime {
  instant: Date | null;
  /** "2022-07-18" */
  day: string | null;
  /** "02:15:33" */
  clock: string | null;
  precision: Extract<Precision, "exact" | "about" | "day">;
}

const ABOUT = "about|approx\\.?|circa|ca\\.?|c\\.|~|rreth(?:\\s+or[eë]s)?";
const NUMBERS = "\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}|\\d{1,2}[-/.]\\d{1,2}[-/.](?:\\d{4}|\\d{2})";
const NAMED = "\\d{1,2}\\.?\\s+\\p{L}{3,}\\.?,?\\s+\\d{4}|\\p{L}{3,}\\.?\\s+\\d{1,2},?\\s+\\d{4}";
const DATE = `(?:${NUMBERS}|${NAMED})`;
const HALF = "a\\.?m\\.?|p\\.?m\\.?|[pm]d";
const TIME = `(?:\\d{1,2}[:.h]\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?(?:\\s?(?:${HALF})(?![\\p{L}\\d]))?|\\d{1,2}\\s?(?:${HALF})(?![\\p{L}\\d])|\\d{4}(?!\\d)(?:\\s?hrs?\\b)?)`;

const iso = /^(\d{4})-(\d\d)-(\d\d)[t ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(z|utc|gmt|[+-]\d\d:?(?:\d\d)?)$/i;
const whole = new RegExp(
  `^(?:(${ABOUT})\\s*)?(?:(${DATE})(?=$|[,t\\s]))?(?:(?:,?\\s*at\\s+|,\\s*|\\s+|t)?(${TIME}))?$`,
  "iu",
);
const reversed = new RegExp(`^(?:(${ABOUT})\\s*)?(${TIME}),?\\s+(${DATE})$`, "iu");
const start = new RegExp(
  `^\\s*(\\[)?\\s*(?:(${ABOUT})\\s*)?(?:(${DATE})(?:,\\s*|\\s+|t))?(${TIME})(?![\\p{L}\\d:])\\s*(\\])?\\s*`,
  "iu",
);
const heading = new RegExp(`^[\\s*=_—–-]*(?:\\p{L}+,?\\s+){0,2}(${DATE})[\\s:*=_—–-]*$`, "iu");

/** Marks that exports put around times and that nobody sees. */
export const withoutMarks = (text: string) =>
  text.replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "").replace(/[\u00a0\u202f\u2009]/g, " ");

/** What a cell says of a time; null when it is none. */
export function readWhen(cell: string, order: DateOrder): SaidTime | null {
  const text = withoutMarks(cell).trim();
  const instant = readInstant(text);
  if (instant) return { instant, day: null, clock: null, precision: "exact" };
  const forth = whole.exec(text);
  const back = forth ? null : reversed.exec(text);
  const [about, date, time] = forth ? [forth[1], forth[2], forth[3]] : [back?.[1], back?.[3], back?.[2]];
  if (!text || (!date && !time)) return null;
  const day = date ? readDay(date, order) : null;
  const clock = time ? readTime(time) : null;
  if ((date && !day) || (time && !clock)) return null;
  return { instant: null, day, clock, precision: !time ? "day" : about ? "about" : "exact" };
}

/** A time at the beginning of a line of a chat or a paper log, and what follows it. `said` is null for a time that no clock shows. */
export function takeWhen(
  line: string,
  order: DateOrder,
): { said: SaidTime | null; framed: boolean; dated: boolean; rest: string } | null {
  const text = withoutMarks(line);
  const found = start.exec(text);
  if (!found || Boolean(found[1]) !== Boolean(found[5])) return null;
  const [all, , about, date, time] = found;
  const said = readWhen(`${about ?? ""} ${date ?? ""} ${time ?? ""}`.replace(/\s+/g, " "), order);
  return { said, framed: Boolean(found[1]), dated: Boolean(date), rest: text.slice(all.length) };
}

/** The day that a line names when it says nothing else: "Monday 18 July 2022", "--- 18.07.2022 ---". */
export function dayOfHeading(line: string, order: DateOrder): string | null {
  const found = heading.exec(withoutMarks(line));
  return found?.[1] ? readDay(found[1], order) : null;
}

/** The order of day and month that all dates of a text allow; the European one where both are possible. */
export function guessOrder(text: string): DateOrder {
  for (const [, first, second] of text.slice(0, 200_000).matchAll(/\b(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d{2})\b/g)) {
    if (Number(first) > 12) return "dmy";
    if (Number(second) > 12) return "mdy";
  }
  return "dmy";
}

function readInstant(text: string): Date | null {
  if (/^\d{10}(\.\d{1,9})?$/.test(text)) return new Date(Math.round(Number(text) * 1000));
  if (/^\d{13}$/.test(text)) return new Date(Number(text));
  const found = iso.exec(text);
  if (!found) return null;
  const [, year, month, day, hour, minute, second = "00", part = "0", zone = "Z"] = found;
  if (!isDay(Number(year), Number(month), Number(day))) return null;
  const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.replace(":", "").slice(3) || "00"}` : "Z";
  const at = new Date(
    `${year}-${month}-${day}T${hour}:${minute}:${second}.${part.slice(0, 3).padEnd(3, "0")}${offset}`,
  );
  return Number.isNaN(at.getTime()) ? null : at;
}

function readTime(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  const half = /([ap])\.?m\.?$|([pm])d$/.exec(text);
  const digits = text.replace(/\s?(hrs?|[ap]\.?m\.?|[pm]d)$/, "");
  const found = /^(\d{1,2})(?:[:.h]?(\d{2}))?(?::(\d{2})(?:[.,]\d+)?)?$/.exec(digits);
  if (!found) return null;
  let hour = Number(found[1]);
  const [minute, second] = [Number(found[2] ?? 0), Number(found[3] ?? 0)];
  if (half) {
    if (hour < 1 || hour > 12) return null;
    // "PD" is before noon in Albanian (paradite), "MD" after it (mbasdite).
    hour = (hour % 12) + (half[1] === "p" || half[2] === "m" ? 12 : 0);
  }
  if (hour > 23 || minute > 59 || second > 59) return null;
  return [hour, minute, second].map((part) => String(part).padStart(2, "0")).join(":");
}

function readDay(typed: string, order: DateOrder): string | null {
  const numbers = typed.match(/\d+/g)?.map(Number) ?? [];
  const word = /\p{L}{3,}/u.exec(typed)?.[0];
  if (word) {
    const month = monthOf(word);
    return month ? dayOf(numbers[1], month, numbers[0]) : null;
  }
  const [a, b, c] = numbers;
  if (/^\d{4}/.test(typed)) return dayOf(a, b, c);
  const year = c !== undefined && c < 100 ? 2000 + c : c;
  return order === "mdy" ? dayOf(year, a, b) : dayOf(year, b, a);
}

function dayOf(year = 0, month = 0, day = 0): string | null {
  if (!isDay(year, month, day)) return null;
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

function isDay(year: number, month: number, day: number): boolean {
  const at = new Date(Date.UTC(year, month - 1, day));
  return year >= 1990 && year < 2100 && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
}

const MONTHS = [
  ["jan"],
  ["feb", "shk"],
  ["mar"],
  ["apr", "pri"],
  ["may", "maj"],
  ["jun", "qer"],
  ["jul", "kor"],
  ["aug", "gus"],
  ["sep", "sht"],
  ["oct", "tet"],
  ["nov", "nën", "nen"],
  ["dec", "dhj"],
];
const monthOf = (word: string) => MONTHS.findIndex((names) => names.includes(word.slice(0, 3).toLowerCase())) + 1;
