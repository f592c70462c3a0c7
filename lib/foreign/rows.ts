import "server-only";
import { filesNamedIn } from "@/lib/bundle/named-files";
import type { Language } from "@/lib/kernel/preferences";
import { bases, catalog, type EntryType, reasonKinds } from "@/lib/record/catalog";
import { sentenceOf } from "@/lib/record/sentences";
import type { ForeignRow } from "./views";

/** What the one query of a foreign log brings back for a line. The words are a text: a stranger wrote it, so it is read here and not in SQL. */
export interface RawForeign
  extends Pick<
    ForeignRow,
    | "number"
    | "kind"
    | "occurredAt"
    | "occurredUntil"
    | "precision"
    | "recordedAt"
    | "audience"
    | "tlp"
    | "key"
    | "withdrawn"
    | "correctedBy"
  > {
  seq: bigint;
  type: string;
  actorRole: string | null;
  name: string | null;
  organisation: string | null;
  body: string | null;
  of: number | null;
  isCorrection: boolean;
  /** The files of this line that are kept here, by their hash, with their size. */
  kept: Record<string, number>;
}

const TEXT_MAX = 20_000;

/** A line as the page shows it. */
export function toForeignRow(
  { type, actorRole, name, organisation, body, of, isCorrection, kept, ...line }: RawForeign,
  language: Language,
): ForeignRow {
  const words = wordsIn(body);
  const isWritten = type === "entry.logged" || type === "entry.corrected";
  const reason = reasonKinds.find((kind) => kind === words?.["reasonKind"]) ?? "other";
  return {
    ...line,
    seq: Number(line.seq),
    sentence: isWritten
      ? null
      : sentenceFor(language, type, words && { ...words, number: line.number ?? 0, of: of ?? 0 }),
    basis: bases.find((basis) => basis === words?.["basis"]) ?? "fact",
    title: textOrNull(words?.["title"]),
    text: textOrNull(words?.["text"]),
    by: name === null ? null : { name, organisation: organisation ?? "", role: actorRole?.split(" ")[0] ?? null },
    systems: listOf(words?.["systems"]),
    files: filesNamedIn(words).map((file) => ({ ...file, size: kept[file.sha256] ?? null })),
    corrects: isCorrection && of !== null ? { number: of, reasonKind: reason } : null,
  };
}

/** A newer Kulla may know acts that this one has no sentence for: then the name of the act stands there. */
function sentenceFor(language: Language, type: string, words: Record<string, unknown> | null): string {
  const known = Object.keys(catalog).find((name): name is EntryType => name === type);
  return known && words ? sentenceOf(language, known, words) : type;
}

function wordsIn(body: string | null): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body ?? "null");
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

const textOrNull = (value: unknown) => (typeof value === "string" ? value.slice(0, TEXT_MAX) : null);
const listOf = (value: unknown) => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : []);
