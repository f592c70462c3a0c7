import { beforeAll, describe, expect, test } from "vitest";
import { type DecisionMove, decisionMoves, decisionStates } from "@/lib/decisions/machine";
import { sha256Hex } from "@/lib/kernel/ids";
import { type Cast, gather, type Name } from "../../support/cast";
import { unguarded } from "../../support/clock";
import { asRuntime, owner } from "../../support/database";
import { Decision, expectOk, stateOf } from "../../support/decisions";
import * as make from "../../support/make";

/** The rules of which a breach would be a catastrophe, attacked by SQL as the program's own role with a person's token (G9). */
let cast: Cast;
let incident: make.MadeIncident;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
  await make.addSystem(cast.besa, "NET", cast.mira, { tier: 0 });
  for (const code of ["APP", "APP2", "APP3", "APP4", "APP5"])
    await make.addSystem(cast.besa, code, cast.mira, { tier: 3 });
  await make.join(incident.id, cast.sam, "DECISION_AUTHORITY");
});

/** What comes of statements in one transaction as this person: "done", or the SQLSTATE of the first that was refused, or "nothing" where one hit no row. */
async function as(name: Name, ...statements: string[]): Promise<string> {
  return asRuntime(async (client) => {
    await client.query("BEGIN");
    await client.query("SELECT app.begin($1, true)", [cast[name].token]);
    try {
      for (const statement of statements) {
        const { rowCount } = await client.query(statement);
        if (rowCount === 0) return "nothing";
      }
      return "done";
    } catch (error) {
      return String((error as { code?: string }).code);
    } finally {
      await client.query("ROLLBACK");
    }
  });
}
const REFUSED = "KU403";
const set = (id: string, what: string) => `UPDATE decision SET ${what} WHERE id = '${id}'`;

interface Seen {
  id: string;
  text: string;
  preview: string;
  hash: string;
}
/** What is before people of a decision, past every policy. */
async function seenOf(decision: Decision): Promise<Seen> {
  const { id, version } = await decision.row();
  const { rows } = await owner.query(
    `SELECT v.hash AS text, p.id AS preview, p.hash FROM decision_version v LEFT JOIN decision_preview p ON p.decision_id = v.decision_id
      WHERE v.decision_id = $1 AND v.version = $2 ORDER BY p.number DESC NULLS LAST LIMIT 1`,
    [id, version],
  );
  return { id, ...rows[0] };
}
const approval = ({ id, text, preview, hash }: Seen, who: Name, by = "authority", more = "NULL") =>
  `INSERT INTO approval (decision_id, version, preview_id, person_id, says, reason, text_hash, preview_hash, by_right, delegation_id, factor, given_at)
   VALUES ('${id}', 1, '${preview}', '${cast[who].id}', 'approve', 'x', '${text}', '${hash}', '${by}', ${more}, 'totp', now())`;

test("whoever claims to tell history as the role of the app is past nothing, in an exercise either", async () => {
  const exercise = await make.openIncident(cast, "Portal down, exercise", cast.besa, true);
  const decision = await Decision.propose(cast.ilir, exercise, ["APP"]);
  await decision.look(cast.besa);
  const seen = await seenOf(decision);
  const claim =
    "SELECT set_config('app.loader_clock', now()::text, true), set_config('app.historical', 'historical: rule D7 not met', true)";
  expect(await as("dritan", claim)).toBe("done");
  expect(await as("dritan", claim, approval(seen, "dritan"))).toBe(REFUSED);
  expect(await as("dritan", claim, set(seen.id, "state = 'approved'"))).toBe(REFUSED);
  expect(await as("dritan", claim, "SELECT app.is_history(gen_random_uuid())")).toBe("42501");
  await decision.look(cast.dritan);
  expect(await as("dritan", approval(seen, "dritan"), set(seen.id, "state = 'approved'"))).toBe("done");
});

test("the machine of the database is the machine of the program", async () => {
  const pairs = Object.values(decisionMoves).flatMap(({ from, to }) => from.map((state) => `${state} ${to}`));
  const { rows } = await owner.query<{ pair: string }>(
    "SELECT a || ' ' || b AS pair FROM unnest($1::text[]) a, unnest($1::text[]) b WHERE app.decision_moves(a, b)",
    [decisionStates],
  );
  expect(rows.map(({ pair }) => pair).toSorted()).toEqual([...new Set(pairs)].toSorted());
  expect(Object.keys(decisionMoves) satisfies string[] as DecisionMove[]).toContain("act-now");
});

describe("approval", () => {
  test("the same statement is taken from whoever may, so that a refusal is one of the right", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["APP"]);
    await decision.look(cast.dritan);
    const seen = await seenOf(decision);
    expect(await as("dritan", approval(seen, "dritan"), set(seen.id, "state = 'approved'"))).toBe("done");
  });

  test("not by the proposer, not for somebody else, not from outside, not by a right that one has not", async () => {
    const decision = await Decision.propose(cast.dritan, incident, ["APP"]);
    await decision.look(cast.dritan);
    await decision.look(cast.besa);
    const seen = await seenOf(decision);
    expect(await as("dritan", approval(seen, "dritan"))).toBe(REFUSED);
    expect(await as("besa", approval(seen, "dritan"))).toMatch(/42501|KU403/);
    expect(await as("besa", approval(seen, "besa"))).toBe(REFUSED);
    expect(await as("besa", approval(seen, "besa", "leadership"))).toBe(REFUSED);
    expect(await as("besa", approval(seen, "besa", "delegation", "gen_random_uuid()"))).toMatch(/KU403|23503/);
    expect(await as("piotr", approval(seen, "piotr"))).toMatch(/42501|KU403/);
    expect(await as("agron", approval(seen, "agron"))).toMatch(/42501|KU403/);
  });

  test("not of what one did not look at, and not of another hash", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["APP"]);
    await decision.look(cast.besa);
    const seen = await seenOf(decision);
    expect(await as("dritan", approval(seen, "dritan"))).toBe(REFUSED);
    await decision.look(cast.dritan);
    expect(await as("dritan", approval({ ...seen, text: "0".repeat(64) }, "dritan"))).toBe(REFUSED);
    expect(await as("dritan", approval({ ...seen, hash: "0".repeat(64) }, "dritan"))).toBe(REFUSED);
    expect(await as("dritan", approval(seen, "dritan"), approval(seen, "dritan"))).toBe("23505");
  });

  test("nothing becomes approved, ratified or begun without the people whom it needs", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["NET"]);
    await expectOk(decision.approve(cast.dritan));
    const { id } = await seenOf(decision);
    for (const name of ["besa", "dritan", "ilir", "arta"] as const) {
      expect(await as(name, set(id, "state = 'approved'"))).toBe(REFUSED);
      expect(await as(name, set(id, "ratified_at = now()"))).toBe(REFUSED);
      expect(
        await as(name, set(id, `state = 'executing', started_by_id = '${cast[name].id}', started_at = now()`)),
      ).toBe(REFUSED);
      expect(await as(name, set(id, "state = 'in-force'"))).toBe(REFUSED);
    }
    const emergency = `state = 'executing', emergency_reason = 'x', ratify_by = now() + interval '1 hour', started_at = now(), started_by_id =`;
    expect(await as("ilir", set(id, `${emergency} '${cast.ilir.id}'`))).toBe(REFUSED);
    expect(await as("besa", set(id, `${emergency} '${cast.dritan.id}'`))).toBe(REFUSED);
    expect(await as("besa", set(id, `${emergency} '${cast.besa.id}', ratified_at = now()`))).toBe(REFUSED);
    expect(await as("agron", set(id, "state = 'withdrawn'"))).toBe("nothing");
  });

  test("a preview does not ask for fewer people than the systems say, and is of the text that is there", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["NET"]);
    const { id, text } = await seenOf(decision);
    const preview = (needed: number, of: string, map = "0") => {
      const seen = JSON.stringify({ text: of });
      return `INSERT INTO decision_preview (decision_id, version, number, map_version, effects, seen, hash, needed, made_at, made_by_id)
        VALUES ('${id}', 1, 1, ${map}, '{}', '${seen}', '${sha256Hex(seen)}', ${needed}, now(), '${cast.besa.id}')`;
    };
    expect(await as("besa", preview(2, text))).toBe("done");
    expect(await as("besa", preview(1, text))).toBe(REFUSED);
    expect(await as("besa", preview(2, "another"))).toBe(REFUSED);
    expect(await as("besa", preview(2, text, "999999"))).toBe(REFUSED);
  });
});

describe("who approves", () => {
  test("D3: not who proposed, nor who wrote the words that are before people, nor who began in an emergency", async () => {
    const written = await Decision.propose(cast.ilir, incident, ["APP"]);
    await expectOk(written.edit(cast.sam, ["APP"], { title: "In other words" }));
    await written.look(cast.sam);
    await written.look(cast.dritan);
    const seen = await seenOf(written);
    const second = (who: Name) => approval(seen, who).replace(`'${seen.id}', 1,`, `'${seen.id}', 2,`);
    expect(await as("sam", second("sam"))).toBe(REFUSED);
    expect(await as("dritan", second("dritan"))).toBe("done");

    const proposed = await Decision.propose(cast.sam, incident, ["APP"]);
    await expectOk(proposed.edit(cast.ilir, ["APP"], { title: "In other words" }));
    await proposed.look(cast.sam);
    const other = await seenOf(proposed);
    expect(await as("sam", approval(other, "sam").replace(`'${other.id}', 1,`, `'${other.id}', 2,`))).toBe(REFUSED);

    const begun = await Decision.propose(cast.ilir, incident, ["APP"]);
    await expectOk(begun.act(cast.sam, "emergency", { revision: 2, codes: ["APP"], reason: "It spreads" }));
    await begun.look(cast.sam);
    await begun.look(cast.dritan);
    const now = await seenOf(begun);
    expect(await as("sam", approval(now, "sam"))).toBe(REFUSED);
    expect(await as("sam", set(now.id, "ratified_at = now()"))).toBe(REFUSED);
    expect(await as("dritan", approval(now, "dritan"), set(now.id, "ratified_at = now()"))).toBe("done");
  });

  test("D5: a lent right covers type, tier, owner and number of everything in scope, now, and only for whom it was lent", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["APP", "APP2"]);
    for (const who of [cast.besa, cast.mira]) await decision.look(who);
    const seen = await seenOf(decision);
    const lend = async (change = "", where = incident.id) => {
      const { rows } = await owner.query<{ id: string }>(
        `INSERT INTO delegation (incident_id, person_id, types, tier_from, systems_max, organisation_ids, reason, starts_at, ends_at, given_by_id, given_at)
         VALUES ($1, $2, '{shutdown}', 2, 2, '{}', 'x', now() - interval '1 hour', now() + interval '1 hour', $3, now()) RETURNING id`,
        [where, cast.besa.id, cast.dritan.id],
      );
      const id = rows[0]?.id ?? "";
      if (change) await unguarded(`UPDATE delegation SET ${change} WHERE id = $1`, [id]);
      return `'${id}'`;
    };
    const by = async (who: Name, lent: string) => as(who, approval(seen, who, "delegation", lent));
    expect(await by("besa", await lend())).toBe("done");
    expect(await by("mira", await lend())).toBe(REFUSED);
    const other = await make.openIncident(cast);
    expect(await by("besa", await lend("", other.id))).toBe(REFUSED);
    for (const change of [
      "types = '{isolate}'",
      "tier_from = 4",
      "systems_max = 1",
      `organisation_ids = ARRAY['${cast.ilir.organisationId}'::uuid]`,
      "ends_at = now() - interval '1 minute'",
      "starts_at = now() + interval '1 minute'",
      `ended_at = now(), ended_by_id = '${cast.dritan.id}'`,
    ])
      expect([change, await by("besa", await lend(change))]).toEqual([change, REFUSED]);
  });

  test("nobody from outside, though they were an authority as well", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["APP"]);
    await decision.look(cast.sam);
    const seen = await seenOf(decision);
    await make.join(incident.id, cast.sam, "EXTERNAL_RESPONDER");
    expect(await as("sam", approval(seen, "sam"))).toBe(REFUSED);
    expect(await as("sam", approval(seen, "sam", "leadership"))).toBe(REFUSED);
    await owner.query("DELETE FROM membership WHERE person_id = $1 AND role = 'EXTERNAL_RESPONDER'", [cast.sam.id]);
    expect(await as("sam", approval(seen, "sam"))).toBe("done");
  });

  test("D6: not what was changed since, and what was approved of the words before does not count", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["APP"]);
    await expectOk(decision.approve(cast.dritan));
    const changed = await Decision.propose(cast.ilir, incident, ["NET"]);
    await expectOk(changed.approve(cast.dritan));
    const before = await seenOf(changed);
    await expectOk(changed.edit(cast.besa, ["NET"], { title: "Something else" }));
    expect(await as("sam", approval(before, "sam"))).toBe(REFUSED);
    await changed.look(cast.sam);
    expect(await as("sam", approval(before, "sam"))).toBe(REFUSED);
    expect(await as("besa", set(before.id, "state = 'approved'"))).toBe(REFUSED);
  });

  test("D7: not by an opening in another's name, nor of effects that have become others", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["NET"]);
    await decision.look(cast.dritan);
    const old = await seenOf(decision);
    const opening = (by: Name, whose: Name) =>
      as(
        by,
        `INSERT INTO preview_opening (preview_id, person_id, opened_at) VALUES ('${old.preview}', '${cast[whose].id}', now())`,
      );
    expect(await opening("besa", "sam")).toBe("42501");
    expect(await opening("sam", "sam")).toBe("done");
    await make.addNeed(cast.besa, await make.addSystem(cast.besa, "FRESH", cast.mira, { tier: 4 }), "NET");
    await decision.look(cast.besa);
    expect(await as("dritan", approval(old, "dritan"))).toBe(REFUSED);
  });

  test("one person is one, however often and of whatever effects they approved", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["NET"]);
    await expectOk(decision.approve(cast.dritan));
    await make.addNeed(cast.besa, await make.addSystem(cast.besa, "NEWER", cast.mira, { tier: 4 }), "NET");
    await expectOk(decision.approve(cast.dritan));
    const seen = await seenOf(decision);
    const { rows } = await owner.query("SELECT 1 FROM approval WHERE decision_id = $1", [seen.id]);
    expect(rows).toHaveLength(2);
    expect(await as("dritan", approval(seen, "dritan"))).toBe("23505");
    expect(await as("besa", set(seen.id, "state = 'approved'"))).toBe(REFUSED);
    await decision.look(cast.sam);
    expect(await as("sam", approval(seen, "sam"), set(seen.id, "state = 'approved'"))).toBe("done");
  });
});

describe("text and scope", () => {
  test("what people have before them does not change under them, nor what they have seen and said", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["APP"]);
    await expectOk(decision.approve(cast.dritan));
    const { id } = await seenOf(decision);
    expect(await as("besa", set(id, "title = 'Something else'"))).toBe(REFUSED);
    expect(await as("besa", set(id, "words = '{}'"))).toBe(REFUSED);
    expect(await as("besa", set(id, "version = version + 1"))).toBe(REFUSED);
    expect(await as("besa", set(id, `proposed_by_id = '${cast.besa.id}'`))).toBe(REFUSED);
    expect(await as("besa", `DELETE FROM decision_scope WHERE decision_id = '${id}'`)).toBe(REFUSED);
    for (const [table, column] of [
      ["decision_version", "text"],
      ["decision_preview", "hash"],
      ["approval", "reason"],
      ["preview_opening", "opened_at"],
    ]) {
      expect(await as("besa", `UPDATE ${table} SET ${column} = ${column}`)).toBe("42501");
      expect(await as("besa", `DELETE FROM ${table}`)).toBe("42501");
    }
    expect(await as("besa", `DELETE FROM decision WHERE id = '${id}'`)).toBe("42501");
  });

  test("systems slipped into a proposal are found before it is approved", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["APP"]);
    await decision.look(cast.dritan);
    const seen = await seenOf(decision);
    await owner.query(
      "INSERT INTO decision_scope (decision_id, system_id, position) SELECT $1, id, 1 FROM system WHERE code = 'NET'",
      [seen.id],
    );
    expect(await as("dritan", approval(seen, "dritan"))).toBe(REFUSED);
  });

  test("a frozen text has the hash that it says", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["APP"]);
    const { id } = await seenOf(decision);
    const frozen = `INSERT INTO decision_version (decision_id, version, text, hash, made_by_id, made_at) VALUES ('${id}', 2, '{}', 'x', '${cast.besa.id}', now())`;
    expect(await as("besa", frozen)).toBe("23514");
  });
});

describe("carrying out", () => {
  const move = (code: string, state: string, decision: string) =>
    `INSERT INTO system_state (incident_id, system_id, state, since, changed_by_id, decision_id)
     SELECT '${incident.id}', id, '${state}', now(), '${cast.besa.id}', ${decision} FROM system WHERE code = '${code}'
     ON CONFLICT (incident_id, system_id) DO UPDATE SET state = excluded.state, decision_id = excluded.decision_id`;

  test("nothing is switched off or comes back without a decision about it that is being carried out", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["APP"]);
    const { id } = await decision.row();
    expect(await as("besa", move("APP", "shut_down", "NULL"))).toBe(REFUSED);
    expect(await as("besa", move("APP", "shut_down", `'${id}'`))).toBe(REFUSED);
    await expectOk(decision.approve(cast.dritan));
    await expectOk(decision.act(cast.ilir, "execution"));
    expect(await as("besa", move("APP", "shut_down", `'${id}'`))).toBe("done");
    expect(await as("besa", move("NET", "shut_down", `'${id}'`))).toBe(REFUSED);
    await decision.takeSteps(cast.ilir);
    await expectOk(decision.act(cast.ilir, "completion"));
    expect(await stateOf(incident, "APP")).toBe("shut_down");
    expect(await as("besa", move("APP", "restoring", `'${id}'`))).toBe(REFUSED);
    expect(await as("besa", move("APP", "operational", "NULL"))).toBe(REFUSED);
  });

  test("who carried it out does not verify it, nor in somebody's name; a stop that is not restored is not closed", async () => {
    const { rows } = await owner.query<{ id: string }>(
      "SELECT d.id FROM decision d JOIN decision_scope c ON c.decision_id = d.id JOIN system s ON s.id = c.system_id WHERE d.state = 'in-force' AND s.code = 'APP'",
    );
    const id = rows[0]?.id ?? "";
    const verified = (name: Name) =>
      set(id, `state = 'verified', verified_at = now(), verified_by_id = '${cast[name].id}'`);
    expect(await as("ilir", verified("ilir"))).toBe(REFUSED);
    expect(await as("ilir", verified("mira"))).toBe(REFUSED);
    expect(await as("mira", verified("mira"))).toBe("done");
    expect(await as("besa", set(id, "state = 'closed', closed_at = now()"))).toBe(REFUSED);
    expect(await as("mira", verified("mira"), set(id, "state = 'restored'"), set(id, "state = 'closed'"))).toBe(
      REFUSED,
    );
  });

  test("D4: nor who took one step of it, or opened one stage", async () => {
    const stop = await Decision.propose(cast.ilir, incident, ["APP2"]);
    await expectOk(stop.approve(cast.dritan));
    await expectOk(stop.act(cast.ilir, "execution"));
    await expectOk(stop.act(cast.mira, "steps/1/done"));
    await stop.takeSteps(cast.ilir);
    await expectOk(stop.act(cast.ilir, "completion"));
    const verified = ({ id }: { id: string }, name: Name) =>
      set(id, `state = 'verified', verified_at = now(), verified_by_id = '${cast[name].id}'`);
    expect(await as("mira", verified(await stop.row(), "mira"))).toBe(REFUSED);
    expect(await as("besa", verified(await stop.row(), "besa"))).toBe("done");
  });

  const back = async (codes: string[]) => {
    const stop = await Decision.propose(cast.ilir, incident, codes);
    await expectOk(stop.approve(cast.dritan));
    await stop.carryOut(cast.ilir);
    const raw = { type: "restore", title: "Bring it back", undoes: stop.number };
    const returning = await Decision.propose(cast.ilir, incident, codes, raw);
    await expectOk(returning.approve(cast.dritan));
    return { stop, returning };
  };
  const waive = async (stop: Decision) => {
    for (const one of [1, 2])
      await expectOk(stop.act(cast.dritan, `criteria/${one}/waiver`, { reason: "An exercise" }));
  };

  test("D9: nothing comes back while a condition of its stop is open, in an emergency either", async () => {
    const { stop, returning } = await back(["APP3"]);
    const { id } = await returning.row();
    const begin = `state = 'executing', started_at = now(), started_by_id = '${cast.besa.id}'`;
    expect(await as("besa", set(id, begin))).toBe(REFUSED);
    const urgent = await Decision.propose(cast.ilir, incident, ["APP3"], {
      type: "restore",
      title: "Bring it back at once",
      undoes: stop.number,
    });
    const emergency = `${begin}, emergency_reason = 'x', ratify_by = now() + interval '1 hour'`;
    expect(await as("besa", set((await urgent.row()).id, emergency))).toBe(REFUSED);
    expect(
      (await urgent.act(cast.besa, "emergency", { revision: 2, codes: ["APP3"], reason: "People wait" })).body,
    ).toMatchObject({ because: "criteria-open" });
    await waive(stop);
    expect(await as("besa", set(id, begin))).toBe("done");
    expect(await as("besa", set((await urgent.row()).id, emergency))).toBe("done");
  });

  test("D10: a stop of which a system is down again is not closed", async () => {
    const { stop, returning } = await back(["APP4"]);
    await waive(stop);
    await expectOk(returning.act(cast.besa, "execution"));
    for (const stage of ["internal", "all"])
      await expectOk(returning.act(cast.besa, "stages", { stage, conditions: "Watched for an hour" }));
    const { id, state } = await stop.row();
    expect(state).toBe("restored");
    const close = set(id, "state = 'closed', closed_at = now()");
    for (const down of ["down", "restoring", "maintenance"])
      expect([down, await as("besa", move("APP4", down, "NULL"), close)]).toEqual([down, REFUSED]);
    expect(await as("besa", close)).toBe("done");
    // Whoever opened a stage does not verify the return, either (D4).
    await returning.takeSteps(cast.ilir);
    await expectOk(returning.act(cast.ilir, "completion"));
    const verified = `state = 'verified', verified_at = now(), verified_by_id = '${cast.besa.id}'`;
    expect(await as("besa", set((await returning.row()).id, verified))).toBe(REFUSED);
  });

  test("D11: an emergency has its reason and its hours, and stays one until others ratify it", async () => {
    const decision = await Decision.propose(cast.ilir, incident, ["APP5"]);
    const { id } = await decision.row();
    const begin = `state = 'executing', started_at = now(), started_by_id = '${cast.besa.id}'`;
    const reason = "emergency_reason = 'x'";
    const hours = (count: number) => `ratify_by = now() + interval '${count} hours'`;
    expect(await as("besa", set(id, begin))).toBe(REFUSED);
    expect(await as("besa", set(id, `${begin}, ${hours(12)}`))).toMatch(/KU403|23514/);
    expect(await as("besa", set(id, `${begin}, ${reason}`))).toMatch(/KU403|23514/);
    expect(await as("besa", set(id, `${begin}, ${reason}, ${hours(13)}`))).toBe(REFUSED);
    expect(await as("besa", set(id, `${begin}, ${reason}, ${hours(12)}`))).toBe("done");
    await expectOk(decision.act(cast.besa, "emergency", { revision: 2, codes: ["APP5"], reason: "It spreads" }));
    for (const undone of ["emergency_reason = NULL, ratify_by = NULL", hours(24), "emergency_reason = 'y'"])
      expect([undone, await as("besa", set(id, undone))]).toEqual([undone, REFUSED]);
    expect(await as("besa", set(id, "ratified_at = now()"))).toBe(REFUSED);
  });

  test("steps, stages and conditions are taken in one's own name, while it is carried out; only an authority waives", async () => {
    const { rows } = await owner.query<{ id: string }>(
      "SELECT d.id FROM decision d JOIN decision_scope c ON c.decision_id = d.id JOIN system s ON s.id = c.system_id WHERE d.state = 'in-force' AND s.code = 'APP'",
    );
    const id = rows[0]?.id ?? "";
    const act = `INSERT INTO step_act (decision_id, position, done, by_id, occurred_at, recorded_at) VALUES ('${id}', 1, true, '${cast.ilir.id}', now(), now())`;
    expect(await as("ilir", act)).toBe(REFUSED);
    const waive = (name: Name) =>
      `UPDATE decision_criterion SET waived_at = now(), waived_by_id = '${cast[name].id}', waiver = 'x' WHERE decision_id = '${id}' AND position = 1`;
    expect(await as("besa", waive("besa"))).toBe(REFUSED);
    expect(await as("besa", waive("dritan"))).toBe(REFUSED);
    expect(await as("dritan", waive("dritan"))).toBe("done");
    expect(await as("besa", `UPDATE decision_criterion SET text = 'x' WHERE decision_id = '${id}'`)).toBe("42501");
  });
});

test("a right to approve is lent by an authority, not to oneself, not for more than a day, not to outside", async () => {
  const lend = (giver: Name, person: Name, hours = 8) =>
    `INSERT INTO delegation (incident_id, person_id, types, tier_from, systems_max, reason, starts_at, ends_at, given_by_id, given_at)
     VALUES ('${incident.id}', '${cast[person].id}', '{shutdown}', 2, 1, 'x', now(), now() + interval '${hours} hours', '${cast[giver].id}', now())`;
  expect(await as("dritan", lend("dritan", "besa"))).toBe("done");
  expect(await as("besa", lend("besa", "ilir"))).toMatch(/42501|KU403/);
  expect(await as("besa", lend("dritan", "besa"))).toMatch(/42501|KU403/);
  expect(await as("dritan", lend("dritan", "dritan"))).toMatch(/23514|KU403/);
  expect(await as("dritan", lend("dritan", "besa", 25))).toBe("23514");
  expect(await as("dritan", lend("dritan", "piotr"))).toBe(REFUSED);
});
