import { beforeAll, describe, expect, test } from "vitest";
import { type Answer, calls } from "../../support/api";
import { type Cast, gather } from "../../support/cast";
import { Decision, expectOk, stateOf, words } from "../../support/decisions";
import * as make from "../../support/make";
import { newest, size } from "../../support/record";

let cast: Cast;
let incident: make.MadeIncident;
beforeAll(async () => {
  cast = await gather();
});

const because = ({ status, body }: Answer) => [status, body["because"]];
const plan = { shutdownSteps: ["Tell the desk", "Stop the service"], restoreSteps: ["Start the service"] };

/** A fresh incident with two systems of their own; nobody outside needs them. */
async function scene(): Promise<[string, string]> {
  incident = await make.openIncident(cast);
  const mark = crypto.randomUUID().slice(0, 6).toUpperCase();
  const codes: [string, string] = [`APP-${mark}`, `DB-${mark}`];
  for (const code of codes) await make.addSystem(cast.besa, code, cast.mira, { tier: 3, ...plan });
  return codes;
}

async function approved(codes: string[], raw: Record<string, unknown> = {}): Promise<Decision> {
  const decision = await Decision.propose(cast.ilir, incident, codes, raw);
  await expectOk(decision.approve(cast.dritan));
  return decision;
}

/** A stop that is in force: ilir carried it out. */
async function inForce(codes: string[]): Promise<Decision> {
  const stop = await approved(codes);
  await stop.carryOut(cast.ilir);
  return stop;
}
const returning = (stop: Decision) => ({ type: "restore", title: "Bring it back", undoes: stop.number });
const meetAll = async (stop: Decision) => {
  await expectOk(stop.act(cast.mira, "criteria/1/evidence", { evidence: "Scan 4711 is clean" }));
  await expectOk(stop.act(cast.dritan, "criteria/2/waiver", { reason: "Keys are changed tomorrow" }));
};

describe("carrying it out", () => {
  test("nothing is carried out that was not approved, nor by whom it is not for", async () => {
    const codes = await scene();
    const decision = await Decision.propose(cast.ilir, incident, codes);
    expect(because(await decision.act(cast.ilir, "execution"))).toEqual([409, "illegal-move"]);
    await expectOk(decision.approve(cast.dritan));
    expect(because(await decision.act(cast.dritan, "execution"))).toEqual([403, "needs.decision.execute"]);
    expect(because(await decision.act(cast.arta, "execution"))).toEqual([403, "needs.decision.execute"]);
    expect((await decision.act(cast.piotr, "execution")).status).toBe(404);
  });

  test("evidence first, then system by system, and each changes its state in the commit of its step", async () => {
    const codes = await scene();
    const decision = await approved(codes);
    await expectOk(decision.act(cast.ilir, "execution"));
    const { steps } = (await decision.view(cast.besa)) as { steps: { kind: string; position: number }[] };
    expect(steps.map(({ kind }) => kind)).toEqual(["evidence", "step", "step", "state", "step", "step", "state"]);
    expect(await stateOf(incident, codes[0])).toBe("operational");
    await expectOk(decision.act(cast.ilir, "steps/4/done"));
    expect([await stateOf(incident, codes[0]), await stateOf(incident, codes[1])]).toEqual([
      "shut_down",
      "operational",
    ]);
    expect(await newest("system.state-set")).toMatchObject({
      actor_id: cast.ilir.id,
      words: { code: codes[0], from: "operational", to: "shut_down", reason: expect.stringContaining("D-001") },
    });
    expect(because(await decision.act(cast.ilir, "steps/4/done"))).toEqual([409, "already-so"]);
    expect(because(await decision.act(cast.ilir, "completion"))).toEqual([409, "steps-open"]);
    expect((await decision.act(cast.ilir, "steps/99/done")).status).toBe(404);
    const ahead = await decision.act(cast.ilir, "steps/1/done", { occurredAt: "2099-01-01T00:00:00Z" });
    expect(ahead.status).toBe(422);
    expect((await decision.edit(cast.ilir, codes)).status).toBe(409);
  });

  test("S5, S6: without it nothing is switched off, and nothing that is off comes back", async () => {
    const codes = await scene();
    await inForce([...codes]);
    const set = (state: string) =>
      calls(cast.besa.token).post(`/incidents/${incident.ref}/systems/states`, {
        systems: [{ code: codes[0], version: 1 }],
        state,
        reason: "I think so",
      });
    expect(because(await set("restoring"))).toEqual([409, "needs-decision"]);
    expect(await stateOf(incident, codes[0])).toBe("shut_down");
  });

  test("what could not be done stands there with its reason; it has failed, is tried again, and holds", async () => {
    const codes = await scene();
    const decision = await approved([...codes]);
    await expectOk(decision.act(cast.ilir, "execution"));
    expect((await decision.act(cast.ilir, "steps/7/not-done", {})).status).toBe(422);
    await expectOk(decision.act(cast.ilir, "steps/7/not-done", { reason: "Nobody has the key of the room" }));
    await decision.takeSteps(cast.ilir);
    expect(await expectOk(decision.act(cast.ilir, "completion"))).toMatchObject({ body: { state: "failed" } });
    expect(because(await decision.act(cast.besa, "withdrawal", { reason: "Leave it" }))).toEqual([409, "switched-off"]);
    await expectOk(decision.act(cast.mira, "execution"));
    await expectOk(decision.act(cast.mira, "steps/7/done"));
    expect(await expectOk(decision.act(cast.mira, "completion"))).toMatchObject({ body: { state: "in-force" } });
    expect(await stateOf(incident, codes[1])).toBe("shut_down");
  });

  test("D4: who carried any of it out does not confirm it", async () => {
    const codes = await scene();
    const stop = await inForce(codes);
    expect(because(await stop.act(cast.ilir, "verification", { reason: "I saw it" }))).toEqual([
      403,
      "refusal.executor-verifies",
    ]);
    await expectOk(stop.act(cast.mira, "verification", { reason: "No answer from three places" }));
    expect(await stop.view(cast.besa)).toMatchObject({ state: "verified", verified: { by: { name: "Mira Shehu" } } });
  });

  test("D8: a stop has a time of review, and a decision to extend gives it another", async () => {
    const codes = await scene();
    const stop = await inForce(codes);
    const { reviewAt } = (await stop.view(cast.besa)) as { reviewAt: string };
    expect(new Date(reviewAt).getTime() - Date.now()).toBeGreaterThan(11 * 3_600_000);
    const more = { type: "extend", title: "Keep it off", undoes: stop.number, words: { ...words, reviewHours: 24 } };
    const longer = await approved(codes, more);
    await longer.carryOut(cast.ilir);
    const after = (await stop.view(cast.besa)) as { reviewAt: string };
    expect(new Date(after.reviewAt).getTime()).toBeGreaterThan(new Date(reviewAt).getTime());
    expect(await newest("decision.extended")).toMatchObject({ words: { name: "D-001", by: "D-002" } });
  });

  test("keeping something up is a decision too, and is confirmed and closed", async () => {
    const codes = await scene();
    const kept = await approved([codes[0]], { type: "keep-up", title: "Keep it up" });
    await kept.carryOut(cast.ilir);
    expect(await kept.state()).toBe("executed");
    await expectOk(kept.act(cast.mira, "verification", { reason: "It answers" }));
    await expectOk(kept.act(cast.besa, "closing", { reason: "Over" }));
    expect([await kept.state(), await stateOf(incident, codes[0])]).toEqual(["closed", "operational"]);
  });
});

describe("bringing it back", () => {
  test("D9: not while a condition is open; met with evidence, or waived by an authority only", async () => {
    const codes = await scene();
    const stop = await inForce(codes);
    const back = await approved([...codes], returning(stop));
    expect(because(await back.act(cast.besa, "execution"))).toEqual([409, "criteria-open"]);
    expect((await stop.act(cast.mira, "criteria/1/evidence", {})).status).toBe(422);
    expect(because(await stop.act(cast.besa, "criteria/2/waiver", { reason: "Enough" }))).toEqual([
      403,
      "needs.decision.waive-criterion",
    ]);
    await meetAll(stop);
    expect(because(await stop.act(cast.mira, "criteria/1/evidence", { evidence: "Again" }))).toEqual([
      409,
      "already-so",
    ]);
    await expectOk(back.act(cast.besa, "execution"));
  });

  test("by stages, back to off from any of them, and the stop follows until it is closed", async () => {
    const codes = await scene();
    const stop = await inForce(codes);
    expect(because(await stop.act(cast.besa, "closing", { reason: "Over" }))).toEqual([409, "illegal-move"]);
    await meetAll(stop);
    const back = await approved([...codes], returning(stop));
    await expectOk(back.act(cast.besa, "execution"));
    await back.takeSteps(cast.ilir);
    const stage = (name: string, raw: Record<string, unknown> = {}) =>
      back.act(cast.besa, "stages", { stage: name, conditions: "Watched for an hour", ...raw });
    expect(because(await stage("all"))).toEqual([409, "illegal-move"]);
    await expectOk(stage("internal"));
    expect([await stateOf(incident, codes[0]), await stop.state()]).toEqual(["restoring", "in-force"]);
    expect((await stage("limited", { systems: [codes[0]] })).status).toBe(422);
    await expectOk(stage("limited", { systems: [codes[0]], limits: "from inside the country" }));
    expect([await stateOf(incident, codes[0]), await stop.state()]).toEqual(["restored_limited", "partially-restored"]);
    await expectOk(back.act(cast.ilir, "turning-back", { reason: "The attacker is back" }));
    expect([await stateOf(incident, codes[0]), await stop.state()]).toEqual(["shut_down", "in-force"]);
    await expectOk(stage("internal"));
    expect(because(await back.act(cast.ilir, "completion"))).toEqual([409, "not-all-back"]);
    await expectOk(stage("all"));
    expect([await stateOf(incident, codes[1]), await stop.state()]).toEqual(["operational", "restored"]);
    await expectOk(back.act(cast.ilir, "completion"));
    expect(because(await back.act(cast.besa, "verification", { reason: "All well" }))).toEqual([
      403,
      "refusal.executor-verifies",
    ]);
    await expectOk(back.act(cast.mira, "verification", { reason: "All well from outside" }));
    await expectOk(stop.act(cast.besa, "closing", { reason: "Everything is back" }));
    await expectOk(back.act(cast.besa, "closing", { reason: "Everything is back" }));
    expect([await stop.state(), await back.state()]).toEqual(["closed", "closed"]);
  });

  test("D10: a stop is not closed while something in its scope is down again", async () => {
    const codes = await scene();
    const stop = await inForce(codes);
    await meetAll(stop);
    const back = await approved([...codes], returning(stop));
    await expectOk(back.act(cast.besa, "execution"));
    for (const stage of ["internal", "all"])
      await expectOk(back.act(cast.besa, "stages", { stage, conditions: "Watched for an hour" }));
    const { body } = await calls(cast.besa.token).get(`/incidents/${incident.ref}/systems`);
    const { version } =
      (body["rows"] as { code: string; version: number }[]).find(({ code }) => code === codes[0]) ?? {};
    await expectOk(
      calls(cast.besa.token).post(`/incidents/${incident.ref}/systems/states`, {
        systems: [{ code: codes[0], version }],
        state: "down",
        reason: "It fell over",
      }),
    );
    expect(because(await stop.act(cast.besa, "closing", { reason: "Over" }))).toEqual([409, "not-all-back"]);
  });
});

describe("emergency", () => {
  const now = (decision: Decision, raw: Record<string, unknown>) =>
    decision.act(cast.besa, "emergency", { revision: 1, ...raw });

  test("D11: acts first with the codes typed and a reason; it is shown as unratified until others have ratified it", async () => {
    const codes = await scene();
    const decision = await Decision.draft(cast.besa, incident, codes);
    expect((await now(decision, { codes: [codes[0]], reason: "It spreads" })).status).toBe(422);
    expect(await now(decision, { codes: [codes[0], ""], reason: "It spreads" })).toMatchObject({
      status: 422,
      body: { fields: { "codes.1": "Fill this in." } },
    });
    expect((await now(decision, { codes })).status).toBe(422);
    expect(because(await decision.act(cast.ilir, "emergency", { revision: 1, codes, reason: "It spreads" }))).toEqual([
      403,
      "needs.decision.act-now",
    ]);
    expect(await decision.state()).toBe("draft");
    await expectOk(now(decision, { codes, reason: "It spreads" }));
    await decision.takeSteps(cast.ilir);
    await expectOk(decision.act(cast.ilir, "completion"));
    expect(await stateOf(incident, codes[0])).toBe("shut_down");
    expect(await decision.view(cast.arta)).toMatchObject({
      emergency: true,
      unratified: true,
      waitsFor: "ratifier",
      given: 0,
    });
    expect(because(await decision.approve(cast.besa, "ratifications"))).toEqual([403, "refusal.proposer"]);
    expect(because(await decision.approve(cast.dritan))).toEqual([409, "illegal-move"]);
    await expectOk(decision.approve(cast.dritan, "ratifications"));
    expect(await decision.view(cast.arta)).toMatchObject({ emergency: true, unratified: false, state: "in-force" });
    expect(because(await decision.approve(cast.arta, "ratifications"))).toEqual([409, "not-unratified"]);
  });

  test("as many have to ratify it after the work as before it, and what was ratified before the work counts after it", async () => {
    const [office] = await scene();
    const portal = await make.addSystem(cast.besa, `${office}-P`, cast.mira, { tier: 3, kind: "citizen-service" });
    await make.addNeed(cast.besa, portal, office);
    await make.join(incident.id, cast.sam, "DECISION_AUTHORITY");
    const decision = await Decision.draft(cast.besa, incident, [office]);
    await expectOk(now(decision, { codes: [office], reason: "It spreads" }));
    await expectOk(decision.approve(cast.dritan, "ratifications"));
    expect(await decision.view(cast.arta)).toMatchObject({ unratified: true, given: 1, needed: 2 });
    await decision.takeSteps(cast.ilir);
    await expectOk(decision.act(cast.ilir, "completion"));
    await decision.look(cast.sam);
    expect(await decision.view(cast.arta)).toMatchObject({ unratified: true, given: 1, needed: 2 });
    await expectOk(decision.approve(cast.sam, "ratifications"));
    expect(await decision.view(cast.arta)).toMatchObject({ unratified: false, given: 2 });
  });

  test("what nobody ratified is not closed, and nothing of it is undone by itself", async () => {
    const codes = await scene();
    const decision = await Decision.draft(cast.besa, incident, [codes[0]], { type: "keep-up", title: "Keep it up" });
    await expectOk(now(decision, { codes: [codes[0]], reason: "They want to switch it off" }));
    await decision.takeSteps(cast.ilir);
    await expectOk(decision.act(cast.ilir, "completion"));
    await expectOk(decision.act(cast.mira, "verification", { reason: "It answers" }));
    expect(because(await decision.act(cast.dritan, "closing", { reason: "Over" }))).toEqual([409, "unratified"]);
  });
});

test("a refused act leaves nothing but the line that it was refused", async () => {
  const codes = await scene();
  const decision = await Decision.propose(cast.ilir, incident, codes);
  const [acts, refused] = [await size(), await size("access.refused")];
  await decision.act(cast.arta, "execution");
  expect([await size(), await size("access.refused")]).toEqual([acts + 1, refused + 1]);
});
