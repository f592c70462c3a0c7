import type { Language } from "@/lib/kernel/preferences";
import { spokenWords } from "./spoken-words";

const WORDS = 4;
const pairs = spokenWords
  .trim()
  .split(/\s+/)
  .map((pair) => pair.split(":"));

/**
 * A hash as four words, to be read out by voice: two people who hear the same words see the same text, whatever a lying screen shows either of
 * them. They say less than the hash; somebody with a great machine can look for a text with the same words (ADR 030).
 */
export function spokenCode(hash: string, language: Language): string[] {
  const place = language === "en" ? 0 : 1;
  return Array.from(
    { length: WORDS },
    (_, index) => pairs[Number.parseInt(hash.slice(2 * index, 2 * index + 2), 16)]?.[place] ?? "–",
  );
}

/** All words of a language, by their value. */
export const allSpokenWords = (language: Language) => pairs.map((pair) => pair[language === "en" ? 0 : 1] ?? "");
