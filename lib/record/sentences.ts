import "server-only";
import type { Language } from "@/lib/kernel/preferences";
import { sayIn } from "@/lib/kernel/say";
import type { EntryType } from "./catalog";

/** How an act reads, in the reader's language: composed on reading, never stored. One message per type of the catalogue. */
export function sentenceOf(language: Language, type: EntryType, words: Record<string, unknown>): string {
  const simple = Object.entries(words).filter(
    (pair): pair is [string, string | number] => typeof pair[1] === "string" || typeof pair[1] === "number",
  );
  const said = simple.map(([name, value]) => [name, chosen.has(name) ? String(value).replaceAll("-", "_") : value]);
  const sentence = sayIn(language, "record")(`sentence.${type.replace(".", "-")}`, Object.fromEntries(said));
  // A rule of ours that history did not keep stands in the words of its line (ADR 029).
  return typeof words["historical"] === "string" ? `${sentence} [${words["historical"]}]` : sentence;
}

/** Values by which a message chooses its words; its choices cannot be written with hyphens. */
const chosen = new Set(["from", "to", "state", "kind", "seen"]);
