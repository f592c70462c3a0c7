import { beforeAll, describe, expect, test } from "vitest";
import { type Answer, calls } from "../../support/api";
import { type Cast, gather, type Name } from "../../support/cast";
import * as make from "../../support/make";
import { newest, size } from "../../support/record";

let cast: Cast;
let incident: make.MadeIncident;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
  await make.addSystem(cast.besa, "NET", cast.mira);
  await make.addSystem(cast.besa, "PORTAL", cast.mira);
  await make.addSystem(cast.besa, "TAX", cast.ilir);
  await make.addNeed(cast.besa, "PORTAL", "NET");
});

interface Row {
  code: string;
  state: string;
  shown: string;
  compromise: string;
  version: number;
  path: { code: string }[];
}
async function board(name: Name = "besa"): Promise<Map<string, Row>> {
  const { body } = await calls(cast[name].token).get(`/incidents/${incident.ref}/systems`);
  return new Map((body["rows"] as Row[]).map((row) => [row.code, row]));
}
const versionOf = async (code: string) => (await board()).get(code)?.version ?? -1;
const set = async (name: Name, codes: string[], said: Record<string, unknown>): Promise<Answer> => {
  const rows = await board();
  return calls(cast[name].token).post(`/incidents/${incident.ref}/systems/states`, {
    systems: codes.map((code) => ({ code, version: rows.get(code)?.version ?? 0 })),
    reason: "Seen at the console",
    ...said,
  });
};
const setCompromise = async (name: Name, code: string, compromise: string): Promise<Answer> =>
  calls(cast[name].token).post(`/incidents/${incident.ref}/systems/${code}/compromise`, {
    compromise,
    reason: "Forensics",
    version: await versionOf(code),
  });

test("one sentence moves many systems, each with a line of its own in the record", async () => {
  const before = await size("system.state-set");
  expect(await set("besa", ["NET", "PORTAL"], { state: "down" })).toMatchObject({ status: 200, body: { changed: 2 } });
  expect(await size("system.state-set")).toBe(before + 2);
  expect(await newest()).toMatchObject({
    type: "system.state-set",
    actor_id: cast.besa.id,
    words: { code: "PORTAL", from: "operational", to: "down", reason: "Seen at the console" },
  });
});

test("S4: nothing is called available while something it needs is off; together they may return", async () => {
  await set("besa", ["NET", "PORTAL"], { state: "restoring" });
  expect(await set("besa", ["PORTAL"], { state: "operational" })).toMatchObject({
    status: 409,
    body: { because: "need-is-off", detail: expect.stringContaining("NET System NET") },
  });
  expect((await set("besa", ["NET", "PORTAL"], { state: "operational" })).status).toBe(200);
});

test("what needs something that is off is shown as stopped by it, with the way, though nobody says so", async () => {
  await set("besa", ["NET"], { state: "down" });
  expect((await board()).get("PORTAL")).toMatchObject({
    state: "operational",
    shown: "stopped_by_dependency",
    path: [{ code: "PORTAL" }, { code: "NET" }],
  });
  expect((await board("arta")).get("PORTAL")?.shown).toBe("stopped_by_dependency");
  await set("besa", ["NET"], { state: "restoring" });
  await set("besa", ["NET"], { state: "operational" });
});

test("S5, S6: switching off to protect, and ending that, need a decision", async () => {
  expect(await set("besa", ["TAX"], { state: "shut_down" })).toMatchObject({
    status: 409,
    body: { because: "needs-decision" },
  });
});

test("S8: a move that the machine does not know is refused, and so is the same state again", async () => {
  expect(await set("besa", ["TAX"], { state: "restored_limited", limits: "staff only" })).toMatchObject({
    status: 409,
    body: { because: "illegal-move" },
  });
  expect(await set("besa", ["TAX"], { state: "operational" })).toMatchObject({
    status: 409,
    body: { because: "already-so" },
  });
});

test("limited means limited how", async () => {
  await set("besa", ["TAX"], { state: "down" });
  await set("besa", ["TAX"], { state: "restoring" });
  expect((await set("besa", ["TAX"], { state: "restored_limited" })).status).toBe(422);
  expect((await set("besa", ["TAX"], { state: "restored_limited", limits: "from inside the country" })).status).toBe(
    200,
  );
});

describe("S7: what was broken into returns clean", () => {
  test("confirmed keeps it from returning, cleaned from being called available, and another person verifies", async () => {
    await set("besa", ["TAX"], { state: "restoring" });
    expect((await setCompromise("besa", "TAX", "confirmed")).status).toBe(200);
    expect(await set("besa", ["TAX"], { state: "operational" })).toMatchObject({ body: { because: "not-clean" } });
    await setCompromise("ilir", "TAX", "cleaned");
    expect(await setCompromise("ilir", "TAX", "verified-clean")).toMatchObject({
      status: 409,
      body: { because: "cleaner-verifies" },
    });
    expect((await setCompromise("besa", "TAX", "verified-clean")).status).toBe(200);
    expect((await set("besa", ["TAX"], { state: "operational" })).status).toBe(200);
  });
});

describe("who may", () => {
  test("staff for what their own organisation owns or runs, and nothing else, all or none", async () => {
    expect((await set("mira", ["NET"], { state: "degraded" })).status).toBe(200);
    expect(await set("mira", ["PORTAL", "TAX"], { state: "degraded" })).toMatchObject({
      status: 403,
      body: { because: "refusal.not-your-system" },
    });
    expect((await board()).get("PORTAL")?.state).toBe("operational");
    await set("besa", ["NET"], { state: "operational" });
  });

  test.each(["arta", "agron"] as const)("%s reads and sets nothing", async (name) => {
    expect((await board(name)).size).toBe(3);
    expect(await set(name, ["NET"], { state: "degraded" })).toMatchObject({
      status: 403,
      body: { because: "needs.system.set-state" },
    });
  });

  test.each(["piotr", "sam", "lule", "vera"] as const)("to %s there is no system here", async (name) => {
    const { status } = await calls(cast[name].token).post(`/incidents/${incident.ref}/systems/states`, {
      systems: [{ code: "NET", version: 0 }],
      state: "down",
      reason: "I say so",
    });
    expect(status).toBe(404);
    expect((await board()).get("NET")?.state).toBe("operational");
  });
});

test("two people at once: one wins, the other is told who and what, and both attempts are on record", async () => {
  const version = await versionOf("PORTAL");
  const missed = await size("system.change-missed");
  const ask = (name: Name, state: string) =>
    calls(cast[name].token).post(`/incidents/${incident.ref}/systems/states`, {
      systems: [{ code: "PORTAL", version }],
      state,
      reason: "Seen at the console",
    });
  const answers = await Promise.all([ask("besa", "degraded"), ask("dritan", "down")]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const [won, lost] = answers[0]?.status === 200 ? ["besa", answers[1]] : ["dritan", answers[0]];
  const detail = String((lost as Answer).body["detail"]);
  expect(detail).toContain(cast[won as Name].name);
  expect(detail).toContain(won === "besa" ? "Limited" : "Down");
  expect(await size("system.change-missed")).toBe(missed + 1);
});

describe("by an old picture", () => {
  const stale = async (name: Name, state: string) =>
    calls(cast[name].token).post(`/incidents/${incident.ref}/systems/states`, {
      systems: [
        { code: "NET", version: await versionOf("NET") },
        { code: "TAX", version: (await versionOf("TAX")) - 1 },
      ],
      state,
      reason: "Seen at the console",
    });

  test("one is told who changed it even when it is already what one wanted, and none of the others is changed", async () => {
    await set("dritan", ["TAX"], { state: "degraded" });
    const before = await board();
    const missed = await size("system.change-missed");
    expect(await stale("besa", "degraded")).toMatchObject({
      status: 409,
      body: { because: "system-changed", detail: expect.stringContaining(cast.dritan.name) },
    });
    expect(await board()).toEqual(before);
    expect(await size("system.change-missed")).toBe(missed + 1);
    expect(await newest("system.change-missed")).toMatchObject({
      actor_id: cast.besa.id,
      words: { codes: "NET, TAX", to: "degraded", reason: "Seen at the console" },
    });
  });

  test("a refusal for any other reason is not told as having come too late", async () => {
    const missed = await size("system.change-missed");
    expect((await set("besa", ["TAX"], { state: "shut_down" })).body["because"]).toBe("needs-decision");
    expect((await set("besa", ["TAX"], { state: "degraded" })).body["because"]).toBe("already-so");
    expect(await size("system.change-missed")).toBe(missed);
  });
});

describe("bad input is refused at its field and changes nothing", () => {
  const many = Array.from({ length: 201 }, (_, n) => ({ code: `S${n}`, version: 0 }));
  test.each<[string, Record<string, unknown>, string[]]>([
    ["no system", { systems: [] }, ["systems"]],
    ["too many", { systems: many }, ["systems"]],
    [
      "one twice",
      {
        systems: [
          { code: "NET", version: 0 },
          { code: "net", version: 0 },
        ],
      },
      ["systems"],
    ],
    ["one that is not there", { systems: [{ code: "NOWHERE", version: 0 }] }, ["systems"]],
    ["no state", { state: undefined }, ["state"]],
    ["a state that does not exist", { state: "fine" }, ["state"]],
    ["no sentence", { reason: "  " }, ["reason"]],
    ["limits without being limited", { limits: "staff only" }, ["limits"]],
    ["a moment that is none", { occurredAt: "02:15" }, ["occurredAt"]],
    ["a moment that is still to come", { occurredAt: "2999-01-01T00:00:00Z" }, ["occurredAt"]],
    ["what nobody asked for", { sure: true }, ["sure"]],
  ])("%s", async (_what, said, fields) => {
    const before = [await board(), await size()];
    const { status, body } = await calls(cast.besa.token).post(`/incidents/${incident.ref}/systems/states`, {
      systems: [{ code: "NET", version: await versionOf("NET") }],
      state: "degraded",
      reason: "Seen at the console",
      ...said,
    });
    expect([status, Object.keys((body["fields"] ?? {}) as object)]).toEqual([422, fields]);
    expect([await board(), await size()]).toEqual(before);
  });
});

test("two who change the same systems at once, in another order, do not wait for each other for ever", async () => {
  await set("besa", ["NET", "PORTAL"], { state: "maintenance" });
  const rows = await board();
  const ask = (name: Name, codes: string[], state: string) =>
    calls(cast[name].token).post(`/incidents/${incident.ref}/systems/states`, {
      systems: codes.map((code) => ({ code, version: rows.get(code)?.version ?? 0 })),
      state,
      reason: "Seen at the console",
    });
  const answers = await Promise.all([
    ask("besa", ["NET", "PORTAL"], "down"),
    ask("dritan", ["PORTAL", "NET"], "restoring"),
  ]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)?.body["because"]).toBe("system-changed");
  const after = await board();
  expect(after.get("NET")?.state).toBe(after.get("PORTAL")?.state);
});
