import type { Said } from "@/lib/decisions/form";
import type { NamedSystem } from "@/lib/systems/views";

/** A decision being written as a device keeps it, until the server has it. */
export interface DecisionDraft {
  /** All its words one under the other, for whoever only wants to read or copy them. */
  text: string;
  said: Said;
  systems: NamedSystem[];
  /** The revision on which it was written; null while the server has none. */
  revision: number | null;
  at: string;
  /** A first sending that was not answered: sent again with this key it makes no second decision. */
  creating?: Creating | undefined;
}
export interface Creating {
  key: string;
  body: string;
}

/** The name under which a device keeps it: of a numbered decision its number, of a new one a few letters that stand in its address. */
export const decisionDraftName = (ref: string, of: number | string) =>
  typeof of === "number" ? `${ref}#D${of}` : `${ref}#D-${of}`;

/** New ones of an incident, which have no number yet. */
export const isNewIn = (ref: string, name: string) => name.startsWith(decisionDraftName(ref, ""));

export const newId = (name: string) => name.slice(name.indexOf("#D-") + "#D-".length);

/** What somebody typed, without names of fields. */
export function plainText({ title, words }: Said): string {
  const texts = (value: unknown): string[] =>
    typeof value === "string" ? [value] : typeof value === "object" && value ? Object.values(value).flatMap(texts) : [];
  const { tlp: _label, ...others } = words;
  return [title, ...texts(others)].filter((text) => text.trim() !== "").join("\n");
}
