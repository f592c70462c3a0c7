import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { calls } from "../../support/api";
import { type Cast, gather } from "../../support/cast";
import { unguarded } from "../../support/clock";
import { owner } from "../../support/database";
import { Decision, expectOk } from "../../support/decisions";
import * as make from "../../support/make";

/** Many systems in one decision, and many decisions in one incident: never a question to the database for each. */
let cast: Cast;
let incident: make.MadeIncident;
const codes = Array.from({ length: 200 }, (_, n) => `MANY-${n + 1}`);
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
  await make.addSystem(cast.besa, "MANY-1", cast.mira, { tier: 3 });
  // The others are copies of it, because making them one by one is not what is looked at here.
  await unguarded(
    `INSERT INTO system SELECT (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(), 'code', 'MANY-' || n))).*
     FROM system s, generate_series(2, 200) n WHERE s.code = 'MANY-1'`,
  );
});

/** How many statements the program sends to the database while something is done. The server of the tests runs in this process. */
async function queriesOf(work: () => Promise<unknown>): Promise<number> {
  const { query } = pg.Client.prototype;
  let count = 0;
  pg.Client.prototype.query = function counted(this: pg.Client, ...args: unknown[]) {
    count += 1;
    return Reflect.apply(query, this, args);
  } as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return count;
}

test("each act on a decision over 200 systems asks no more than on one", async () => {
  const counts = async (systems: string[]) => {
    const decision = await Decision.propose(cast.ilir, incident, systems);
    const look = await queriesOf(() => decision.look(cast.dritan));
    const said = await decision.approval(cast.dritan);
    const approve = await queriesOf(() => expectOk(decision.act(cast.dritan, "approvals", said)));
    const begin = await queriesOf(() => expectOk(decision.act(cast.ilir, "execution")));
    const read = await queriesOf(() => decision.view(cast.besa));
    expect(await decision.state()).toBe("executing");
    return { look, approve, begin, read };
  };
  const [one, many] = [await counts(codes.slice(0, 1)), await counts(codes)];
  expect(many).toEqual(one);
  expect(Math.max(...Object.values(many))).toBeLessThan(60);
  expect(one.approve).toBeGreaterThan(5);
});

test("the list of 500 decisions asks no more than a list of two", async () => {
  const list = async () => {
    const answer = await calls(cast.besa.token).get(`/incidents/${incident.ref}/decisions`);
    return (answer.body["rows"] as Record<string, unknown>[]) ?? [];
  };
  const decision = await Decision.propose(cast.ilir, incident, ["MANY-7"]);
  await expectOk(decision.approve(cast.dritan));
  const before = await list();
  const few = await queriesOf(list);
  const { id } = await decision.row();
  const copies = 500 - before.length;
  await owner.query(
    "CREATE TABLE public.copy AS SELECT gen_random_uuid() AS id, gen_random_uuid() AS preview, n FROM generate_series(1, $1::int) n",
    [copies],
  );
  const copy = (table: string, change: string, where = "decision_id") =>
    unguarded(
      `INSERT INTO ${table} SELECT (jsonb_populate_record(t, jsonb_build_object(${change}))).* FROM ${table} t, public.copy c WHERE t.${where} = $1`,
      [id],
    );
  await copy("decision", "'id', c.id, 'number', 1000 + c.n", "id");
  await copy("decision_scope", "'decision_id', c.id");
  await copy("decision_version", "'decision_id', c.id");
  await copy("decision_preview", "'decision_id', c.id, 'id', c.preview");
  await copy("approval", "'decision_id', c.id, 'preview_id', c.preview, 'id', gen_random_uuid()");
  await owner.query("DROP TABLE public.copy");
  let rows: Record<string, unknown>[] = [];
  const many = await queriesOf(async () => {
    rows = await list();
  });
  expect(rows).toHaveLength(500);
  expect(rows[0]).toMatchObject({ state: "approved", given: 1, needed: 1 });
  expect(many).toBe(few);
});
