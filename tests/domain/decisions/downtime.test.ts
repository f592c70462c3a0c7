import { beforeAll, expect, test } from "vitest";
import { calls } from "../../support/api";
import { type Cast, gather, type Member } from "../../support/cast";
import { unguarded } from "../../support/clock";
import { Decision, expectOk } from "../../support/decisions";
import * as make from "../../support/make";

let cast: Cast;
let incident: make.MadeIncident;
let stop: Decision;
const MINUTE = 60_000;
const mark = crypto.randomUUID().slice(0, 6).toUpperCase();
const [app, base, never] = [`APP-${mark}`, `DB-${mark}`, `IDLE-${mark}`];

interface Outage {
  total: number;
  still: boolean;
  by: Record<string, number>;
}

/** Everything that was done so far was done so much earlier. */
async function later(minutes: number): Promise<void> {
  await unguarded(
    "UPDATE entry SET occurred_at = occurred_at - make_interval(mins => $2), recorded_at = recorded_at - make_interval(mins => $2) WHERE incident_id = $1",
    [incident.id, minutes],
  );
  await unguarded("UPDATE incident SET opened_at = opened_at - make_interval(mins => $2) WHERE id = $1", [
    incident.id,
    minutes,
  ]);
  await unguarded(
    "UPDATE decision SET started_at = started_at - make_interval(mins => $2), closed_at = closed_at - make_interval(mins => $2) WHERE incident_id = $1",
    [incident.id, minutes],
  );
}

const downtimes = async (decision: Decision, who: Member = cast.besa) =>
  ((await decision.view(who))["downtimes"] as (Outage & { code: string })[]).map(({ code, total, still }) => [
    code,
    Math.round(total / MINUTE),
    still,
  ]);
const onItsPage = async (code: string, who: Member = cast.besa) => {
  const { body } = await calls(who.token).get(`/systems/${code}/history`);
  const found = ((body["incidents"] ?? []) as { ref: string; outage: Outage }[]).find(
    ({ ref }) => ref === incident.ref,
  );
  return found && [Math.round(found.outage.total / MINUTE), found.outage.still];
};

beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
  for (const code of [app, base, never]) await make.addSystem(cast.besa, code, cast.mira, { tier: 3 });
  stop = await Decision.propose(cast.ilir, incident, [app, base]);
  await expectOk(stop.approve(cast.dritan));
});

test("what was not begun took nothing from anybody", async () => {
  expect(await downtimes(stop)).toEqual([]);
  expect(await onItsPage(never)).toBeUndefined();
});

test("from its acts alone: while it is off the time runs, and while it is tested too; when it is back it stands", async () => {
  await stop.carryOut(cast.ilir);
  await later(200);
  expect(await downtimes(stop)).toEqual([
    [app, 200, true],
    [base, 200, true],
  ]);
  expect(await onItsPage(app)).toEqual([200, true]);

  await expectOk(stop.act(cast.mira, "criteria/1/evidence", { evidence: "Scan 4711 is clean" }));
  await expectOk(stop.act(cast.dritan, "criteria/2/waiver", { reason: "Keys are changed tomorrow" }));
  const back = await Decision.propose(cast.ilir, incident, [app, base], {
    type: "restore",
    title: "Bring it back",
    undoes: stop.number,
  });
  await expectOk(back.approve(cast.dritan));
  await expectOk(back.act(cast.besa, "execution"));
  const stage = (name: string, raw: Record<string, unknown> = {}) =>
    expectOk(back.act(cast.besa, "stages", { stage: name, conditions: "Watched for an hour", ...raw }));
  await stage("internal");
  await later(40);
  await stage("limited", { systems: [app], limits: "from inside the country" });
  await later(60);
  const now = [
    [app, 240, false],
    [base, 300, true],
  ];
  expect(await downtimes(stop)).toEqual(now);
  expect(await downtimes(back)).toEqual(now);
  await stage("all");
  await later(500);
  expect(await downtimes(stop)).toEqual([
    [app, 240, false],
    [base, 300, false],
  ]);
  expect(await onItsPage(base)).toEqual([300, false]);
});

test("who may not read of it is told no time either", async () => {
  expect((await stop.view(cast.piotr))["downtimes"]).toBeUndefined();
  expect(await onItsPage(app, cast.piotr)).toBeUndefined();
});
