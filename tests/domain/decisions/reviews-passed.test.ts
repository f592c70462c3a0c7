import { beforeAll, expect, test } from "vitest";
import { reviewsPassed } from "@/lib/decisions/jobs";
import { runJob } from "@/lib/entry/job";
import { env } from "@/lib/kernel/env";
import { newToken } from "@/lib/kernel/ids";
import { sentenceOf } from "@/lib/record/sentences";
import { type Cast, gather } from "../../support/cast";
import { unguarded } from "../../support/clock";
import { asRuntime, owner } from "../../support/database";
import { Decision, expectOk, words } from "../../support/decisions";
import * as make from "../../support/make";
import { lines, size } from "../../support/record";
import { follow } from "../../support/stream";

/** D8: when the time of a review passes, that is said once, to everybody who follows the incident, with who approved it. */
let cast: Cast;
let incident: make.MadeIncident;
let stop: Decision;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
  await make.addSystem(cast.besa, "PORTAL", cast.mira, { tier: 1 });
  const token = newToken();
  await owner.query("SELECT app.enrol_system('jobs', $1)", [token]);
  Object.assign(env(), { KULLA_JOBS_TOKEN: token });
  stop = await Decision.propose(cast.ilir, incident, ["PORTAL"]);
  await expectOk(stop.approve(cast.dritan));
  await expectOk(stop.approve(cast.arta));
  await stop.carryOut(cast.ilir);
});

const told = () => size("decision.review-passed");
/** Makes the time of review so many minutes nearer, as if they had passed. */
const pass = async (minutes: number) =>
  unguarded("UPDATE decision SET review_at = review_at - make_interval(mins => $2) WHERE id = $1", [
    (await stop.row()).id,
    minutes,
  ]);
const HALF_DAY = 720;
const run = () => runJob(reviewsPassed);

test("before its time nothing is said", async () => {
  await pass(HALF_DAY - 5);
  await run();
  expect(await told()).toBe(0);
});

test("when it passes it is one key line that names who approved, and who follows the incident hears it", async () => {
  await pass(10);
  const stream = await follow(cast.dritan.token, incident.ref);
  expect(stream.ticks).toEqual([]);
  const { revision } = await stop.row();
  await Promise.all([run(), run(), run()]);
  await run();
  expect(await told()).toBe(1);
  await stream.next("changed");
  stream.close();
  const [line] = await lines("decision.review-passed", 1);
  expect(line).toMatchObject({ actor_id: null, audience: "incident" });
  expect(line?.words).toMatchObject({ name: "D-001", approvers: `${cast.dritan.name}, ${cast.arta.name}` });
  const { rows } = await owner.query("SELECT is_key FROM entry WHERE type = 'decision.review-passed'");
  expect(rows).toEqual([{ is_key: true }]);
  for (const language of ["en", "sq"] as const)
    expect(sentenceOf(language, "decision.review-passed", line?.words ?? {})).toContain(cast.arta.name);
  expect([(await stop.row()).revision, (await stop.view(cast.besa))["overdue"]]).toEqual([revision, true]);
});

test("a decision to extend gives a new time, and when that passes it is said again", async () => {
  const more = { type: "extend", title: "Keep it off", undoes: stop.number, words: { ...words, reviewHours: 12 } };
  const longer = await Decision.propose(cast.ilir, incident, ["PORTAL"], more);
  await expectOk(longer.approve(cast.dritan));
  await longer.carryOut(cast.ilir);
  await run();
  expect([await told(), (await stop.view(cast.besa))["overdue"]]).toEqual([1, false]);
  await pass(HALF_DAY + 5);
  await run();
  await run();
  expect(await told()).toBe(2);
});

test("of what came back nothing is said any more", async () => {
  for (const criterion of [1, 2])
    await expectOk(stop.act(cast.dritan, `criteria/${criterion}/waiver`, { reason: "It is an exercise" }));
  const raw = { type: "restore", title: "Bring it back", undoes: stop.number };
  const back = await Decision.propose(cast.ilir, incident, ["PORTAL"], raw);
  await expectOk(back.approve(cast.dritan));
  await expectOk(back.approve(cast.arta));
  await expectOk(back.act(cast.besa, "execution"));
  for (const stage of ["internal", "all"])
    await expectOk(back.act(cast.besa, "stages", { stage, conditions: "Watched for an hour" }));
  expect(await stop.state()).toBe("restored");
  await pass(60);
  await run();
  expect(await told()).toBe(2);
});

test("nobody but the jobs asks, and nobody writes that it was said", async () => {
  const { id } = await stop.row();
  const as = (statement: string) =>
    asRuntime(async (client) => {
      await client.query("BEGIN");
      await client.query("SELECT app.begin($1, true)", [cast.besa.token]);
      return client.query(statement).then(
        () => "done",
        (error: { code: string }) => error.code,
      );
    });
  expect(await as("SELECT * FROM app.tell_passed_reviews()")).toBe("KU403");
  expect(await as(`INSERT INTO review_told VALUES ('${id}', now(), now())`)).toBe("42501");
  expect(await as("DELETE FROM review_told")).toBe("42501");
});
