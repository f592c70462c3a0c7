import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { takenCodes } from "@/lib/systems/schema";
import { type Answer, calls } from "../../support/api";
import { type Cast, gather, type Name } from "../../support/cast";
import * as make from "../../support/make";
import { newest, size } from "../../support/record";

let cast: Cast;
let incident: make.MadeIncident;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
  await make.addSystem(cast.besa, "NET", cast.mira, { kind: "network", name: "Rrjeti qeveritar" });
  await make.addSystem(cast.besa, "TAX", cast.ilir, { kind: "citizen-service", usesPerDay: 61_234 });
});

type Facts = Record<string, unknown>;
const api = (name: Name) => calls(cast[name].token);
const facts = (keeper: Name, more: Facts = {}): Facts => {
  const { organisationId: of } = cast[keeper];
  return { name: "A system", kind: "application", owner: of, operator: of, tier: 2, ...more };
};
const add = (name: Name, code: string, keeper: Name = name, more: Facts = {}) =>
  api(name).post("/systems", { code, ...facts(keeper, more) });
const read = async (name: Name, code: string) => (await api(name).get(`/systems/${code}`)).body;
const change = async (name: Name, code: string, keeper: Name, more: Facts = {}): Promise<Answer> =>
  api(name).send("PUT", `/systems/${code}`, {
    ...facts(keeper),
    version: (await read("besa", code))["version"],
    ...more,
  });
const retire = async (name: Name, code: string, more: Facts = {}) =>
  api(name).post(`/systems/${code}/retirement`, {
    reason: "Replaced",
    version: (await read("besa", code))["version"],
    ...more,
  });
const bringBack = async (name: Name, code: string) =>
  api(name).send("DELETE", `/systems/${code}/retirement`, {
    reason: "Still used",
    version: (await read("besa", code))["version"],
  });

describe("adding", () => {
  test("keeps every fact, and the record says who added it", async () => {
    const { organisationId: of } = cast.mira;
    const all = {
      localName: "Portali",
      maintainer: of,
      host: cast.ilir.organisationId,
      essential: true,
      rtoHours: 4,
      mtpdHours: 24,
      rpoHours: 0,
      mbco: "Payments",
      audiences: ["citizens", "abroad"],
      usesPerDay: 0,
      usesSource: "Statistics",
      usesOn: "2026-01-02",
      deadlines: [{ what: "VAT", when: "14th" }],
      fallback: "The counter",
      localFallback: "Sporteli",
      exposure: "internet",
      publicName: "Portal",
      localPublicName: "Portali",
      provenance: "Report",
    };
    const plan = {
      contacts: [{ name: "Desk", night: "+355 1" }],
      shutdownSteps: ["One", "Two"],
      restoreSteps: ["Three"],
      probe: "https://portal.example/health",
      backupGoodAt: "2026-01-02T03:04:00.000Z",
    };
    expect((await add("mira", "PORTAL", "mira", { ...all, ...plan })).status).toBe(201);
    const { maintainer: _m, host: _h, usesOn, ...plain } = all;
    expect(await read("besa", "PORTAL")).toMatchObject({
      ...plain,
      code: "PORTAL",
      usesOn: `${usesOn}T00:00:00.000Z`,
      owner: { id: of },
      maintainer: { id: of },
      host: { id: cast.ilir.organisationId },
      plan: { ...plan, backupTestedAt: null },
      unmaintained: false,
      withoutFallback: false,
      retired: false,
      version: 1,
    });
    expect(await newest()).toMatchObject({
      type: "system.added",
      actor_id: cast.mira.id,
      audience: "audit",
      incident_id: null,
      words: { code: "PORTAL" },
    });
  });

  test("what a form leaves empty in a row is not kept", async () => {
    const contacts = [{ name: "Desk", duty: "", day: "", night: "+355 1" }];
    expect((await add("mira", "ROWS", "mira", { contacts, localName: "", rtoHours: "" })).status).toBe(201);
    expect(await read("besa", "ROWS")).toMatchObject({
      localName: null,
      plan: { contacts: [{ name: "Desk", night: "+355 1" }] },
    });
  });

  test("a clock without a zone is the clock of this house", async () => {
    await add("mira", "BACKED", "mira", { backupTestedAt: "2026-07-01T10:00" });
    expect((await read("besa", "BACKED"))["plan"]).toMatchObject({ backupTestedAt: "2026-07-01T08:00:00.000Z" });
  });

  test("staff add what their organisation owns or runs, the commander anything", async () => {
    expect((await add("ilir", "MIXED", "mira", { operator: cast.ilir.organisationId })).status).toBe(201);
    expect((await add("dritan", "BYDRITAN", "mira")).status).toBe(201);
    expect(await add("ilir", "NOTHIS", "mira")).toMatchObject({
      status: 403,
      body: { because: "refusal.not-your-system" },
    });
  });

  test.each<[string, Facts, string]>([
    ["S2: back later than it can be borne", { rtoHours: 9, mtpdHours: 4 }, "rtoHours"],
    ["an owner that is nobody", { owner: randomUUID() }, "owner"],
    ["a maintainer that is nobody", { maintainer: randomUUID() }, "maintainer"],
    ["no owner", { owner: "" }, "owner"],
    ["an unknown kind", { kind: "thing" }, "kind"],
    ["a tier that is none", { tier: 7 }, "tier"],
    ["a part of an hour", { rtoHours: 1.5 }, "rtoHours"],
    ["a contact without a name", { contacts: [{ name: "Desk" }, { name: "", day: "1" }] }, "contacts.1.name"],
    ["an empty step", { shutdownSteps: ["One", ""] }, "shutdownSteps.1"],
    ["an address with a password", { probe: "https://user:secret@host/" }, "probe"],
    ["a day that is none", { usesOn: "2026-02-30" }, "usesOn"],
    ["a key that nobody knows", { colour: "red" }, "colour"],
  ])("%s is refused beside the field, and nothing is kept", async (_what, wrong, field) => {
    const before = await size();
    const answer = await add("besa", "WRONG", "besa", wrong);
    expect([answer.status, Object.keys(answer.body["fields"] as object)]).toEqual([422, [field]]);
    expect((await api("besa").get("/systems/WRONG")).status).toBe(404);
    expect(await size()).toBe(before);
  });

  test.each(takenCodes)("%s is no code: a page of the catalogue stands there", async (code) => {
    const before = await size();
    expect(await add("besa", code.toLowerCase())).toMatchObject({
      status: 422,
      body: { fields: { code: expect.stringMatching(/page/i) } },
    });
    expect(await size()).toBe(before);
  });

  test("a code is given once, also when two give it at once", async () => {
    expect(await add("besa", "tax")).toMatchObject({ status: 422, body: { fields: { code: expect.any(String) } } });
    const answers = await Promise.all([add("besa", "ONCE"), add("dritan", "ONCE"), add("mira", "ONCE")]);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => [409, 422].includes(status))).toHaveLength(2);
  });

  test("sent again with the same key, it is added once", async () => {
    const [key, body] = [randomUUID(), { code: "AGAIN", ...facts("besa") }];
    expect((await api("besa").post("/systems", body, { key })).status).toBe(201);
    expect((await api("besa").post("/systems", body, { key })).status).toBe(200);
  });
});

describe("changing", () => {
  test("the record says which facts changed, as they were and as they are", async () => {
    await add("mira", "CHANGED", "mira", { maintainer: cast.mira.organisationId });
    const steps = { shutdownSteps: ["Pull the plug"], contacts: [{ name: "Desk", day: "+355 1" }] };
    const answer = await change("mira", "CHANGED", "mira", { tier: 0, host: cast.ilir.organisationId, ...steps });
    expect(answer).toMatchObject({ status: 200, body: { version: 2 } });
    expect((await newest("system.changed")).words).toEqual({
      code: "CHANGED",
      name: "A system",
      changes: [
        { field: "maintainer", from: "AKSHI", to: null },
        { field: "host", from: null, to: "AKCESK" },
        { field: "tier", from: 2, to: 0 },
        { field: "contacts", from: [], to: ["Desk · +355 1"] },
        { field: "shutdownSteps", from: [], to: ["Pull the plug"] },
      ],
    });
  });

  test("nothing different is no change", async () => {
    const before = await size("system.changed");
    expect(await change("mira", "CHANGED", "mira", await form("CHANGED"))).toMatchObject({
      status: 409,
      body: { because: "nothing-changed" },
    });
    expect(await size("system.changed")).toBe(before);
  });

  test("two at once: one wins, the other is told who, and both attempts are on record", async () => {
    const version = (await read("besa", "CHANGED"))["version"];
    const missed = await size("system.correction-missed");
    const [first, second] = await Promise.all([
      change("besa", "CHANGED", "mira", { name: "By besa", version }),
      change("mira", "CHANGED", "mira", { name: "By mira", version }),
    ]);
    expect([first?.status, second?.status].toSorted()).toEqual([200, 409]);
    const [winner, lost] = first?.status === 200 ? [cast.besa, second] : [cast.mira, first];
    expect(lost?.body).toMatchObject({ because: "catalogue-changed", detail: expect.stringContaining(winner.name) });
    expect((await read("besa", "CHANGED"))["name"]).toBe(`By ${winner === cast.besa ? "besa" : "mira"}`);
    expect(await size("system.correction-missed")).toBe(missed + 1);
  });

  test("staff change their own, and give nothing away that then is nobody's of theirs", async () => {
    expect(await change("ilir", "NET", "ilir")).toMatchObject({ status: 403 });
    expect(await change("mira", "NET", "ilir")).toMatchObject({
      status: 403,
      body: { because: "refusal.not-your-system" },
    });
    expect((await read("besa", "NET"))["version"]).toBe(1);
  });

  test("S2 and an organisation that is nobody change nothing", async () => {
    expect((await change("besa", "NET", "mira", { rtoHours: 9, mtpdHours: 4 })).status).toBe(422);
    expect((await change("besa", "NET", "mira", { host: randomUUID() })).status).toBe(422);
    expect((await read("besa", "NET"))["version"]).toBe(1);
  });
});

/** What the form of a system would send unchanged. */
async function form(code: string): Promise<Facts> {
  const { name, kind, tier, plan, owner, operator, host } = (await read("besa", code)) as Record<string, never>;
  const { contacts, shutdownSteps } = plan as unknown as Facts;
  const id = (one: unknown) => (one as { id: string } | null)?.id;
  return { name, kind, tier, contacts, shutdownSteps, owner: id(owner), operator: id(operator), host: id(host) };
}

describe("retiring", () => {
  beforeAll(async () => {
    for (const code of ["OLD", "USER"]) await make.addSystem(cast.besa, code, cast.mira);
    await make.addNeed(cast.besa, "USER", "OLD");
  });

  test("is refused while something needs it, and names it", async () => {
    expect(await retire("mira", "OLD")).toMatchObject({
      status: 409,
      body: { because: "still-needed", detail: expect.stringContaining("USER System USER") },
    });
    expect((await read("besa", "OLD"))["retired"]).toBe(false);
  });

  test("takes it off the boards, with its reason on record; what only a retired one needs can follow", async () => {
    expect((await retire("mira", "USER")).status).toBe(200);
    expect(await newest()).toMatchObject({ type: "system.retired", words: { code: "USER", reason: "Replaced" } });
    expect((await retire("mira", "OLD")).status).toBe(200);
    const { body } = await api("besa").get(`/incidents/${incident.ref}/systems`);
    expect((body["rows"] as { code: string }[]).map(({ code }) => code)).not.toContain("OLD");
    expect(await retire("mira", "OLD")).toMatchObject({ status: 409, body: { because: "already-so" } });
  });

  test("nothing may come to need it, and it returns only after what it needs", async () => {
    expect(await api("besa").post("/systems/NET/needs", { needs: "OLD", kind: "needs" })).toMatchObject({
      status: 409,
      body: { because: "retired" },
    });
    expect(await bringBack("mira", "USER")).toMatchObject({ status: 409, body: { because: "needs-retired" } });
    expect((await bringBack("mira", "OLD")).status).toBe(200);
    expect((await bringBack("mira", "USER")).status).toBe(200);
    expect((await newest()).type).toBe("system.returned");
  });

  test("a need and a retirement at once never leave a system that needs a retired one", async () => {
    await make.addSystem(cast.besa, "LONELY", cast.mira);
    const [retired, needed] = await Promise.all([
      retire("besa", "LONELY"),
      api("dritan").post("/systems/NET/needs", { needs: "LONELY", kind: "needs" }),
    ]);
    expect([retired?.status, needed?.status].toSorted()).toEqual(retired?.status === 200 ? [200, 409] : [201, 409]);
  });

  test("of another organisation, without a reason, or of a version that is gone, is refused", async () => {
    expect((await retire("ilir", "OLD")).status).toBe(403);
    expect((await retire("besa", "BACKED", { reason: "" })).status).toBe(422);
    expect(await retire("besa", "BACKED", { version: 7 })).toMatchObject({ body: { because: "catalogue-changed" } });
    expect((await read("besa", "BACKED"))["retired"]).toBe(false);
  });
});

describe("reading", () => {
  const codes = async (name: Name, ask = "") =>
    (JSON.parse((await api(name).get(`/systems${ask}`)).text) as { code: string }[]).map(({ code }) => code);

  test.each(["besa", "dritan", "ilir", "mira", "arta", "agron", "sam"] as const)(
    "%s reads the catalogue",
    async (name) => {
      expect(await codes(name)).toEqual(expect.arrayContaining(["NET", "TAX"]));
      expect((await read(name, "NET"))["code"]).toBe("NET");
    },
  );

  test.each(["piotr", "nadia", "vera", "lule"] as const)("to %s there is no catalogue", async (name) => {
    for (const path of ["/systems", "/systems/NET", "/systems/NET/history", "/systems/NOSUCH"])
      expect([path, (await api(name).get(path)).status]).toEqual([path, 404]);
    expect((await add(name, "STRANGE")).status).toBe(403);
    expect((await api(name).send("PUT", "/systems/NET", { ...facts("mira"), version: 1 })).status).toBe(404);
    expect((await api(name).post("/systems/NET/needs", { needs: "TAX", kind: "needs" })).status).toBe(404);
    expect((await api(name).post("/systems/NET/retirement", { reason: "No", version: 1 })).status).toBe(422);
    expect((await api(name).post("/systems/NET/retirement", { reason: "Away", version: 1 })).status).toBe(404);
  });

  test("leadership reads no plan and changes nothing", async () => {
    expect((await read("arta", "PORTAL"))["plan"]).toBeNull();
    expect((await read("agron", "PORTAL"))["plan"]).not.toBeNull();
    expect((await change("arta", "PORTAL", "arta")).status).toBe(403);
    expect((await change("agron", "PORTAL", "agron")).status).toBe(403);
  });

  test("is narrowed by words without accents, kind, tier and marks", async () => {
    expect(await codes("besa", "?q=rrjeti")).toEqual(["NET"]);
    expect(await codes("besa", "?q=PORTALI")).toContain("PORTAL");
    expect(await codes("besa", "?kind=citizen-service")).toEqual(["TAX"]);
    expect(await codes("besa", "?mark=no-fallback")).toEqual(["TAX"]);
    expect(await codes("besa", "?mark=no-maintainer")).not.toContain("PORTAL");
    expect(await codes("besa", "?mark=essential")).toEqual(["PORTAL"]);
    expect(await codes("besa", "?tier=4")).toEqual([]);
    expect(await codes("besa", "?limit=1")).toHaveLength(1);
    expect((await api("besa").get("/systems?kind=thing")).status).toBe(422);
    expect((await api("besa").get("/systems?nonsense=1")).status).toBe(422);
  });
});

describe("history", () => {
  interface History {
    catalogue: { sentence: string; by: string; changes: unknown[] }[];
    incidents: { ref: string; states: { is: string }[]; acts: { sentence: string }[]; named: unknown[] }[];
  }
  const history = async (name: Name, code: string) =>
    (await api(name).get(`/systems/${code}/history`)).body as unknown as History;

  test("of the catalogue: who changed what, for those who keep it and the auditor, not for leadership", async () => {
    for (const name of ["ilir", "agron"] as const) {
      const line = (await history(name, "CHANGED")).catalogue.find(({ changes }) =>
        JSON.stringify(changes).includes('"to":["Pull the plug"]'),
      );
      expect(line).toMatchObject({ by: cast.mira.name, sentence: expect.stringContaining("CHANGED") });
    }
    expect((await history("arta", "CHANGED")).catalogue).toEqual([]);
  });

  test("in an incident: both axes and what was said, and the entries that name it", async () => {
    await api("besa").post(`/incidents/${incident.ref}/systems/states`, {
      systems: [{ code: "TAX", version: 0 }],
      state: "down",
      reason: "Nobody can file",
    });
    await make.addEntry(cast.besa, incident, { text: "Phones ring", systems: ["TAX"] });
    await make.addEntry(cast.besa, incident, { text: "For the command", systems: ["tax"], audience: "command" });
    const [inIncident] = (await history("besa", "TAX")).incidents;
    expect(inIncident).toMatchObject({
      ref: incident.ref,
      states: [{ is: "not_confirmed" }, { is: "down" }],
      compromises: [{ is: "not-assessed" }],
      acts: [{ sentence: expect.stringContaining("Nobody can file") }],
      named: [{ name: "TAX", entries: 2 }],
    });
    expect((await history("mira", "TAX")).incidents[0]?.named).toEqual([{ name: "TAX", entries: 1 }]);
    // A stranger to the incident keeps the catalogue and hears nothing of the incident; leadership reads no line of it.
    expect((await history("sam", "TAX")).incidents).toEqual([]);
    expect((await history("arta", "TAX")).incidents).toEqual([]);
  });
});
