import "server-only";
import type pg from "pg";
import { filesNamedInText } from "@/lib/bundle/named-files";
import { isSignedBy, readCheckpoint, readPublicKey } from "@/lib/record/checkpoint";
import { inOneState } from "@/lib/record/export";
import { HASH_BYTES, leafHash, provesInclusion, sha256 } from "@/lib/record/merkle";
import { rowsOf } from "@/lib/record/rows";
import type { Verdict } from "@/lib/record/verify";
import type { Finding } from "@/lib/record/verify-line";
import { type Columns, columnsOf } from "./columns";
import { Canon } from "./schema";
import { verifyForeignFiles } from "./verify-files";

interface Log {
  id: string;
  ref: string;
  origin: string;
  publicKey: string;
}
interface Kept {
  id: string;
  size: string;
  root: Buffer;
  note: string;
  lines: number;
}
interface Row extends Record<keyof Columns, unknown> {
  bundle_id: string;
  canon: string;
  leaf: Buffer;
  proof: Buffer;
  salt: Buffer | null;
  body: string | null;
  files: string[];
}

/** Checks every record that was made elsewhere: each line against its hash and the checkpoint with which it came. Nothing is changed. */
export async function verifyForeign(client: pg.ClientBase): Promise<Verdict> {
  return inOneState(client, async () => {
    const logs = (await client.query<Log>(LOGS)).rows;
    const problems: Finding[] = [];
    const lines: string[] = [];
    for (const log of logs) {
      const { count, findings } = await verifyLog(client, log);
      const files = await verifyForeignFiles(client, log.id);
      findings.push(...files.findings);
      problems.push(...findings);
      const state = findings.length === 0 ? "whole." : `BROKEN: ${findings[0]?.says}`;
      lines.push(
        `Foreign log ${log.ref} of ${log.origin}: ${count} lines and ${files.count} files read. ${state}`,
        ...(files.absent > 0 ? [`  ${files.absent} files that it names came with no bundle.`] : []),
      );
    }
    return { ok: problems.length === 0, lines, problems };
  });
}

async function verifyLog(client: pg.ClientBase, log: Log): Promise<{ count: number; findings: Finding[] }> {
  const findings: Finding[] = [];
  const claim = (holds: boolean, kind: string, says: string) => {
    if (!holds) findings.push({ kind, says });
  };
  const bundles = (await client.query<Kept>(BUNDLES, [log.id])).rows;
  claim(bundles.length > 0, "bundle", "It came with no checkpoint.");
  const signer = readPublicKey(log.publicKey);
  for (const { size, root, note } of bundles) {
    const read = readCheckpoint(note);
    const isTold = read !== null && read.size === Number(size) && read.root.equals(root);
    claim(
      isTold && signer !== null && isSignedBy(read, signer),
      "checkpoint",
      `Its checkpoint of ${size} lines is not the signed one.`,
    );
  }
  const reached = new Map(bundles.map((bundle) => [bundle.id, 0]));
  let [count, numbers] = [0, 0];
  for await (const row of rowsOf<Row>(client, LINES, [log.id])) {
    const bundle = bundles.find(({ id }) => id === row.bundle_id);
    const seq = Number(row.seq);
    const name = `Line ${seq}`;
    const leaf = leafHash(row.canon);
    const canon = canonOf(row.canon);
    claim(leaf.equals(row.leaf), "hash", `${name}: its stored hash is not that of its text.`);
    claim(
      bundle !== undefined && isProven(row, seq, leaf, bundle),
      "proof",
      `${name}: it is not in the record that was signed.`,
    );
    claim(
      canon !== null && saysTheSame(row, columnsOf(canon)),
      "columns",
      `${name}: its columns are not what its hashed text says.`,
    );
    claim(isNamedAlike(row), "files", `${name}: it is kept with other files than its words name.`);
    claim(canon === null || commits(row, canon), "body", `${name}: its words are not those it was recorded with.`);
    if (canon?.number !== undefined) {
      claim(canon.number === numbers + 1, "number", `Entry ${numbers + 1} is missing.`);
      numbers = canon.number;
    }
    for (const { id, size } of bundles) if (seq <= Number(size)) reached.set(id, (reached.get(id) ?? 0) + 1);
    count += 1;
  }
  for (const { id, size, lines } of bundles)
    claim(
      reached.get(id) === lines,
      "count",
      `The bundle that covers ${size} lines brought ${lines} of them, and ${reached.get(id)} are here.`,
    );
  return { count, findings };
}

function isProven({ proof }: Row, seq: number, leaf: Buffer, { size, root }: Kept): boolean {
  const steps = Array.from({ length: Math.floor(proof.length / HASH_BYTES) }, (_, n) =>
    proof.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES),
  );
  return provesInclusion(leaf, seq - 1, Number(size), steps, root);
}

function canonOf(text: string): Canon | null {
  try {
    return Canon.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function saysTheSame(row: Row, columns: Columns): boolean {
  return (Object.entries(columns) as [keyof Columns, unknown][]).every(
    ([name, said]) => plainOf(row[name]) === plainOf(said),
  );
}

/** Times and long numbers come from the database in other forms than from JSON. */
function plainOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}T/.test(value) ? new Date(value).toISOString() : String(value);
}

const commits = ({ salt, body }: Row, canon: Canon): boolean =>
  body === null || (salt !== null && sha256(salt, Buffer.from(body)).toString("hex") === canon.body);

const isNamedAlike = ({ body, files }: Row): boolean => {
  const named = filesNamedInText(body).map(({ sha256 }) => sha256);
  return [...files].sort().join() === named.sort().join();
};

const LOGS = 'SELECT id, ref, origin, public_key AS "publicKey" FROM foreign_log ORDER BY imported_at, id';
const BUNDLES = "SELECT id, size, root, note, lines FROM foreign_bundle WHERE log_id = $1 ORDER BY size";
const LINES = `
SELECT l.seq, l.entry_id, l.log_number, l.type, l.kind, l.actor_id, l.actor_role, l.occurred_at, l.occurred_until, l.precision, l.recorded_at, l.audience,
  l.tlp, l.is_key, l.corrects_id, l.withdraws_id, l.bundle_id, l.canon, l.leaf, l.proof, b.salt, b.body,
  ARRAY(SELECT n.sha256 FROM foreign_line_file n WHERE n.log_id = l.log_id AND n.seq = l.seq) AS files
FROM foreign_line l LEFT JOIN foreign_body b ON b.log_id = l.log_id AND b.seq = l.seq WHERE l.log_id = $1 ORDER BY l.seq`;
