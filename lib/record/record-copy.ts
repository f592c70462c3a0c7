import "server-only";
import type pg from "pg";
import { rowsOf } from "./rows";

/** One line of the record as the database tells it. `columns` are named as in the hashed text. */
export interface Line {
  seq: number;
  canon: string;
  leaf: Buffer;
  chain: Buffer;
  columns: Record<string, unknown>;
  salt: Buffer | null;
  body: string | null;
  readers: string[];
  /** The line that this one corrects or withdraws, when it was found. */
  earlier: { seq: number; incident: string | null } | null;
}

export interface KeptCheckpoint {
  size: number;
  root: Buffer;
  note: string;
  publicKey: string;
}

/** Everything that is checked: the lines in order, and what must agree with them. */
export interface RecordCopy {
  lines: AsyncIterable<Line> | Iterable<Line>;
  heads: { seq: number; chain: Buffer }[];
  counters: { incident: string; last: number }[];
  bodies: number;
  readers: number;
  checkpoints: KeptCheckpoint[];
}

/** The record of a database, line by line; inside one transaction of the caller, so that it is one state of it. */
export async function readRecord(client: pg.ClientBase): Promise<RecordCopy> {
  const [counts] = (await client.query<{ bodies: string; readers: string }>(COUNTS)).rows;
  const heads = await client.query<{ seq: string; chain: Buffer }>("SELECT seq, chain FROM ledger_head");
  const counters = await client.query<{ incident: string; last: number }>(
    "SELECT incident_id AS incident, last FROM log_counter",
  );
  const checkpoints = await client.query<Omit<KeptCheckpoint, "size"> & { size: string }>(CHECKPOINTS);
  return {
    lines: linesOf(client),
    heads: heads.rows.map(({ seq, chain }) => ({ seq: Number(seq), chain })),
    counters: counters.rows,
    bodies: Number(counts?.bodies),
    readers: Number(counts?.readers),
    checkpoints: checkpoints.rows.map((row) => ({ ...row, size: Number(row.size) })),
  };
}

async function* linesOf(client: pg.ClientBase): AsyncGenerator<Line> {
  for await (const row of rowsOf<Omit<Line, "seq"> & { seq: string }>(client, LINES)) {
    yield { ...row, seq: Number(row.seq) };
  }
}

const COUNTS = "SELECT (SELECT count(*) FROM entry_body) AS bodies, (SELECT count(*) FROM entry_reader) AS readers";
const CHECKPOINTS = 'SELECT size, root, note, public_key AS "publicKey" FROM checkpoint ORDER BY size';
const stamp = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const LINES = `
SELECT e.seq, e.canon, e.leaf, e.chain, b.salt, b.body,
  jsonb_strip_nulls(jsonb_build_object('id', e.id, 'type', e.type, 'kind', e.kind, 'incident', e.incident_id, 'number', e.log_number,
    'subjectType', e.subject_type, 'subject', e.subject_id, 'actor', e.actor_id, 'role', e.actor_role, 'organisation', e.organisation_id,
    'occurred', ${stamp("e.occurred_at")}, 'occurredUntil', ${stamp("e.occurred_until")}, 'precision', e.precision,
    'written', ${stamp("e.written_at")}, 'recorded', ${stamp("e.recorded_at")}, 'audience', e.audience, 'tlp', e.tlp, 'key', e.is_key,
    'corrects', e.corrects_id, 'withdraws', e.withdraws_id, 'client', e.client_id)) AS columns,
  ARRAY(SELECT r.person_id::text FROM entry_reader r WHERE r.entry_id = e.id) AS readers,
  (SELECT jsonb_build_object('seq', t.seq, 'incident', t.incident_id) FROM entry t WHERE t.id = coalesce(e.corrects_id, e.withdraws_id) LIMIT 1) AS earlier
FROM entry e LEFT JOIN entry_body b ON b.entry_id = e.id ORDER BY e.seq`;
