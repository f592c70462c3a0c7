import { beforeAll, describe, expect, test } from "vitest";
import { at, calls } from "../../support/api";
import { type Cast, gather } from "../../support/cast";
import { asRuntime, owner } from "../../support/database";
import * as make from "../../support/make";
import { codeFor, newKey, newProbe, posts, signedBy, type TestProbe } from "../../support/probe";
import { newest, size } from "../../support/record";

let cast: Cast;
let incident: make.MadeIncident;
let probe: TestProbe;
const portal = [{ code: "PORTAL", seen: "reachable" }];
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
  await make.addSystem(cast.besa, "PORTAL", cast.mira, { probe: "https://portal.example/" });
  await make.addSystem(cast.besa, "SECRET", cast.mira);
  probe = await newProbe(cast.besa);
});
const probes = async () => {
  const { body } = await calls(cast.besa.token).get("/probes");
  return new Map((body["rows"] as Record<string, unknown>[]).map((row) => [row["id"], row]));
};
const looks = async () => (await owner.query("SELECT seen, seen_at FROM outside_check ORDER BY id")).rows;
const minutes = (count: number) => new Date(Date.now() + count * 60_000);

describe("a probe comes in", () => {
  test("with a code that is good once, and shows the fingerprint of its key", async () => {
    const { id, code } = await codeFor(cast.dritan, "Elbasan", "Fibre");
    const { publicKey } = newKey();
    const answers = await Promise.all(
      [newKey().publicKey, publicKey].map((key) => calls(code).post("/probe/enrolment", { publicKey: key })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422]);
    expect((await probes()).get(id)).toMatchObject({
      point: "Elbasan",
      codeEndsAt: null,
      fingerprint: expect.stringMatching(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/),
    });
    expect((await newest("probe.enrolled")).words).toMatchObject({ point: "Elbasan" });
  });

  test("not with a wrong code, an old one, or a key of another kind", async () => {
    const { id, code } = await codeFor(cast.besa);
    expect(
      (await calls("0000-0000-0000-0000-0000-0000-00").post("/probe/enrolment", { publicKey: newKey().publicKey }))
        .status,
    ).toBe(422);
    expect((await calls(code).post("/probe/enrolment", { publicKey: "A".repeat(60) })).status).toBe(422);
    await owner.query("UPDATE probe SET code_ends_at = now() - interval '1 second' WHERE id = $1", [id]);
    expect((await calls(code).post("/probe/enrolment", { publicKey: newKey().publicKey })).status).toBe(422);
  });

  test("one of each name", async () => {
    await codeFor(cast.besa, "Durrës");
    expect((await calls(cast.besa.token).post("/probes", { point: "durrës", network: "x" })).status).toBe(409);
  });

  test.each(["ilir", "arta", "agron", "vera", "piotr"] as const)("not by %s", async (name) => {
    expect(await calls(cast[name].token).post("/probes", { point: "Mine", network: "Mine" })).toMatchObject({
      status: 403,
      body: { because: "needs.probe.add" },
    });
  });
});

describe("a probe's token", () => {
  test("opens its list, which names addresses of the catalogue and nothing else", async () => {
    expect((await calls(probe.token).get("/probe/list")).body).toEqual({
      intervalSeconds: 60,
      targets: [{ code: "PORTAL", address: "https://portal.example/" }],
    });
  });

  test("opens nothing of ours, for it is no person", async () => {
    for (const path of [
      "/systems",
      `/incidents/${incident.ref}/outside`,
      `/incidents/${incident.ref}/entries`,
      "/probes",
      "/incidents",
    ])
      expect([path, (await calls(probe.token).get(path)).status]).toEqual([path, 401]);
    expect((await calls(probe.token).post(`/incidents/${incident.ref}/entries`, { text: "x" })).status).toBe(401);
  });

  test("in the database, too, it sees itself and what was seen", async () => {
    const count = await asRuntime(async (client) => {
      await client.query("BEGIN");
      await client.query("SELECT set_config('app.token', $1, true)", [probe.token]);
      const tables = [
        "system",
        "system_plan",
        "incident",
        "person",
        "entry",
        "system_state",
        "session",
        "organisation",
      ];
      const found: [string, number][] = [];
      for (const table of tables) found.push([table, (await client.query(`SELECT 1 FROM ${table}`)).rows.length]);
      return found;
    });
    expect(count.filter(([, rows]) => rows > 0)).toEqual([]);
  });

  test("alone is a watch: nobody else is told addresses, or all that is known of the map, by its functions", async () => {
    const asked = (token: string) =>
      asRuntime(async (client) => {
        await client.query("BEGIN");
        await client.query("SELECT set_config('app.token', $1, true)", [token]);
        const { rows } = await client.query(
          "SELECT (SELECT count(*)::int FROM app.probe_list()) AS targets, app.watched('{detected}') IS NOT NULL AS map",
        );
        return rows[0];
      });
    expect(await asked(probe.token)).toEqual({ targets: 1, map: true });
    for (const token of [cast.besa.token, cast.vera.token, ""])
      expect(await asked(token)).toEqual({ targets: 0, map: false });
  });

  test("is the only one for these addresses", async () => {
    expect(await calls(cast.besa.token).get("/probe/list")).toMatchObject({
      status: 403,
      body: { because: "probe-only" },
    });
    expect((await calls().get("/probe/list")).status).toBe(401);
  });
});

describe("refused, and nothing is stored:", () => {
  const refusals: [string, number, () => Promise<{ status: number }>][] = [
    ["yesterday's result", 409, () => posts(probe, portal, { at: minutes(-24 * 60) })],
    ["one that is eleven minutes old", 409, () => posts(probe, portal, { at: minutes(-11) })],
    ["one of a clock far ahead", 409, () => posts(probe, portal, { at: minutes(11) })],
    [
      "a number that was used",
      409,
      async () => {
        await owner.query("UPDATE probe SET last_seq = 500 WHERE id = $1", [probe.id]);
        return posts(probe, portal, { seq: 500 });
      },
    ],
    ["a system that is not there", 422, () => posts(probe, [{ code: "NOWHERE", seen: "reachable" }], { seq: 600 })],
    [
      "a system without an address",
      422,
      () => posts(probe, [...portal, { code: "SECRET", seen: "reachable" }], { seq: 601 }),
    ],
    ["a system twice", 422, () => posts(probe, [...portal, ...portal], { seq: 602 })],
    ["a sight that is none", 422, () => posts(probe, [{ code: "PORTAL", seen: "great" }], { seq: 603 })],
    [
      "more than 64 kB",
      413,
      () =>
        calls(probe.token).send("POST", "/probe/results", undefined, {
          raw: `{"signed":"${"x".repeat(70_000)}"}`,
          headers: { "content-type": "application/json" },
        }),
    ],
    [
      "what was changed on the way",
      403,
      () => {
        const posted = signedBy(probe, portal, { seq: 604 });
        return calls(probe.token).post("/probe/results", {
          ...posted,
          signed: { ...posted.signed, results: [{ code: "PORTAL", seen: "not-reachable" }] },
        });
      },
    ],
  ];
  test.each(refusals)("%s", async (_what, status, act) => {
    const [seen, record] = [await looks(), await size("outside-check.probed")];
    expect((await act()).status).toBe(status);
    expect(await looks()).toEqual(seen);
    expect(await size("outside-check.probed")).toBe(record);
  });

  test("10 MB: answered before they have been read", async () => {
    let taken = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(stream) {
        taken += 1;
        if (taken > 160) stream.close();
        else stream.enqueue(new Uint8Array(65_536).fill(120));
      },
    });
    const answer = await fetch(at("/probe/results"), {
      method: "POST",
      body,
      duplex: "half",
      headers: { authorization: `Bearer ${probe.token}`, "content-type": "application/json" },
    } as RequestInit);
    expect(answer.status).toBe(413);
  });
});

test("what another key signed is refused and marks the probe, once", async () => {
  const other = await newProbe(cast.besa);
  const before = await size("probe.marked");
  const { key } = newKey();
  for (let n = 0; n < 2; n += 1)
    expect(await posts(other, portal, { key })).toMatchObject({ status: 403, body: { because: "probe-wrong-key" } });
  expect((await probes()).get(other.id)).toMatchObject({ markedAt: expect.any(String), heardAt: null });
  expect(await size("probe.marked")).toBe(before + 1);
});

test("a good result is heard, and the same one again is yesterday's", async () => {
  const other = await newProbe(cast.besa);
  const posted = signedBy(other, portal);
  const send = () => calls(other.token).post("/probe/results", posted);
  const answers = await Promise.all([send(), send()]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect((await probes()).get(other.id)).toMatchObject({ heardAt: expect.any(String), silentSince: null });
});

test("three intervals without a word, and a probe is silent since its last one", async () => {
  const other = await newProbe(cast.besa);
  await posts(other, []);
  const heard = (seconds: number) =>
    owner.query("UPDATE probe SET heard_at = now() - make_interval(secs => $2) WHERE id = $1", [other.id, seconds]);
  await heard(175);
  expect((await probes()).get(other.id)?.["silentSince"]).toBe(null);
  await heard(185);
  const row = (await probes()).get(other.id);
  expect(row?.["silentSince"]).toBe(row?.["heardAt"]);
  await posts(other, []);
  expect((await probes()).get(other.id)?.["silentSince"]).toBe(null);
});

test("one that was never heard after it came in is silent, too", async () => {
  const other = await newProbe(cast.besa);
  await owner.query("UPDATE probe SET enrolled_at = now() - interval '1 hour' WHERE id = $1", [other.id]);
  expect((await probes()).get(other.id)?.["silentSince"]).not.toBe(null);
});

describe("taken away", () => {
  test("its token opens nothing from that moment", async () => {
    const other = await newProbe(cast.besa);
    expect((await calls(cast.ilir.token).post(`/probes/${other.id}/revocation`, { reason: "Lost" })).status).toBe(403);
    expect((await posts(other, portal)).status).toBe(200);
    const revoke = () =>
      calls(cast.dritan.token).post(`/probes/${other.id}/revocation`, { reason: "The machine was lost" });
    expect((await Promise.all([revoke(), revoke()])).map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await posts(other, portal)).status).toBe(401);
    expect((await calls(other.token).get("/probe/list")).status).toBe(401);
    expect((await probes()).get(other.id)).toMatchObject({ revokedAt: expect.any(String), silentSince: null });
    expect((await newest("probe.revoked")).words).toMatchObject({ reason: "The machine was lost" });
  });

  test("before it came in, its code is good no more", async () => {
    const { id, code } = await codeFor(cast.besa);
    await calls(cast.besa.token).post(`/probes/${id}/revocation`, { reason: "Not needed" });
    expect((await calls(code).post("/probe/enrolment", { publicKey: newKey().publicKey })).status).toBe(422);
  });
});
