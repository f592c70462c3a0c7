import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { NoteKey } from "@/lib/record/checkpoint";
import { readRecord } from "@/lib/record/record-copy";
import { RecordSigner } from "@/lib/record/sign-record";
import { SignerFolder } from "@/lib/record/signer-folder";
import { verifyRecord } from "@/lib/record/verify";
import { gather } from "../../support/cast";
import { admin, owner, urls } from "../../support/database";
import { type HeldLog, hold, makeItFit, twin } from "./held-log";
import { Random } from "./random";
import { writeRandomLog } from "./random-log";
import { writeBack } from "./rewritten";
import { type TamperingName, tamperingNames, tamperings } from "./tamper";

/** What a superuser types, each at a line $1 that the outside checkpoint covers. */
const statements = [
  "UPDATE entry_body SET body = body || ' ' WHERE entry_id = (SELECT id FROM entry WHERE seq = $1)",
  "UPDATE entry_body SET salt = '\\x00' WHERE entry_id = (SELECT id FROM entry WHERE seq = $1)",
  "DELETE FROM entry_body WHERE entry_id = (SELECT id FROM entry WHERE seq = $1)",
  `UPDATE entry SET canon = replace(canon, '"v": 1', '"v": 1, "x": 1') WHERE seq = $1`,
  `UPDATE entry SET canon = canon || ' ', leaf = sha256('\\x00'::bytea || convert_to(canon || ' ', 'UTF8')) WHERE seq = $1`,
  "UPDATE entry SET leaf = sha256('x') WHERE seq = $1",
  "UPDATE entry SET chain = sha256('x') WHERE seq = $1",
  "UPDATE entry SET recorded_at = recorded_at - interval '1 hour' WHERE seq = $1",
  "UPDATE entry SET occurred_at = occurred_at - interval '1 millisecond' WHERE seq = $1",
  "UPDATE entry SET actor_id = gen_random_uuid() WHERE seq = $1",
  "UPDATE entry SET actor_role = 'AUDITOR' WHERE seq = $1",
  "UPDATE entry SET is_key = NOT is_key WHERE seq = $1",
  "UPDATE entry SET type = 'entry.read' WHERE seq = $1",
  "UPDATE entry SET audience = CASE audience WHEN 'audit' THEN 'named' ELSE 'audit' END WHERE seq = $1",
  "UPDATE entry SET incident_id = gen_random_uuid() WHERE seq = $1",
  "UPDATE entry SET log_number = coalesce(log_number, 0) + 1000 WHERE seq = $1",
  "UPDATE entry SET corrects_id = gen_random_uuid() WHERE seq = $1",
  "INSERT INTO entry_reader (entry_id, person_id) SELECT id, gen_random_uuid() FROM entry WHERE seq = $1",
  "UPDATE entry_reader SET person_id = gen_random_uuid() WHERE entry_id = (SELECT min(entry_id::text)::uuid FROM entry_reader) AND $1 > 0",
  "DELETE FROM entry WHERE seq = $1",
  "DELETE FROM entry WHERE seq >= $1",
  "WITH gone AS (DELETE FROM entry WHERE seq >= $1), back AS (SELECT seq, chain FROM entry WHERE seq = $1 - 1) UPDATE ledger_head h SET seq = back.seq, chain = back.chain FROM back",
  "INSERT INTO entry SELECT (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'seq', (SELECT max(seq) + 1 FROM entry), 'client_id', null, 'log_number', null))).* FROM entry e WHERE seq = $1",
  "UPDATE entry SET seq = CASE seq WHEN $1 THEN -1 ELSE seq END WHERE seq = $1",
  "UPDATE ledger_head SET seq = $1 - 1",
  "UPDATE ledger_head SET chain = sha256('x') WHERE $1 > 0",
  "UPDATE log_counter SET last = last + 1 WHERE $1 > 0",
  "UPDATE checkpoint SET root = sha256('x') WHERE $1 > 0",
  "UPDATE checkpoint SET note = replace(note, 'kulla', 'kullo') WHERE $1 > 0",
  "WITH one AS (DELETE FROM entry WHERE seq <= $1) UPDATE ledger_head SET seq = seq WHERE $1 > 0",
];
/** Rewritten whole and signed anew; a changed column may be none that the table takes, so that one is left to memory. */
const rewritable = tamperingNames.filter((name) => name !== "edit a column");
const REWRITES = 30;

const folder = mkdtempSync(path.join(os.tmpdir(), "kulla-signer-"));
const random = new Random(20_220_715);
const outside = path.join(folder, "kept-outside.txt");
let key: NoteKey;
let clean: HeldLog;
let covered = 0;

/** Two honest checkpoints of a real log: the first is carried out of the house, the second stays in it. */
beforeAll(async () => {
  const signers = new SignerFolder(path.join(folder, "key.pem"));
  key = signers.key("kulla/test");
  const signer = new RecordSigner(signers, key);
  const cast = await gather();
  await write(cast, 40);
  covered = await sign(signer);
  writeFileSync(outside, signers.newest()?.note ?? "");
  await write(cast, 15);
  await sign(signer);
  const client = await owner.connect();
  await client.query("BEGIN");
  clean = await hold(await readRecord(client));
  await client.query("ROLLBACK");
  client.release();
});
afterAll(() => rmSync(folder, { recursive: true }));

test("the untouched tables pass, and pass again after they were put back", async () => {
  expect((await verdict()).lines.at(-1)).toBe("The record is whole.");
  await put(clean);
  expect((await verdict()).problems).toEqual([]);
});

test.each(statements)("found: %s", async (statement) => {
  const client = await admin.connect();
  await client.query("SET session_replication_role = replica");
  const { rowCount } = await client.query(statement, [random.between(2, covered)]);
  await client.query("RESET session_replication_role");
  client.release();
  expect(rowCount, "it changed something").not.toBe(0);
  expect((await verdict()).ok).toBe(false);
  await put(clean);
});

test("thirty rewrites of the whole record, signed anew with the stolen key, pass inside and fail outside", async () => {
  for (let n = 0; n < REWRITES; n += 1) {
    const name = rewritable[n % rewritable.length] as TamperingName;
    const log = twin(clean);
    tamperings[name](log, covered, random);
    makeItFit(log, key);
    await put(log);
    expect((await verdict([])).problems, `${name}, from inside`).toEqual([]);
    expect((await verdict()).ok, `${name}, against the outside checkpoint`).toBe(false);
  }
  await put(clean);
  console.log(
    `[record] on the real tables as superuser: ${statements.length + REWRITES} of ${statements.length + REWRITES} found`,
  );
});

async function verdict(checkpoints = [outside]) {
  const client = await owner.connect();
  try {
    return await verifyRecord(client, { checkpoints });
  } finally {
    client.release();
  }
}

async function put(log: HeldLog): Promise<void> {
  const client = await admin.connect();
  await writeBack(client, log);
  client.release();
}

async function write(cast: Awaited<ReturnType<typeof gather>>, length: number): Promise<void> {
  const client = await owner.connect();
  await client.query("BEGIN");
  await writeRandomLog(client, cast, random, length);
  await client.query("COMMIT");
  client.release();
}

async function sign(signer: RecordSigner): Promise<number> {
  const client = new pg.Client({ connectionString: urls.signer });
  await client.connect();
  await signer.recheck(client);
  const size = await signer.round(client);
  await client.end();
  return size;
}
