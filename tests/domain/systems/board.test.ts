import { beforeAll, describe, expect, test } from "vitest";
import { type Answer, calls } from "../../support/api";
import { type Cast, gather, type Name } from "../../support/cast";
import { owner } from "../../support/database";
import * as make from "../../support/make";

let cast: Cast;
let incident: make.MadeIncident;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
  await make.addSystem(cast.besa, "NET", cast.mira, { kind: "network", tier: 0, localName: "Rrjeti" });
  await make.addSystem(cast.besa, "PORTAL", cast.mira, { kind: "platform", shutdownSteps: ["Call the night desk"] });
  await make.addSystem(cast.besa, "BIRTH", cast.ilir, { kind: "citizen-service" });
  await make.addSystem(cast.besa, "TAX", cast.ilir, { kind: "citizen-service" });
  await make.addSystem(cast.besa, "MAYBE", cast.ilir);
  await make.addNeed(cast.besa, "PORTAL", "NET");
  await make.addNeed(cast.besa, "BIRTH", "PORTAL");
  await make.addNeed(cast.besa, "MAYBE", "NET", { confirmed: false });
  await confirm("besa", "TAX");
  await set("NET", "down");
});

const get = (name: Name, path = "systems"): Promise<Answer> =>
  calls(cast[name].token).get(`/incidents/${incident.ref}/${path}`);
interface Row {
  code: string;
  shown: string;
  version: number;
  since: string | null;
  shownSince: string | null;
  confirmed: { by: string; at: string } | null;
  path: { code: string; localName: string | null }[];
  dependants: number;
  own: boolean;
  abilities: Record<"setState" | "setCompromise", { ok: boolean; because?: string }>;
}
const rows = async (name: Name = "besa") => (await get(name)).body["rows"] as Row[];
const row = async (code: string, name: Name = "besa") => (await rows(name)).find((one) => one.code === code) as Row;
const set = async (code: string, state: string) =>
  calls(cast.besa.token).post(`/incidents/${incident.ref}/systems/states`, {
    systems: [{ code, version: (await row(code)).version }],
    state,
    reason: "Seen at the console",
  });
const confirm = async (name: Name, code: string) =>
  calls(cast[name].token).post(`/incidents/${incident.ref}/systems/${code}/confirmation`, {
    version: (await row(code)).version,
  });

test("the worst come first, and each says why and since when", async () => {
  const board = await rows();
  expect(board.map(({ code, shown }) => [code, shown])).toEqual([
    ["NET", "down"],
    ["BIRTH", "stopped_by_dependency"],
    ["PORTAL", "stopped_by_dependency"],
    ["MAYBE", "not_confirmed"],
    ["TAX", "operational"],
  ]);
  const [net, birth] = board;
  expect(birth?.path.map(({ code }) => code)).toEqual(["BIRTH", "PORTAL", "NET"]);
  expect(birth?.path.at(-1)?.localName).toBe("Rrjeti");
  expect(birth).toMatchObject({ since: null, shownSince: net?.since });
});

test("one sentence's numbers: what is down, what waits, what works and what nobody has confirmed", async () => {
  expect((await get("besa")).body["counts"]).toEqual({ down: 1, stopped: 2, works: 1, unconfirmed: 1 });
});

test("whether a need holds is not known, so nothing is promised and the reason is told", async () => {
  expect(await row("MAYBE")).toMatchObject({ shown: "not_confirmed", path: [{ code: "MAYBE" }, { code: "NET" }] });
});

test("how many need a system, by whatever way", async () => {
  expect((await rows()).map(({ code, dependants }) => [code, dependants]).toSorted()).toEqual([
    ["BIRTH", 0],
    ["MAYBE", 0],
    ["NET", 3],
    ["PORTAL", 1],
    ["TAX", 0],
  ]);
});

test("what nobody confirmed for four hours is not called working, whatever it was", async () => {
  const hours = (count: number) =>
    owner.query(
      `UPDATE system_state SET confirmed_at = now() - make_interval(hours => $1, mins => 1) WHERE incident_id = $2
       AND system_id = (SELECT id FROM system WHERE code = 'TAX')`,
      [count, incident.id],
    );
  await hours(3);
  expect((await row("TAX")).shown).toBe("operational");
  await hours(4);
  expect(await row("TAX")).toMatchObject({ shown: "not_confirmed", shownSince: null });
  await confirm("besa", "TAX");
  expect((await row("TAX")).shown).toBe("operational");
});

describe("who reads it", () => {
  test.each(["besa", "dritan", "ilir", "mira", "arta", "agron"] as const)("%s reads every system", async (name) => {
    expect(await rows(name)).toHaveLength(5);
  });

  test.each(["piotr", "nadia", "sam", "lule", "vera"] as const)(
    "to %s there is no board and no what-if",
    async (name) => {
      expect((await get(name)).status).toBe(404);
      expect((await get(name, "what-if?off=NET")).status).toBe(404);
    },
  );

  test("leadership reads no plan of how a system is stopped", async () => {
    const { text } = await get("arta");
    expect(text).toContain("PORTAL");
    expect(text).not.toContain("night desk");
    expect(text).not.toContain("shutdownSteps");
  });

  test("what one may do is said for each system, and why not", async () => {
    const mira = await rows("mira");
    expect(mira.filter(({ abilities }) => abilities.setState.ok).map(({ code }) => code)).toEqual(["NET", "PORTAL"]);
    expect(mira.filter(({ own }) => own).map(({ code }) => code)).toEqual(["NET", "PORTAL"]);
    expect((await row("TAX", "mira")).abilities.setState).toEqual({ ok: false, because: "refusal.not-your-system" });
    expect((await row("TAX", "arta")).abilities.setState).toEqual({ ok: false, because: "needs.system.set-state" });
    expect((await row("TAX", "dritan")).abilities).toMatchObject({
      setState: { ok: true },
      setCompromise: { ok: false },
    });
  });
});

describe("what if", () => {
  interface Effect {
    code: string;
    verdict: string;
    path: { code: string }[];
    because: Record<string, unknown> | null;
  }
  const effects = async (off: string) =>
    new Map(((await get("arta", `what-if?off=${off}`)).body["effects"] as Effect[]).map((one) => [one.code, one]));

  test("says what stops and by which way, what goes on and why, and what nobody can say", async () => {
    const found = await effects("portal");
    expect(found.get("BIRTH")).toMatchObject({ verdict: "stops", path: [{ code: "BIRTH" }, { code: "PORTAL" }] });
    expect(found.get("MAYBE")?.verdict).toBe("unsure");
    expect(found.get("TAX")).toMatchObject({ verdict: "works", because: { kind: "apart" } });
  });

  test("nothing is changed by asking", async () => {
    const before = await rows();
    await effects("TAX,NET");
    expect(await rows()).toEqual(before);
  });

  test.each([
    ["off=NOWHERE", { off: expect.any(String) }],
    ["off=", { off: expect.any(String) }],
    ["", { off: expect.any(String) }],
    ["off=NET&more=1", { more: expect.any(String) }],
  ])("%s is refused at the field", async (asked, fields) => {
    const { status, body } = await get("besa", `what-if?${asked}`);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(body["fields"]).toMatchObject(fields);
  });
});
