import "server-only";
import type { Tx } from "@/lib/kernel/db";
import { sha256Hex } from "@/lib/kernel/ids";
import { decisionName } from "./lists";
import type { DecisionWords } from "./schema";

interface Frozen {
  ref: string;
  number: number;
  version: number;
  type: string;
  title: string;
  systems: readonly string[];
  undoes: number | null;
  words: DecisionWords;
}

/** A decision letter by letter, as it is put before people: what they approve, and what its hash is of. The database compares it with the row. */
export const textOf = ({ ref, number, version, type, title, systems, undoes, words }: Frozen): string =>
  JSON.stringify({
    kulla: "decision/v1",
    incident: ref,
    decision: decisionName(number),
    version,
    type,
    title,
    systems,
    undoes: undoes === null ? null : decisionName(undoes),
    words,
  });

/** Freezes a version before anybody is asked. @returns the hash of its text */
export async function freeze(
  tx: Tx,
  { decisionId, by, now, ...said }: Frozen & { decisionId: string; by: string; now: Date },
): Promise<string> {
  const text = textOf(said);
  const hash = sha256Hex(text);
  await tx.decisionVersion.createMany({
    data: [{ decisionId, version: said.version, text, hash, madeById: by, madeAt: now }],
  });
  return hash;
}

const asText = (value: unknown) => JSON.stringify(value ?? null);
interface Said {
  type: string;
  title: string;
  systems: readonly string[];
  undoes: number | string | null;
  words: DecisionWords;
}

/** Which fields differ between two states of a decision, by their names. */
export function changedFields(before: Said, after: Said): string[] {
  const own = (["type", "title", "systems", "undoes"] as const).filter(
    (name) => asText(before[name]) !== asText(after[name]),
  );
  const names = [...new Set([...Object.keys(before.words), ...Object.keys(after.words)])] as (keyof DecisionWords)[];
  return [...own, ...names.filter((name) => asText(before.words[name]) !== asText(after.words[name]))];
}

/** The same words without what was left empty, as they are kept. */
export const keptWords = (words: DecisionWords) => JSON.parse(JSON.stringify(words)) as DecisionWords;
