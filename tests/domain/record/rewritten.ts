import type pg from "pg";
import type { HeldLog } from "./held-log";

/** Puts a record in memory in place of the one in the tables, as a superuser to whom no trigger and no key applies. */
export async function writeBack(admin: pg.ClientBase, log: HeldLog): Promise<void> {
  const hex = (bytes: Buffer | null) => bytes?.toString("hex");
  const lines = log.lines.map(({ leaf, chain, salt, ...line }) => ({
    ...line,
    leaf: hex(leaf),
    chain: hex(chain),
    salt: hex(salt),
  }));
  const checkpoints = log.checkpoints.map((kept) => ({ ...kept, root: hex(kept.root) }));
  await admin.query("SET session_replication_role = replica");
  await admin.query(
    "TRUNCATE entry, entry_body, entry_reader, entry_search, entry_file, log_counter, ledger_head, checkpoint",
  );
  await admin.query(ENTRIES, [JSON.stringify(lines)]);
  await admin.query(BODIES, [JSON.stringify(lines)]);
  await admin.query(READERS, [JSON.stringify(lines)]);
  await admin.query(CHECKPOINTS, [JSON.stringify(checkpoints)]);
  for (const { seq, chain } of log.heads) await admin.query("INSERT INTO ledger_head VALUES (1, $1, $2)", [seq, chain]);
  for (const { incident, last } of log.counters)
    await admin.query("INSERT INTO log_counter VALUES ($1, $2)", [incident, last]);
  await admin.query("RESET session_replication_role");
}

const ENTRIES = `
INSERT INTO entry (seq, canon, leaf, chain, id, type, kind, incident_id, log_number, subject_type, subject_id, actor_id, actor_role,
  organisation_id, occurred_at, occurred_until, precision, written_at, recorded_at, audience, tlp, is_key, corrects_id, withdraws_id, client_id)
SELECT seq, canon, decode(leaf, 'hex'), decode(chain, 'hex'), (c->>'id')::uuid, c->>'type', c->>'kind', (c->>'incident')::uuid,
  (c->>'number')::int, c->>'subjectType', (c->>'subject')::uuid, (c->>'actor')::uuid, c->>'role', (c->>'organisation')::uuid,
  (c->>'occurred')::timestamptz, (c->>'occurredUntil')::timestamptz, c->>'precision', (c->>'written')::timestamptz,
  (c->>'recorded')::timestamptz, c->>'audience', c->>'tlp', (c->>'key')::boolean, (c->>'corrects')::uuid, (c->>'withdraws')::uuid,
  (c->>'client')::uuid
FROM json_to_recordset($1) AS line(seq bigint, canon text, leaf text, chain text, columns jsonb), LATERAL (SELECT columns AS c) named`;
const BODIES = `
INSERT INTO entry_body (entry_id, salt, body) SELECT (columns->>'id')::uuid, decode(salt, 'hex'), body
FROM json_to_recordset($1) AS line(columns jsonb, salt text, body text) WHERE body IS NOT NULL AND salt IS NOT NULL`;
const READERS = `
INSERT INTO entry_reader (entry_id, person_id) SELECT (columns->>'id')::uuid, reader::uuid
FROM json_to_recordset($1) AS line(columns jsonb, readers jsonb), jsonb_array_elements_text(readers) reader`;
const CHECKPOINTS = `
INSERT INTO checkpoint (size, root, note, public_key) SELECT size, decode(root, 'hex'), note, "publicKey"
FROM json_to_recordset($1) AS kept(size bigint, root text, note text, "publicKey" text)`;
