import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { type Cast, gather } from "../../support/cast";
import { asRuntime, owner, urls } from "../../support/database";
import { addRedEntry, type MadeIncident, openIncident } from "../../support/make";

const TABLES = ["entry", "entry_body", "entry_reader", "checkpoint"];
const CHANGES = TABLES.flatMap((table) => [
  `UPDATE ${table} SET ${firstColumn(table)} = ${firstColumn(table)}`,
  `DELETE FROM ${table}`,
  `TRUNCATE ${table} CASCADE`,
]);
const LEDGER = ["entry", "entry_body", "entry_reader", "checkpoint", "ledger_head", "log_counter"];

let cast: Cast;
let incident: MadeIncident;

beforeAll(async () => {
  cast = await gather();
  incident = await openIncident(cast);
  await addRedEntry(cast.besa, incident, [cast.dritan], "a name that must not travel");
});

describe("nothing in the record is changed", () => {
  test.each(CHANGES)("by the owner of the tables: %s", async (statement) => {
    await expect(owner.query(statement)).rejects.toMatchObject({ code: "KU403" });
  });
  test.each(CHANGES)("by the role the program runs as: %s", async (statement) => {
    await expect(asRuntime((client) => client.query(statement))).rejects.toMatchObject({ code: "42501" });
  });
});

describe("nothing is written past the ledger's own function", () => {
  test.each(LEDGER)("into %s, by the role the program runs as", async (table) => {
    await expect(
      asRuntime((client) => client.query(`INSERT INTO ${table} SELECT * FROM ${table}`)),
    ).rejects.toMatchObject({ code: "42501" });
  });
  test.each([
    "UPDATE ledger_head SET seq = 0",
    "UPDATE log_counter SET last = 0",
    "SELECT app.keep_checkpoint(1, '\\x00', '', '')",
    "SELECT app.enrol_system('verify', 'a token')",
    "SELECT app.speak_as(gen_random_uuid(), 'a token')",
  ])("%s, by the role the program runs as", async (statement) => {
    await expect(asRuntime((client) => client.query(statement))).rejects.toMatchObject({ code: "42501" });
  });
  test("nobody appends without a session", async () => {
    await expect(
      asRuntime((client) => client.query('SELECT app.ledger_append(\'{"type": "entry.logged"}\')')),
    ).rejects.toMatchObject({ code: "KU401" });
  });
  test("the signer sees hashes and its own checkpoints, and nothing else", async () => {
    await asRuntime(async (client) => {
      expect((await client.query("SELECT * FROM app.leaves_after(0)")).fields.map(({ name }) => name)).toEqual([
        "seq",
        "leaf",
      ]);
      for (const table of LEDGER.filter((name) => name !== "checkpoint"))
        await expect(client.query(`SELECT FROM ${table}`)).rejects.toMatchObject({ code: "42501" });
    }, urls.signer);
  });
});

test("the program cannot set the clock: what it asks for is ignored", async () => {
  const { rows } = await asRuntime(async (client) => {
    await client.query(
      "SELECT set_config('app.loader_clock', '2001-01-01T00:00:00Z', false), set_config('app.token', $1, false)",
      [cast.besa.token],
    );
    return client.query<{ now: Date; recorded: string }>(
      "SELECT app.clock() AS now, app.ledger_append($1)->>'recordedAt' AS recorded",
      [JSON.stringify({ type: "entry.logged", incident: incident.id })],
    );
  });
  expect(rows[0]?.now.getFullYear()).toBeGreaterThan(2020);
  expect(rows[0]?.recorded.slice(0, 4)).not.toBe("2001");
});

test("the owner's clock is refused outside exercises", async () => {
  const client = await owner.connect();
  await client.query("BEGIN");
  await client.query(
    "SELECT set_config('app.loader_clock', '2001-01-01T00:00:00Z', true), set_config('app.token', $1, true)",
    [cast.besa.token],
  );
  await expect(
    client.query("SELECT app.ledger_append($1)", [JSON.stringify({ type: "entry.logged", incident: incident.id })]),
  ).rejects.toMatchObject({ code: "KU422" });
  await client.query("ROLLBACK");
  client.release();
});

test("the bell says where, never what", async () => {
  const ear = new pg.Client({ connectionString: urls.runtime });
  await ear.connect();
  const heard: unknown[] = [];
  ear.on("notification", ({ payload }) => heard.push(JSON.parse(payload ?? "")));
  await ear.query("LISTEN kulla");
  await addRedEntry(cast.besa, incident, [cast.dritan], "a second name");
  await expect.poll(() => heard.length).toBe(1);
  expect(heard).toEqual([{ incident: incident.id }]);
  await ear.end();
});

function firstColumn(table: string): string {
  return table === "entry" ? "canon" : table === "checkpoint" ? "note" : table === "entry_body" ? "body" : "since";
}
