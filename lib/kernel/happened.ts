import type { Language } from "./preferences";
import { clockTime, dayKey, dayName, duration, monthName, type Precision } from "./time";

/** When something happened, as far as it is known. */
export interface Moment {
  at: Date;
  until: Date | null;
  precision: Precision;
}

/** How a moment stands in the narrow time column of the log: what is known in large, what limits it in small. */
export interface HappenedLabel {
  before: string | null;
  large: string | null;
  after: string | null;
}

/** Entries logged at most this much later need no second time. */
const WORTH_SAYING_MINUTES = 2;

/** The label under a heading that already names `headingDay` ("2022-07-18"); another day is named beside the time. */
export function happenedLabel(moment: Moment, zone: string, language: Language, headingDay: string): HappenedLabel {
  const words = phrases[language];
  const otherDay = dayKey(moment.at, zone) === headingDay ? null : dayName(moment.at, zone, language);
  const clock = clockTime(moment.at, zone);
  switch (moment.precision) {
    case "exact":
      return { before: null, large: clock, after: otherDay };
    case "about":
      return { before: words.about, large: clock, after: otherDay };
    case "between":
      return { before: words.between, large: clock, after: `${words.and} ${untilOf(moment, zone, language)}` };
    case "day":
      return { before: null, large: null, after: otherDay ?? words.timeUnknown };
    case "month":
      return { before: null, large: null, after: monthName(moment.at, zone, language) };
    case "unknown":
      return { before: null, large: null, after: words.unknown };
  }
}

/** The same in one sentence part: "about 02:15, 18 July 2022". */
export function happenedSentence(moment: Moment, zone: string, language: Language): string {
  const words = phrases[language];
  const day = dayName(moment.at, zone, language);
  const clock = clockTime(moment.at, zone);
  switch (moment.precision) {
    case "exact":
      return `${day}, ${clock}`;
    case "about":
      return `${day}, ${words.aboutTime} ${clock}`;
    case "between":
      return `${day}, ${words.betweenTimes} ${clock} ${words.and} ${untilOf(moment, zone, language)}`;
    case "day":
      return `${day}, ${words.timeUnknown}`;
    case "month":
      return `${monthName(moment.at, zone, language)}, ${words.dayUnknown}`;
    case "unknown":
      return words.unknown;
  }
}

/** "logged 02:39, 6 min later"; null when the two clocks agree within two minutes. */
export function loggedLabel(
  moment: Moment,
  recordedAt: Date,
  zone: string,
  language: Language,
  headingDay: string,
): string | null {
  const words = phrases[language];
  const clock = clockTime(recordedAt, zone);
  const sameDay = dayKey(recordedAt, zone) === headingDay;
  const logged = sameDay
    ? `${words.logged} ${clock}`
    : `${words.logged} ${dayName(recordedAt, zone, language)}, ${clock}`;
  if (moment.precision === "unknown" || moment.precision === "month" || moment.precision === "day") return logged;
  const late = recordedAt.getTime() - (moment.until ?? moment.at).getTime();
  if (late <= WORTH_SAYING_MINUTES * 60_000) return null;
  return `${logged}, ${words.later(duration(late, language))}`;
}

function untilOf(moment: Moment, zone: string, language: Language): string {
  if (!moment.until) return phrases[language].unknown;
  const clock = clockTime(moment.until, zone);
  const sameDay = dayKey(moment.until, zone) === dayKey(moment.at, zone);
  return sameDay ? clock : `${clock}, ${dayName(moment.until, zone, language)}`;
}

interface Phrases {
  about: string;
  aboutTime: string;
  between: string;
  betweenTimes: string;
  and: string;
  timeUnknown: string;
  dayUnknown: string;
  unknown: string;
  logged: string;
  later: (length: string) => string;
}

const phrases: Record<Language, Phrases> = {
  en: {
    about: "about",
    aboutTime: "about",
    between: "between",
    betweenTimes: "between",
    and: "and",
    timeUnknown: "time not known",
    dayUnknown: "day not known",
    unknown: "time not known",
    logged: "logged",
    later: (length) => `${length} later`,
  },
  sq: {
    about: "rreth",
    aboutTime: "rreth orës",
    between: "mes",
    betweenTimes: "mes orës",
    and: "dhe",
    timeUnknown: "ora nuk dihet",
    dayUnknown: "dita nuk dihet",
    unknown: "koha nuk dihet",
    logged: "regjistruar",
    later: (length) => `${length} më vonë`,
  },
};
