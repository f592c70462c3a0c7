import type { Said } from "@/lib/decisions/form";
import { fill } from "@/lib/kernel/words";
import type { DecisionFormWords } from "./form-words";

/** A field as its author would read it, in the browser; the page has a longer one of its own (field-text.ts). */
function textOf({ words, ...said }: Said, name: string, { types, page }: DecisionFormWords): string {
  switch (name) {
    case "type":
      return types[said.type];
    case "title":
      return said.title;
    case "systems":
      return said.systems.join(", ");
    case "undoes":
      return said.undoes === undefined ? "" : String(said.undoes);
    case "options":
      return (words.options ?? [])
        .map(({ label, chosen, benefit, cost, risk, reason }) =>
          [chosen ? fill(page.chosen, { label }) : label, benefit, cost, risk, reason].filter(Boolean).join(". "),
        )
        .join("\n");
    case "consulted":
      return (words.consulted ?? [])
        .map(({ who, view, dissent }) => [dissent ? fill(page.dissent, { who }) : who, view].filter(Boolean).join(": "))
        .join("\n");
    case "criteria":
      return (words.criteria ?? []).join("\n");
    case "method":
      return words.method ? page.method[words.method] : "";
    case "confidence":
      return words.confidence ? page.confidence[words.confidence] : "";
    case "memoryCaptured":
      return words.memoryCaptured ? page.yes : "";
    default:
      return String(words[name as keyof Said["words"]] ?? "");
  }
}

export interface Difference {
  name: string;
  label: string;
  mine: string;
  theirs: string;
}

/** Where two texts of one decision differ, field by field. */
export function differences(mine: Said, theirs: Said, words: DecisionFormWords): Difference[] {
  return Object.entries(words.page.field).flatMap(([name, label]) => {
    const [own, other] = [textOf(mine, name, words).trim(), textOf(theirs, name, words).trim()];
    return own === other ? [] : [{ name, label, mine: own, theirs: other }];
  });
}
