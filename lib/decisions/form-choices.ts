import type { Language } from "@/lib/kernel/preferences";
import { duration } from "@/lib/kernel/time";

const MINUTE_MS = 60_000;
const HOUR = 60;
const DAY = 24 * HOUR;

/** Lengths that people name; any other that is kept already stands among them. */
const lengths = [30, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 12 * HOUR, DAY, 2 * DAY, 3 * DAY, 7 * DAY, 14 * DAY];
const reviews = [1, 2, 4, 6, 8, 12, 18, 24];
const lapses = [10, 30, HOUR, 2 * HOUR, 4 * HOUR, 12 * HOUR, DAY];

const choices = (given: readonly number[], kept: number | undefined, minutes: number, language: Language) =>
  [...new Set([...given, ...(kept === undefined ? [] : [kept])])]
    .sort((a, b) => a - b)
    .map((one) => ({ value: String(one), label: duration(one * minutes * MINUTE_MS, language) }));

/** What can be chosen as length, time to review and time to lapse, in the reader's words. */
export const formChoices = (
  language: Language,
  kept: { expectedMinutes?: number | undefined; reviewHours?: number | undefined },
) => ({
  lengths: choices(lengths, kept.expectedMinutes, 1, language),
  reviews: choices(reviews, kept.reviewHours, HOUR, language),
  lapses: choices(lapses, undefined, 1, language),
});
