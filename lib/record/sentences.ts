import "server-only";
import type { Language } from "@/lib/kernel/preferences";
import { sayIn } from "@/lib/kernel/say";
import type { EntryType } from "./catalog";

/** How an act reads, in the reader's language: composed on reading, never stored. One message per type of the catalogue. */
export function sentenceOf(language: Language, type: EntryType, words: Record<string, unknown>): string {
  const simple = Object.entries(words).filter(
    (pair): pair is [string, string | number] => typeof pair[1] === "string" || typeof pair[1] === "number",
  );
  return sayIn(language, "record")(`sentence.${type.replace(".", "-")}`, Object.fromEntries(simple));
}
