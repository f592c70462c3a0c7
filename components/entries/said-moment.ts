import type { Language } from "@/lib/kernel/preferences";
import { clockTime, dayKey, dayName } from "@/lib/kernel/time";

/** "02:30, 18 July 2022": the clock first, because that is what one looks for. */
export const saidMoment = (at: Date, zone: string, language: Language) =>
  `${clockTime(at, zone)}, ${dayName(at, zone, language)}`;

/** A moment as the two fields of a form show it. */
export const typedMoment = (at: string | undefined, zone: string) =>
  at ? { day: dayKey(new Date(at), zone), time: clockTime(new Date(at), zone) } : { day: "", time: "" };
