import type { Messages } from "@/lib/kernel/messages";
import type { Language } from "@/lib/kernel/preferences";
import { dayAndTime, dayName, grouped } from "@/lib/kernel/time";
import { visibleText } from "@/lib/kernel/visible-text";
import type { Fact } from "./facts";

type Words = Messages["systems"];

/** In whose language and zone a fact is said, and the names of organisations where only their ids are known. */
export interface Saying {
  words: Words;
  language: Language;
  zone: string;
  organisations?: ReadonlyMap<string, string>;
}

/** One fact of the catalogue as a person reads it; a list line by line, nothing for what is empty. Safe in the browser. */
export function factLines(field: string, fact: Fact | undefined, saying: Saying): string[] {
  if (fact === null || fact === undefined || fact === "") return [];
  if (Array.isArray(fact))
    return fact.flatMap((one) => factLines(field === "audiences" ? "audience" : "", one, saying));
  return [visibleText(one(field, fact, saying))];
}

function one(field: string, fact: string | number | boolean, { words, language, zone, organisations }: Saying): string {
  const { catalogue } = words;
  const known = (list: Record<string, string>) => list[String(fact)] ?? String(fact);
  switch (field) {
    case "kind":
      return known(words.kind);
    case "tier":
      return known(words.tier);
    case "audience":
      return known(catalogue.audience);
    case "exposure":
      return known(catalogue.exposure);
    case "essential":
      return fact ? catalogue.page.yes : catalogue.page.no;
    case "rtoHours":
    case "mtpdHours":
    case "rpoHours":
      return `${grouped(Number(fact), language)} h`;
    case "usesPerDay":
      return grouped(Number(fact), language);
    case "usesOn":
      return dayName(new Date(String(fact)), "UTC", language);
    case "backupGoodAt":
    case "backupTestedAt":
      return /(Z|[+-]\d\d:\d\d)$/.test(String(fact))
        ? dayAndTime(new Date(String(fact)), zone, language)
        : String(fact).replace("T", ", ");
    default:
      return organisations?.get(String(fact)) ?? String(fact);
  }
}

/** "61,000" for 61,234: two digits, because nobody knows more (ux.md §4.14). */
export function about(count: number, language: Language): string {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(count, 1))) - 1);
  return grouped(Math.round(count / step) * step, language);
}
