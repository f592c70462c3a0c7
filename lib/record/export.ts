import "server-only";
import type pg from "pg";
import { sha256Hex } from "@/lib/kernel/ids";
import { Sentence } from "@/lib/kernel/sentence";
import { recordAtConsole } from "./at-console";
import { readCheckpoint } from "./checkpoint";
import { README } from "./export-readme";
import { type Hash, Tree } from "./merkle";
import { readOutside } from "./outside";
import type { KeptCheckpoint } from "./record-copy";
import { rowsOf } from "./rows";

export interface Export {
  fileName: string;
  text: string;
  lines: number;
  sha256: string;
}

export interface ExportOptions {
  /** Who asked for it, as the record will say. */
  by: string;
  /** Files with checkpoints that somebody keeps outside: the export will hold what ties it to each of them. */
  checkpoints?: string[];
}

interface Row {
  seq: string;
  canon: string;
  salt: Buffer | null;
  body: string | null;
}

type Newest = Pick<KeptCheckpoint, "size" | "note" | "publicKey"> & { tree: Tree };

const TIES_MAX = 100;

/** What an export says of itself, in its first line. */
export interface ExportHeader {
  format: "kulla export v1";
  readme: readonly string[];
  incident: { id: string; ref: string; name: string; exercise: boolean; zone: string };
  madeAt: string;
  by: string;
  lines: number;
  checkpoint: string | null;
  publicKey: string | null;
  ties: { size: number; proof: string }[];
  people: { id: string; name: string; organisation: string }[];
  /** Lines outside the incident: when those who signed approvals here got the keys with which they signed, and lost them. */
  keys: ExportLine[];
  /** The texts of decisions that were approved with a signature, letter by letter: each is known by its hash. */
  texts: string[];
}

/** One line of the record with its words and its way to the checkpoint's root; `proof` is null while nothing covers it. */
export interface ExportLine {
  seq: number;
  canon: string;
  salt: string | null;
  body: string | null;
  proof: string | null;
}

/**
 * One incident as one file that proves itself without Kulla (tools/verify.mjs): first the checkpoint and what it takes to check it, then
 * each line of the incident with its words and its way to the checkpoint's root. That it was made is recorded before it is handed out.
 * @throws Sentence when there is no such incident, or when the record is not what its newest checkpoint says
 */
export async function exportIncident(client: pg.ClientBase, ref: string, options: ExportOptions): Promise<Export> {
  const { header, text } = await inOneState(client, async () => {
    const composed = await composeExport(client, ref, options);
    const lines = [JSON.stringify(composed.header)];
    for await (const line of composed.lines) lines.push(JSON.stringify(line));
    return { header: composed.header, text: [...lines, ""].join("\n") };
  });
  const made = { lines: header.lines, sha256: sha256Hex(text) };
  await recordExport(client, header.incident.id, { ...made, by: options.by });
  return { fileName: `kulla-${ref}.ndjson`, text, ...made };
}

/** Reads one state of the database, however long it takes, while writing goes on. */
export async function inOneState<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
  return work().finally(() => client.query("ROLLBACK"));
}

/**
 * The export of one incident, its lines one by one; inside one state of the database.
 * @throws Sentence when there is no such incident, or when the record is not what its newest checkpoint says
 */
export async function composeExport(
  client: pg.ClientBase,
  ref: string,
  { by, checkpoints = [] }: ExportOptions,
): Promise<{ header: ExportHeader; lines: AsyncGenerator<ExportLine> }> {
  const [incident] = (await client.query<ExportHeader["incident"] & { now: Date; lines: number }>(INCIDENT, [ref]))
    .rows;
  if (!incident) throw new Sentence(`There is no incident ${ref}.`);
  const newest = await newestCheckpoint(client);
  const people = await client.query<ExportHeader["people"][number]>(PEOPLE, [incident.id]);
  const keys = await client.query<Row>(KEYS, [incident.id]);
  const texts = await client.query<{ text: string }>(TEXTS, [incident.id]);
  const { now, lines, ...named } = incident;
  const header: ExportHeader = {
    format: "kulla export v1",
    readme: README,
    incident: named,
    madeAt: now.toISOString(),
    by,
    lines,
    checkpoint: newest?.note ?? null,
    publicKey: newest?.publicKey ?? null,
    ties: newest ? await tiesTo(client, newest, checkpoints) : [],
    people: people.rows,
    keys: keys.rows.map((row) => lineOf(row, newest)),
    texts: texts.rows.map(({ text }) => text),
  };
  return { header, lines: linesOf(client, incident.id, newest) };
}

async function* linesOf(client: pg.ClientBase, incident: string, newest: Newest | null): AsyncGenerator<ExportLine> {
  for await (const row of rowsOf<Row>(client, LINES, [incident])) yield lineOf(row, newest);
}

/** A line that is newer than the checkpoint has no proof yet, and the file says so. */
function lineOf({ seq, canon, salt, body }: Row, newest: Newest | null): ExportLine {
  const index = Number(seq) - 1;
  const proof = newest && index < newest.size ? inBase64(newest.tree.inclusionProof(index, newest.size)) : null;
  return { seq: Number(seq), canon, salt: salt?.toString("base64") ?? null, body, proof };
}

const inBase64 = (hashes: Hash[]) => Buffer.concat(hashes).toString("base64");

async function newestCheckpoint(client: pg.ClientBase): Promise<Newest | null> {
  const [row] = (await client.query<{ size: string; root: Hash; note: string; publicKey: string }>(NEWEST)).rows;
  if (!row) return null;
  const tree = new Tree();
  for await (const { leaf } of rowsOf<{ leaf: Hash }>(client, LEAVES, [row.size])) tree.append(leaf);
  if (tree.size !== Number(row.size) || !tree.root().equals(row.root)) {
    throw new Sentence(
      "The record is not what its newest checkpoint says: npm run verify tells where. Nothing was exported.",
    );
  }
  return { ...row, size: tree.size, tree };
}

/** What shows that the record of an earlier checkpoint is the beginning of this one: for those that somebody is likely to hold. */
async function tiesTo(client: pg.ClientBase, { size, tree }: Newest, checkpoints: string[]) {
  const { rows } = await client.query<{ size: string }>(LIKELY, [TIES_MAX]);
  const named = readOutside(checkpoints).flatMap(({ note }) => readCheckpoint(note)?.size ?? []);
  const sizes = [...new Set([...rows.map((row) => Number(row.size)), ...named])].filter((one) => one > 0 && one < size);
  return sizes.sort((a, b) => a - b).map((one) => ({ size: one, proof: inBase64(tree.consistencyProof(one, size)) }));
}

/** Records that an export was made, at the console. */
export const recordExport = (
  client: pg.ClientBase,
  incident: string,
  data: { lines: number; sha256: string; by: string },
): Promise<void> =>
  recordAtConsole(client, { type: "export.made", incident, subjectType: "incident", subjectId: incident, data });

const INCIDENT = `
SELECT id, ref, name, exercise, zone, now() AS now, (SELECT count(*)::int FROM entry e WHERE e.incident_id = i.id) AS lines
FROM incident i WHERE ref = $1`;
const NEWEST = 'SELECT size, root, note, public_key AS "publicKey" FROM checkpoint ORDER BY size DESC LIMIT 1';
const LEAVES = "SELECT leaf FROM entry WHERE seq <= $1 ORDER BY seq";
const LINES = `
SELECT e.seq, e.canon, b.salt, b.body FROM entry e LEFT JOIN entry_body b ON b.entry_id = e.id WHERE e.incident_id = $1 ORDER BY e.seq`;
const KEYS = `
WITH signers AS (SELECT DISTINCT e.actor_id AS id FROM entry e JOIN entry_body b ON b.entry_id = e.id
  WHERE e.incident_id = $1 AND e.type IN ('decision.approved', 'decision.ratified') AND b.body::jsonb->>'factor' = 'passkey')
SELECT e.seq, e.canon, b.salt, b.body FROM entry e LEFT JOIN entry_body b ON b.entry_id = e.id
WHERE (e.type IN ('passkey.added', 'passkey.removed') AND e.actor_id IN (SELECT id FROM signers)) OR (e.type = 'person.reset' AND e.subject_id IN (SELECT id FROM signers))
ORDER BY e.seq`;
const TEXTS = `
SELECT v.text FROM decision_version v JOIN decision d ON d.id = v.decision_id
WHERE d.incident_id = $1 AND EXISTS (SELECT 1 FROM approval a WHERE a.decision_id = d.id AND a.version = v.version AND a.factor = 'passkey')
ORDER BY d.number, v.version`;
const LIKELY = `
SELECT size FROM (SELECT size, row_number() OVER (ORDER BY size DESC) AS place,
  row_number() OVER (PARTITION BY signed_at::date ORDER BY size DESC) AS of_day FROM checkpoint) kept
WHERE place <= $1 OR of_day = 1`;
const PEOPLE = `
SELECT p.id, p.name, o.name AS organisation FROM person p JOIN organisation o ON o.id = p.organisation_id
WHERE p.id IN (SELECT actor_id FROM entry WHERE incident_id = $1 UNION SELECT r.person_id FROM entry_reader r JOIN entry e ON e.id = r.entry_id WHERE e.incident_id = $1)
ORDER BY p.name`;
