import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Phase, phaseMoves, phases } from "@/lib/incidents/machine";
import { type Answer, calls } from "../../support/api";
import { type Cast, gather, type Name } from "../../support/cast";
import { owner } from "../../support/database";
import * as make from "../../support/make";
import { newest, size } from "../../support/record";

let cast: Cast;
let incident: make.MadeIncident;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
});

const set = async (name: Name, phase: string, said: Record<string, unknown> = {}): Promise<Answer> =>
  calls(cast[name].token).post(`/incidents/${incident.ref}/phase`, {
    phase,
    reason: "The next step",
    version: await make.versionOf(incident),
    ...said,
  });
/** The phase as a fixture: how the incident came there is not what is tested. */
const standsIn = (phase: Phase) =>
  owner.query("UPDATE situation SET phase = $2, closed_at = NULL WHERE incident_id = $1", [incident.id, phase]);

test("the commander moves the incident on, which is a key event", async () => {
  expect((await set("besa", "assessing")).body).toMatchObject({ phase: "assessing" });
  expect(await newest()).toMatchObject({
    type: "incident.phase-set",
    actor_id: cast.besa.id,
    words: { from: "detected", to: "assessing", reason: "The next step" },
  });
  expect((await set("dritan", "containing")).status).toBe(200);
});

/** Every step that domain.md §5.1 and DESIGN §5 draw; all others are refused. */
const steps: Record<Phase, Phase[]> = {
  detected: ["assessing", "containing", "false-alarm"],
  assessing: ["containing", "false-alarm"],
  containing: ["eradicating", "restoring"],
  eradicating: ["containing", "restoring"],
  restoring: ["containing", "watching"],
  watching: ["containing", "closed"],
  closed: ["containing"],
  "false-alarm": [],
};

describe.each(phases)("from %s", (from) => {
  beforeEach(() => standsIn(from));
  test.each(phases)("to %s", async (to) => {
    const { status, body } = await set("besa", to);
    if (steps[from].includes(to)) expect([status, body["phase"]]).toEqual([200, to]);
    else expect([status, body["because"]]).toEqual([409, "illegal-move"]);
  });
  test("the head of the page offers just these", async () => {
    const { body } = await calls(cast.besa.token).get(`/incidents/${incident.ref}`);
    expect((body["nextPhases"] as string[]).toSorted()).toEqual(steps[from].toSorted());
  });
});

test("closing tells when; reopening takes it back", async () => {
  await standsIn("watching");
  await set("besa", "closed");
  const read = async () => (await calls(cast.besa.token).get(`/incidents/${incident.ref}`)).body["closedAt"];
  expect(Date.parse(String(await read()))).toBeGreaterThan(Date.now() - 60_000);
  await set("besa", "containing");
  expect(await read()).toBeNull();
});

test("others are refused in words; strangers find nothing", async () => {
  await standsIn("detected");
  for (const name of ["ilir", "arta", "agron", "piotr"] as const) {
    expect(await set(name, "assessing")).toMatchObject({ status: 403, body: { because: "needs.incident.set-phase" } });
    expect(await newest()).toMatchObject({ type: "access.refused", actor_id: cast[name].id, incident_id: incident.id });
  }
  for (const name of ["sam", "lule", "vera"] as const) expect((await set(name, "assessing")).status).toBe(404);
});

test("an old version and an unknown phase are refused; two at once leave one", async () => {
  await standsIn("detected");
  const before = await size("incident.phase-set");
  expect(await set("besa", "assessing", { version: 1 })).toMatchObject({
    status: 409,
    body: { because: "changed-meanwhile" },
  });
  expect(await set("besa", "over")).toMatchObject({
    status: 422,
    body: { fields: { phase: "Choose one of the list." } },
  });
  const version = await make.versionOf(incident);
  const answers = await Promise.all([set("besa", "assessing", { version }), set("dritan", "containing", { version })]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(await size("incident.phase-set")).toBe(before + 1);
});

test("every move of the machine is one of these steps", () => {
  const drawn = Object.values(phaseMoves).flatMap(({ from, to }) => from.map((state) => `${state} → ${to}`));
  expect(drawn.toSorted()).toEqual(
    Object.entries(steps)
      .flatMap(([from, all]) => all.map((to) => `${from} → ${to}`))
      .toSorted(),
  );
});
