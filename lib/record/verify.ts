import "server-only";
import type pg from "pg";
import { Sentence } from "@/lib/kernel/sentence";
import { type NoteKey, readPublicKey } from "./checkpoint";
import { type OutsideCheckpoint, readOutside, textOf } from "./outside";
import { type RecordCopy, readRecord } from "./record-copy";
import { Checkpoints } from "./verify-checkpoints";
import { checkLine, type Finding, Walk } from "./verify-line";

export interface Verdict {
  ok: boolean;
  /** What to print: what was read, then that it is whole or the first break of each kind. */
  lines: string[];
  problems: Finding[];
}

export interface VerifyOptions {
  /** Files with checkpoints that were kept outside, or folders of them. */
  checkpoints?: string[];
  /** The signer's public key as it was given outside: the line of text, or a file with it. */
  key?: string | undefined;
}

/**
 * Checks the whole record of a database, as its owner. Nothing is changed, and writing goes on meanwhile.
 * @throws Sentence when a file cannot be read
 */
export async function verifyRecord(
  client: pg.ClientBase,
  { checkpoints = [], key }: VerifyOptions = {},
): Promise<Verdict> {
  const outside = readOutside(checkpoints);
  const signer = key === undefined ? null : publicKeyIn(key);
  await client.query("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
  try {
    return await checkRecord(await readRecord(client), { outside, signer });
  } finally {
    await client.query("ROLLBACK");
  }
}

/** Checks a copy of the record from the first line to the last. */
export async function checkRecord(
  copy: RecordCopy,
  { outside = [], signer = null }: { outside?: OutsideCheckpoint[]; signer?: NoteKey | null } = {},
): Promise<Verdict> {
  const walk = new Walk();
  const checkpoints = new Checkpoints(copy.checkpoints, outside, signer);
  const problems: Finding[] = [];
  checkpoints.pass(walk);
  for await (const line of copy.lines) {
    problems.push(...checkLine(line, walk));
    checkpoints.pass(walk);
  }
  problems.push(...disagreements(copy, walk), ...checkpoints.findings());
  const lines = [...summary(copy, walk, outside.length), ...firstOfEachKind(problems)];
  return { ok: problems.length === 0, lines, problems };
}

/** The tables beside the lines say the same as the lines. */
function disagreements({ heads, bodies, readers, counters }: RecordCopy, walk: Walk): Finding[] {
  const [head, ...more] = heads;
  const last = new Map(counters.map((counter) => [counter.incident, counter.last]));
  const incidents = new Set([...last.keys(), ...walk.numbers.keys()]);
  const headFits = more.length === 0 && head?.seq === walk.seq && head.chain.equals(walk.chain);
  const countersFit = [...incidents].every((id) => (last.get(id) ?? 0) === (walk.numbers.get(id) ?? 0));
  return [
    ...(headFits ? [] : [{ kind: "head", says: "The head of the record does not name its last line." }]),
    ...(countersFit ? [] : [{ kind: "counter", says: "The counter of a log does not name its last number." }]),
    ...(bodies === walk.lines ? [] : [{ kind: "stray", says: `${bodies} texts are kept for ${walk.lines} lines.` }]),
    ...(readers === walk.readers ? [] : [{ kind: "stray", says: "Readers are kept for lines that do not exist." }]),
  ];
}

function summary({ checkpoints }: RecordCopy, walk: Walk, outside: number): string[] {
  const newest = checkpoints.at(-1)?.size ?? 0;
  return [
    `${walk.lines} lines read, each with its hash, its place, its words and its readers.`,
    `${checkpoints.length} signed checkpoints stored; the newest covers ${newest} lines, ${Math.max(0, walk.lines - newest)} are newer.`,
    outside === 0
      ? "No checkpoint from outside was given: a record rewritten whole could not be told from a true one (docs/proof.md)."
      : `${outside} ${outside === 1 ? "checkpoint" : "checkpoints"} from outside compared.`,
  ];
}

function firstOfEachKind(problems: Finding[]): string[] {
  if (problems.length === 0) return ["The record is whole."];
  return [...new Set(problems.map(({ kind }) => kind))].map((kind) => {
    const [first, ...more] = problems.filter((one) => one.kind === kind);
    return `BROKEN: ${first?.says}${more.length > 0 ? ` (and ${more.length} more of this kind)` : ""}`;
  });
}

function publicKeyIn(text: string): NoteKey {
  const key = readPublicKey(text) ?? readPublicKey(textOf(text));
  if (!key) throw new Sentence(`${text} holds no public key.`);
  return key;
}
