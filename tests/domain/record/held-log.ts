import { type NoteKey, publicKeyText, signCheckpoint } from "@/lib/record/checkpoint";
import { Frontier, leafHash, nodeHash, sha256 } from "@/lib/record/merkle";
import type { Line, RecordCopy } from "@/lib/record/record-copy";
import { Walk } from "@/lib/record/verify-line";

/** A record in memory, which a test may change as the owner of the server could change the tables. */
export interface HeldLog extends RecordCopy {
  lines: Line[];
}

export async function hold(copy: RecordCopy): Promise<HeldLog> {
  const lines: Line[] = [];
  for await (const line of copy.lines) lines.push(line);
  return { ...copy, lines };
}

/** A second copy of it, with which nothing is shared that a test changes. */
export const twin = (log: HeldLog): HeldLog => ({
  ...log,
  lines: log.lines.map((line) => ({ ...line, columns: { ...line.columns }, readers: [...line.readers] })),
  heads: log.heads.map((head) => ({ ...head })),
  counters: log.counters.map((counter) => ({ ...counter })),
  checkpoints: [...log.checkpoints],
});

/** The checkpoint that an honest signer gave away when the log had this many lines. */
export function checkpointAt(log: HeldLog, size: number, key: NoteKey): string {
  const frontier = new Frontier();
  for (const { canon } of log.lines.slice(0, size)) frontier.append(leafHash(canon));
  return signCheckpoint({ origin: key.name, size, root: frontier.root() }, key);
}

/** Stores such a checkpoint in the log's own table. */
export function store(log: HeldLog, size: number, key: NoteKey): void {
  const note = checkpointAt(log, size, key);
  const root = Buffer.from(note.split("\n")[2] ?? "", "base64");
  log.checkpoints.push({ size, root, note, publicKey: publicKeyText(key) });
}

/**
 * What whoever has the server, the database and even the signing key can do after a change: everything that can be computed is made
 * to fit, from the first line to the last, and each stored checkpoint is signed anew. Nothing inside can tell.
 */
export function makeItFit(log: HeldLog, key: NoteKey): void {
  const walk = new Walk();
  const places = new Map<string, { seq: number; incident: string | null }>();
  for (const [index, line] of log.lines.entries()) {
    const { columns } = line;
    const seq = index + 1;
    const incident = (columns["incident"] as string | undefined) ?? null;
    if (incident === null) delete columns["number"];
    if (columns["number"] !== undefined) columns["number"] = next(walk.numbers, String(incident));
    const old = JSON.parse(line.canon) as Record<string, unknown>;
    if (old["clock"] === "server" && String(columns["recorded"]) < walk.recorded) columns["recorded"] = walk.recorded;
    const earlier = places.get(String(columns["corrects"] ?? columns["withdraws"]));
    if (!earlier || earlier.incident !== incident) for (const name of ["corrects", "withdraws"]) delete columns[name];
    line.earlier = columns["corrects"] || columns["withdraws"] ? (earlier ?? null) : null;
    line.salt ??= Buffer.alloc(16);
    line.body ??= "{}";
    const commitment = sha256(line.salt, Buffer.from(line.body)).toString("hex");
    const kept = Object.fromEntries(
      ["v", "origin", "session", "factor", "aal", "clock", "exercise"].map((name) => [name, old[name]]),
    );
    const named = Array.isArray(old["readers"]) || line.readers.length > 0 ? { readers: line.readers } : {};
    if (named.readers && columns["actor"] && !line.readers.includes(String(columns["actor"])))
      line.readers.push(String(columns["actor"]));
    line.canon = JSON.stringify({
      ...kept,
      ...columns,
      ...named,
      seq,
      body: commitment,
      prev: walk.chain.toString("hex"),
    });
    line.seq = seq;
    line.leaf = leafHash(line.canon);
    walk.chain = line.chain = nodeHash(walk.chain, line.leaf);
    walk.recorded = String(columns["recorded"]);
    places.set(String(columns["id"]), { seq, incident });
  }
  log.heads = [{ seq: log.lines.length, chain: walk.chain }];
  log.counters = [...walk.numbers].map(([incident, last]) => ({ incident, last }));
  log.bodies = log.lines.length;
  log.readers = log.lines.reduce((sum, line) => sum + line.readers.length, 0);
  const sizes = log.checkpoints.map(({ size }) => size).filter((size) => size <= log.lines.length);
  log.checkpoints = [];
  for (const size of sizes) store(log, size, key);
}

function next(numbers: Map<string, number>, incident: string): number {
  const number = (numbers.get(incident) ?? 0) + 1;
  numbers.set(incident, number);
  return number;
}
