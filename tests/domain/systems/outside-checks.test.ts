import { beforeAll, describe, expect, test } from "vitest";
import { type Answer, calls } from "../../support/api";
import { type Cast, gather, type Name } from "../../support/cast";
import { admin, owner } from "../../support/database";
import * as make from "../../support/make";
import { newProbe, posts, type TestProbe } from "../../support/probe";
import { lines, newest, size } from "../../support/record";

let cast: Cast;
let incident: make.MadeIncident;
let home: TestProbe;
let abroad: TestProbe;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
  await make.addSystem(cast.besa, "PORTAL", cast.mira, { probe: "https://portal.example/" });
  await make.addSystem(cast.besa, "TAX", cast.ilir, { probe: "https://tax.example/" });
  await make.addSystem(cast.besa, "MAIL", cast.mira);
  home = await newProbe(cast.besa, "Tirana, home line", "Home line");
  abroad = await newProbe(cast.besa, "Vienna", "University");
});

interface Side {
  verdict: string;
  points: number;
  against: number;
  looks: Record<string, unknown>[];
  disagreement: Record<string, unknown> | null;
}
interface Row {
  code: string;
  address: string | null;
  confirmed: { by: string | null; at: string } | null;
  view: { outside: Side; inside: Side };
}
async function outside(name: Name = "besa"): Promise<Map<string, Row>> {
  const { body } = await calls(cast[name].token).get(`/incidents/${incident.ref}/outside`);
  return new Map(((body["rows"] ?? []) as Row[]).map((row) => [row.code, row]));
}
const sideOf = async (code: string) => (await outside()).get(code)?.view.outside;
/** What the board says of the view from outside, where it is another one. */
async function boardMark(code: string): Promise<unknown> {
  const { body } = await calls(cast.besa.token).get(`/incidents/${incident.ref}/systems`);
  return (body["rows"] as Record<string, unknown>[]).find((row) => row["code"] === code)?.["otherwise"];
}
const add = (name: Name, code: string, said: Record<string, unknown> = {}): Promise<Answer> =>
  calls(cast[name].token).post(`/incidents/${incident.ref}/systems/${code}/outside-checks`, {
    point: "A café",
    network: "Phone",
    seen: "reachable",
    ...said,
  });
const resolve = (name: Name, code: string, reason = "Their line filters us"): Promise<Answer> =>
  calls(cast[name].token).post(`/incidents/${incident.ref}/systems/${code}/resolution`, { side: "outside", reason });
const state = async (code: string, to: string) => {
  const { rows } = await owner.query<{ version: number }>(
    "SELECT t.version FROM system_state t JOIN system s ON s.id = t.system_id WHERE s.code = $1 AND t.incident_id = $2",
    [code, incident.id],
  );
  const systems = [{ code, version: rows[0]?.version ?? 0 }];
  const { status } = await calls(cast.besa.token).post(`/incidents/${incident.ref}/systems/states`, {
    systems,
    state: to,
    reason: "Seen at the console",
  });
  expect(status).toBe(200);
};
/** Everything seen so far becomes older, as if time had passed. */
const later = (minutes: number) =>
  owner.query(
    "UPDATE outside_check SET seen_at = seen_at - make_interval(mins => $1), since = since - make_interval(mins => $1)",
    [minutes],
  );

describe("what people see", () => {
  test("is a line of the record, of its kind, and stands beside what we say", async () => {
    expect((await add("ilir", "PORTAL", { seen: "reachable", link: "https://example.org/shot" })).status).toBe(201);
    const [line] = await lines("outside-check.added", 1);
    expect(line).toMatchObject({
      actor_id: cast.ilir.id,
      audience: "incident",
      words: { code: "PORTAL", point: "A café", seen: "reachable" },
    });
    expect(await sideOf("PORTAL")).toMatchObject({
      verdict: "one-point",
      points: 1,
      looks: [{ by: cast.ilir.name, network: "Phone" }],
    });
  });

  test("a picture goes with it, and is there for whoever reads the line", async () => {
    const { body: file } = await calls(cast.mira.token).send("POST", `/incidents/${incident.ref}/files`, undefined, {
      raw: "a picture",
      headers: { "x-file-name": "seen.txt", "content-type": "text/plain" },
    });
    expect((await add("mira", "MAIL", { file: file["id"] })).status).toBe(201);
    expect((await calls(cast.agron.token).get(`/incidents/${incident.ref}/files/${file["id"]}`)).text).toBe(
      "a picture",
    );
    expect(await add("ilir", "MAIL", { file: file["id"] })).toMatchObject({
      status: 422,
      body: { fields: { file: expect.any(String) } },
    });
  });

  test.each([
    ["a place", { point: "" }],
    ["a sight that is none", { seen: "fine" }],
    ["a time to come", { occurredAt: new Date(Date.now() + 3_600_000).toISOString() }],
    ["a link that runs", { link: "javascript:alert(1)" }],
  ])("%s is refused, and nothing changes", async (_what, said) => {
    const before = await size();
    expect((await add("besa", "PORTAL", said)).status).toBe(422);
    expect(await size()).toBe(before);
  });

  test.each([
    ["arta", 403],
    ["agron", 403],
    ["piotr", 404],
    ["sam", 404],
    ["lule", 404],
    ["vera", 404],
  ] as const)("%s says nothing of it: %i", async (name, status) => {
    expect((await add(name, "PORTAL")).status).toBe(status);
  });

  test("leadership reads what was seen and no address; outside responders nothing", async () => {
    const rows = await outside("arta");
    expect(rows.get("PORTAL")?.view.outside.looks).toHaveLength(1);
    expect([...rows.values()].map(({ address }) => address)).toEqual([null, null]);
    expect((await outside("piotr")).size).toBe(0);
  });
});

describe("confirmed from outside", () => {
  test("two independent points within the window, and not one", async () => {
    await later(60);
    expect((await sideOf("PORTAL"))?.verdict).toBe("stale");
    await posts(home, [{ code: "PORTAL", seen: "reachable" }]);
    expect((await sideOf("PORTAL"))?.verdict).toBe("one-point");
    await posts(abroad, [{ code: "PORTAL", seen: "slow", detail: "7 s" }]);
    expect(await sideOf("PORTAL")).toMatchObject({ verdict: "agree", points: 2, against: 0 });
  });

  test("a look that agrees confirms our own state, without being a change that somebody else would miss", async () => {
    await state("TAX", "degraded");
    await state("TAX", "operational");
    const read = async () =>
      (
        await owner.query(
          "SELECT t.confirmed_at, t.version FROM system_state t JOIN system s ON s.id = t.system_id WHERE s.code = 'TAX'",
        )
      ).rows[0];
    await owner.query("UPDATE system_state SET confirmed_at = now() - interval '5 hours'");
    const old = await read();
    await posts(home, [{ code: "TAX", seen: "not-reachable" }]);
    expect(await read()).toEqual(old);
    await posts(home, [{ code: "TAX", seen: "reachable" }]);
    const fresh = await read();
    expect(fresh.version).toBe(old.version);
    expect(fresh.confirmed_at > old.confirmed_at).toBe(true);
    expect((await outside()).get("TAX")?.confirmed?.by).toBe(null);
  });
});

test("of a system nobody has spoken of it is the first confirmation, and a form that was open before still counts", async () => {
  await make.addSystem(cast.besa, "FRESH", cast.mira, { probe: "https://new.example/" });
  await posts(home, [{ code: "FRESH", seen: "reachable" }]);
  const { body } = await calls(cast.besa.token).get(`/incidents/${incident.ref}/systems`);
  const row = (body["rows"] as Record<string, unknown>[]).find(({ code }) => code === "FRESH");
  expect(row).toMatchObject({ shown: "operational", version: 0, confirmed: { by: null } });
  await state("FRESH", "down");
  expect(await size("system.change-missed")).toBe(0);
});

describe("a disagreement", () => {
  test("is recorded once, however many points and results say so, and is over when a look agrees", async () => {
    const [before, over] = [await size("outside-check.disagreed"), await size("outside-check.agreed")];
    for (let n = 0; n < 3; n += 1)
      for (const probe of [home, abroad]) await posts(probe, [{ code: "PORTAL", seen: "not-reachable" }]);
    await add("ilir", "PORTAL", { seen: "wrong-content" });
    expect(await size("outside-check.disagreed")).toBe(before + 1);
    expect(await newest("outside-check.disagreed")).toMatchObject({
      actor_id: null,
      audience: "incident",
      words: { code: "PORTAL", side: "outside", state: "operational", seen: "not-reachable" },
    });
    expect((await sideOf("PORTAL"))?.disagreement).toMatchObject({ seen: "not-reachable", resolvedAt: null });
    expect(await boardMark("PORTAL")).toBe("not-reachable");
    await posts(home, [{ code: "PORTAL", seen: "reachable" }]);
    expect((await sideOf("PORTAL"))?.disagreement, "one point does not outvote two").not.toBe(null);
    await posts(abroad, [{ code: "PORTAL", seen: "reachable" }]);
    expect((await sideOf("PORTAL"))?.disagreement).toBe(null);
    expect(await size("outside-check.agreed")).toBe(over + 1);
    expect(await boardMark("PORTAL")).toBe(null);
  });

  test("two points at the same moment make one line", async () => {
    const before = await size("outside-check.disagreed");
    const answers = await Promise.all(
      [home, abroad].map((probe) => posts(probe, [{ code: "TAX", seen: "certificate" }])),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await size("outside-check.disagreed")).toBe(before + 1);
  });

  test("stays marked when nobody looks any more, until somebody says why", async () => {
    await later(60);
    expect(await sideOf("TAX")).toMatchObject({ verdict: "stale", disagreement: { resolvedAt: null } });
    expect(await resolve("mira", "TAX"), "not of her organisation").toMatchObject({
      status: 403,
      body: { because: "refusal.not-your-system" },
    });
    expect(await resolve("arta", "TAX")).toMatchObject({ status: 403 });
    expect(await resolve("besa", "TAX", "")).toMatchObject({ status: 422 });
    const answers = await Promise.all([resolve("ilir", "TAX"), resolve("besa", "TAX")]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await sideOf("TAX"))?.disagreement).toMatchObject({ reason: "Their line filters us" });
    expect((await newest("outside-check.resolved")).words).toMatchObject({
      code: "TAX",
      reason: "Their line filters us",
    });
  });

  test("what was explained is not said again while it stays as it is, and is when it comes anew", async () => {
    const before = await size("outside-check.disagreed");
    await posts(home, [{ code: "TAX", seen: "certificate" }]);
    expect(await size("outside-check.disagreed")).toBe(before);
    await posts(home, [{ code: "TAX", seen: "reachable" }]);
    await posts(home, [{ code: "TAX", seen: "certificate" }]);
    expect(await size("outside-check.disagreed")).toBe(before + 1);
  });

  test("goes with the state it was about: what is called down and is not reached agrees", async () => {
    await posts(home, [{ code: "TAX", seen: "not-reachable" }]);
    await state("TAX", "down");
    expect((await sideOf("TAX"))?.disagreement).toBe(null);
    await posts(home, [{ code: "TAX", seen: "not-reachable" }]);
    await posts(abroad, [{ code: "TAX", seen: "not-reachable" }]);
    expect((await sideOf("TAX"))?.verdict).toBe("agree");
  });

  test("from the other side: what is called down and answers", async () => {
    await posts(home, [{ code: "TAX", seen: "reachable" }]);
    expect((await newest("outside-check.disagreed")).words).toMatchObject({
      code: "TAX",
      state: "down",
      seen: "reachable",
    });
  });
});

test("what a probe saw is kept for the inquiry when it changes, and only then", async () => {
  await posts(home, [{ code: "PORTAL", seen: "reachable" }]);
  const before = await size("outside-check.probed");
  await posts(home, [{ code: "PORTAL", seen: "reachable" }]);
  expect(await size("outside-check.probed")).toBe(before);
  await posts(home, [{ code: "PORTAL", seen: "slow" }]);
  expect(await newest("outside-check.probed")).toMatchObject({
    audience: "audit",
    words: { point: "Tirana, home line", seen: "slow" },
  });
});

test("a closed incident is looked at no more", async () => {
  const closed = await make.openIncident(cast, "Over");
  await make.close(cast.besa, closed);
  await posts(home, [{ code: "PORTAL", seen: "slow" }]);
  const { rows } = await admin.query("SELECT 1 FROM outside_check WHERE incident_id = $1", [closed.id]);
  expect(rows).toEqual([]);
  expect(
    await calls(cast.besa.token).post(`/incidents/${closed.ref}/systems/PORTAL/outside-checks`, {
      point: "x",
      network: "y",
      seen: "slow",
    }),
  ).toMatchObject({
    status: 403,
    body: { because: "refusal.closed" },
  });
});
