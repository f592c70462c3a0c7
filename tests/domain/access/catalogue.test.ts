import type pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { breaches, rules } from "../../support/catalogue";
import { admin } from "../../support/database";

let client: pg.PoolClient;
beforeEach(async () => {
  client = await admin.connect();
  await client.query("BEGIN");
});
afterEach(async () => {
  await client.query("ROLLBACK");
  client.release();
});

test("the database as migrated breaks no rule", async () => {
  expect(await breaches(client)).toEqual([]);
});

/** What each rule is for: one way to break it, and what is then said. */
const broken: [rule: string, statement: string, says: string][] = [
  ["tables are guarded", "CREATE TABLE public.leak (id int)", "leak is not guarded"],
  ["tables are guarded", "ALTER TABLE entry NO FORCE ROW LEVEL SECURITY", "entry is not guarded"],
  ["tables are guarded", "ALTER TABLE membership DISABLE ROW LEVEL SECURITY", "membership is not guarded"],
  ["tables are guarded", "CREATE TABLE app.leak (id int)", "app.leak is not guarded"],
  ["views ask as the reader", "CREATE VIEW public.peek AS SELECT * FROM entry", "peek shows what its owner sees"],
  [
    "views ask as the reader",
    "CREATE MATERIALIZED VIEW public.peek AS SELECT id FROM entry",
    "peek shows what its owner sees",
  ],
  [
    "definer functions are listed",
    "CREATE FUNCTION app.peek() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS 'SELECT count(*) FROM entry'",
    "app.peek() runs as its owner",
  ],
  [
    "the list of definers is short",
    "ALTER FUNCTION app.is_empty() SECURITY INVOKER",
    "is_empty is listed and not there",
  ],
  [
    "definer functions pin their path",
    "ALTER FUNCTION app.is_admin() RESET search_path",
    "app.is_admin() has no pinned search_path",
  ],
  ["the runtime and the signer are nobody", "ALTER ROLE kulla_runtime BYPASSRLS", "kulla_runtime has a power"],
  ["the runtime and the signer are nobody", "ALTER ROLE kulla_signer SUPERUSER", "kulla_signer has a power"],
  ["the runtime and the signer are nobody", "ALTER ROLE kulla_owner BYPASSRLS", "kulla_owner has a power"],
  [
    "the runtime and the signer are nobody",
    // The loader lets the owner act as the runtime; Postgres refuses the circle.
    "REVOKE kulla_runtime FROM kulla_owner; GRANT kulla_owner TO kulla_runtime",
    "kulla_runtime belongs to kulla_owner",
  ],
  [
    "the runtime and the signer are nobody",
    "ALTER TABLE source OWNER TO kulla_runtime",
    "kulla_runtime owns table source",
  ],
  [
    "each role calls what is listed",
    "GRANT EXECUTE ON FUNCTION app.enrol_system(text, text) TO kulla_runtime",
    "kulla_runtime may call app.enrol_system(text,text)",
  ],
  [
    "each role calls what is listed",
    "GRANT EXECUTE ON FUNCTION app.begin(text, boolean) TO kulla_signer",
    "kulla_signer may call app.begin(text,boolean)",
  ],
  [
    "each role calls what is listed",
    "GRANT EXECUTE ON FUNCTION app.ledger_write TO PUBLIC",
    "kulla_signer may call app.ledger_write",
  ],
  ["the record takes no change", "GRANT UPDATE ON entry TO kulla_runtime", "kulla_runtime may update entry"],
  [
    "the record takes no change",
    "GRANT UPDATE (body) ON entry_body TO kulla_runtime",
    "kulla_runtime may update entry_body",
  ],
  [
    "the record takes no change",
    "GRANT DELETE ON entry_reader TO kulla_signer",
    "kulla_signer may delete entry_reader",
  ],
  ["the record takes no change", "GRANT INSERT ON entry TO kulla_runtime", "kulla_runtime may insert entry"],
  ["the record has its guard", "ALTER TABLE entry DISABLE TRIGGER entry_is_final", "entry may be changed by its owner"],
  [
    "the record has its guard",
    "DROP TRIGGER checkpoint_is_final ON checkpoint",
    "checkpoint may be changed by its owner",
  ],
  ["nobody empties a table", "GRANT TRUNCATE ON attempt TO kulla_runtime", "kulla_runtime may truncate attempt"],
  ["nothing is for everybody", "GRANT SELECT ON attempt TO PUBLIC", "everybody has a right on attempt"],
  ["nothing is for everybody", "CREATE POLICY all_of_it ON source USING (true)", "a policy for everybody on source"],
  ["nothing is for everybody", "GRANT CREATE ON SCHEMA app TO PUBLIC", "everybody may create in app"],
];

test.each(broken)("%s: %s", async (rule, statement, says) => {
  await client.query(statement);
  expect(await breaches(client)).toContainEqual(expect.stringContaining(`${rule}: ${says}`));
});

test("every rule has been seen to bite", () => {
  expect(rules.filter((rule) => !broken.some(([name]) => name === rule))).toEqual([]);
});
