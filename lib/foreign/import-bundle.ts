import "server-only";
import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type pg from "pg";
import { filesNamedInText } from "@/lib/bundle/named-files";
import { Sentence } from "@/lib/kernel/sentence";
import { appendAtConsole } from "@/lib/record/at-console";
import { readPublicKey } from "@/lib/record/checkpoint";
import { textOf } from "@/lib/record/outside";
import { addFiles } from "./add-files";
import { type CheckedLine, type CheckedRecord, checkRecord, linesOf } from "./check-record";
import { columnsOf } from "./columns";
import { type OpenBundle, readBundle } from "./read-bundle";
import { isRestricted } from "./schema";

export interface Imported {
  /** "known": this very bundle, or a newer one of the same record, is here already. */
  state: "new" | "grown" | "known";
  ref: string;
  origin: string;
  /** Lines that are new here, and lines that were left outside because nothing proves them yet. */
  lines: number;
  unproven: number;
  /** Files that are new here. */
  files: number;
}

interface Known {
  id: string;
  publicKey: string;
  size: number;
  root: Buffer;
}

const BATCH = 500;

/**
 * Takes in the record of another Kulla: checks all of it first, then stores what its checkpoint proves, all or nothing. The same record again
 * changes nothing; a newer one must begin with what is here.
 * @throws Sentence with the first thing that is wrong; then nothing was stored
 */
export async function importBundle(client: pg.ClientBase, file: string, key?: string): Promise<Imported> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "kulla-import-"));
  try {
    const bundle = await readBundle(file, folder);
    const record = await checkRecord(bundle.record, key && keyIn(key));
    const { incident, madeAt } = record.header;
    if (bundle.manifest.incident !== incident.ref || bundle.manifest.madeAt !== madeAt)
      throw new Sentence("The manifest is that of another record.");
    await client.query("BEGIN");
    try {
      const imported = await store(client, bundle, record);
      await client.query("COMMIT");
      return imported;
    } catch (error) {
      await client.query("ROLLBACK");
      throw isOfItsContent(error) ? new Sentence("The record holds something that cannot be kept here.") : error;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function store(client: pg.ClientBase, bundle: OpenBundle, record: CheckedRecord): Promise<Imported> {
  // One after the other, so that two imports of one record cannot pass each other.
  await client.query("SELECT pg_advisory_xact_lock(72707371)");
  const { header, checkpoint, unproven } = record;
  const own = await client.query("SELECT FROM incident WHERE id = $1", [header.incident.id]);
  if (own.rowCount) throw new Sentence(`${header.incident.ref} was made in this Kulla, so it is here already.`);
  const [known] = (await client.query<Known>(KNOWN, [header.incident.id])).rows;
  if (known && known.publicKey !== record.publicKey)
    throw new Sentence("This record is here already, signed by another key. The two cannot both be true.");
  const said = { ref: header.incident.ref, origin: checkpoint.origin, unproven };
  const grows = await continues(client, bundle, record, known);
  const log = known?.id ?? (await addLog(client, record));
  const lines = grows ? await addGrowth(client, log, { after: Number(known?.size ?? 0), bundle, record }) : 0;
  const files = await addFiles(client, log, bundle);
  if (lines > 0 || files > 0)
    await appendAtConsole(client, {
      type: "foreign-log.imported",
      subjectType: "foreign-log",
      subjectId: log,
      data: { origin: checkpoint.origin, sha256: bundle.sha256, lines, files },
    });
  return { state: !known ? "new" : grows ? "grown" : "known", lines, files, ...said };
}

async function addGrowth(
  client: pg.ClientBase,
  log: string,
  { after, bundle, record }: { after: number; bundle: OpenBundle; record: CheckedRecord },
): Promise<number> {
  const id = await addBundle(client, log, bundle, record);
  await addPeople(client, log, record);
  return addLines(client, { log, bundle: id, after }, bundle, record);
}

/** Whether the record says more than what is here. @throws Sentence when it says something else */
async function continues(
  client: pg.ClientBase,
  bundle: OpenBundle,
  record: CheckedRecord,
  known?: Known,
): Promise<boolean> {
  if (!known) return true;
  const { header, checkpoint } = record;
  const fork = new Sentence(
    "This record and the one that is here went different ways: one of them was changed. Keep both files.",
  );
  const size = Number(known.size);
  if (checkpoint.size === size && !checkpoint.root.equals(known.root)) throw fork;
  const reach = Math.min(size, checkpoint.size);
  const stored = await client.query<{ seq: string; leaf: string }>(LEAVES, [known.id, reach]);
  const here = new Map(stored.rows.map(({ seq, leaf }) => [Number(seq), leaf]));
  for await (const { canon, leaf } of linesOf(bundle.record, header, checkpoint)) {
    if (canon.seq > reach) break;
    if (here.get(canon.seq) !== leaf.toString("hex")) throw fork;
    here.delete(canon.seq);
  }
  if (here.size > 0) throw fork;
  return checkpoint.size > size;
}

async function addLog(client: pg.ClientBase, { header, checkpoint, publicKey }: CheckedRecord): Promise<string> {
  const { id, ref, name, zone, exercise } = header.incident;
  const values = [checkpoint.origin, publicKey, id, ref, name, zoneOr(zone), exercise];
  return idOf(await client.query<{ id: string }>(ADD_LOG, values));
}

async function addBundle(
  client: pg.ClientBase,
  log: string,
  { sha256 }: OpenBundle,
  record: CheckedRecord,
): Promise<string> {
  const { header, checkpoint, proven, unproven } = record;
  const { size, root, note } = checkpoint;
  const values = [log, sha256, size, root, note, proven, unproven, header.madeAt, header.by];
  return idOf(await client.query<{ id: string }>(ADD_BUNDLE, values));
}

async function addPeople(client: pg.ClientBase, log: string, { header }: CheckedRecord): Promise<void> {
  await client.query(ADD_PEOPLE, [log, JSON.stringify(header.people)]);
}

/** Only what is proven comes in: a line that nothing signs yet comes with a later bundle, or never. */
async function addLines(
  client: pg.ClientBase,
  { log, bundle, after }: { log: string; bundle: string; after: number },
  { record: file }: OpenBundle,
  { header, checkpoint }: CheckedRecord,
): Promise<number> {
  let count = 0;
  let batch: CheckedLine[] = [];
  const flush = async () => {
    await client.query(ADD_LINES, [log, bundle, JSON.stringify(batch.map(rowOf))]);
    const open = batch.filter(hasOpenWords);
    await client.query(ADD_BODIES, [log, JSON.stringify(open.map(bodyOf))]);
    await client.query(ADD_NAMED, [log, JSON.stringify(open.flatMap(namedIn))]);
    count += batch.length;
    batch = [];
  };
  for await (const line of linesOf(file, header, checkpoint)) {
    if (line.canon.seq <= after || !line.proof) continue;
    batch.push(line);
    if (batch.length === BATCH) await flush();
  }
  await flush();
  return count;
}

const rowOf = ({ canon, text, leaf, proof }: CheckedLine) => ({
  ...columnsOf(canon),
  canon: text,
  leaf: leaf.toString("hex"),
  proof: proof?.toString("hex"),
});
const hasOpenWords = ({ words, canon }: CheckedLine) => words !== null && !isRestricted(canon);
const bodyOf = ({ canon, words }: CheckedLine) => ({
  seq: canon.seq,
  salt: words?.salt.toString("hex"),
  body: words?.body,
});

const namedIn = ({ canon, words }: CheckedLine) =>
  filesNamedInText(words?.body ?? null).map(({ sha256 }) => ({ seq: canon.seq, sha256 }));

/** Classes 22 and 23 of Postgres: a value that no column takes, such as a year before the first. */
const isOfItsContent = (error: unknown) =>
  error instanceof Error && "code" in error && /^2[23]/.test(String(error.code));

/** The key itself, or the file that holds it. */
const keyIn = (given: string) => (readPublicKey(given) ? given : textOf(given));

const idOf = ({ rows }: { rows: { id: string }[] }) => rows[0]?.id ?? "";

/** A zone that this machine does not know would break every page that shows a time in it. */
function zoneOr(zone: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone && zone;
  } catch {
    return "UTC";
  }
}

const KNOWN = `
SELECT f.id, f.public_key AS "publicKey", b.size, b.root FROM foreign_log f JOIN foreign_bundle b ON b.log_id = f.id
WHERE f.incident_id = $1 ORDER BY b.size DESC LIMIT 1`;
const LEAVES = "SELECT seq, encode(leaf, 'hex') AS leaf FROM foreign_line WHERE log_id = $1 AND seq <= $2";
const ADD_LOG = `
INSERT INTO foreign_log (origin, public_key, incident_id, ref, name, zone, exercise) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`;
const ADD_BUNDLE = `
INSERT INTO foreign_bundle (log_id, sha256, size, root, note, lines, unproven, made_at, made_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`;
const ADD_PEOPLE = `
INSERT INTO foreign_person (log_id, person_id, name, organisation)
SELECT $1, x.id, x.name, x.organisation FROM jsonb_to_recordset($2::jsonb) AS x(id uuid, name text, organisation text) ON CONFLICT DO NOTHING`;
const ADD_LINES = `
INSERT INTO foreign_line (log_id, bundle_id, seq, entry_id, log_number, type, kind, actor_id, actor_role, occurred_at, occurred_until, precision,
  recorded_at, audience, tlp, is_key, corrects_id, withdraws_id, canon, leaf, proof)
SELECT $1, $2, x.seq, x.entry_id, x.log_number, x.type, x.kind, x.actor_id, x.actor_role, x.occurred_at, x.occurred_until, x.precision,
  x.recorded_at, x.audience, x.tlp, x.is_key, x.corrects_id, x.withdraws_id, x.canon, decode(x.leaf, 'hex'), decode(x.proof, 'hex')
FROM jsonb_to_recordset($3::jsonb) AS x(seq bigint, entry_id uuid, log_number int, type text, kind text, actor_id uuid, actor_role text,
  occurred_at timestamptz, occurred_until timestamptz, precision text, recorded_at timestamptz, audience text, tlp text, is_key boolean,
  corrects_id uuid, withdraws_id uuid, canon text, leaf text, proof text)`;
const ADD_BODIES = `
INSERT INTO foreign_body (log_id, seq, salt, body)
SELECT $1, x.seq, decode(x.salt, 'hex'), x.body FROM jsonb_to_recordset($2::jsonb) AS x(seq bigint, salt text, body text)`;
const ADD_NAMED = `
INSERT INTO foreign_line_file (log_id, seq, sha256) SELECT $1, x.seq, x.sha256 FROM jsonb_to_recordset($2::jsonb) AS x(seq bigint, sha256 text)`;
