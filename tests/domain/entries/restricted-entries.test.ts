import { beforeAll, expect, test } from "vitest";
import { calls } from "../../support/api";
import { type Cast, gather } from "../../support/cast";
import * as make from "../../support/make";
import { lines, newest, size } from "../../support/record";

let cast: Cast;
let incident: make.MadeIncident;
let red: { logNumber: number; id: string };
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
  red = await make.addRedEntry(cast.besa, incident, [cast.dritan], "Name of the suspect: canary-red");
});

const entry = (name: keyof Cast, number = red.logNumber) =>
  calls(cast[name].token).get(`/incidents/${incident.ref}/entries/${number}`);
const timeline = (name: keyof Cast) => calls(cast[name].token).get(`/incidents/${incident.ref}/entries`);
const readsOf = async (id: string) =>
  (await lines("entry.read")).filter(({ words, type, ...line }) => line.actor_id === id);

test("TLP:RED exists only with a list of names", async () => {
  const post = (said: Record<string, unknown>) =>
    calls(cast.besa.token).post(`/incidents/${incident.ref}/entries`, { text: "x", ...said });
  expect(await post({ tlp: "TLP:RED" })).toMatchObject({
    status: 422,
    body: { fields: { audience: "TLP:RED needs a list of named readers." } },
  });
  expect(await post({ tlp: "TLP:RED", audience: "command" })).toMatchObject({ status: 422 });
  expect(await post({ tlp: "TLP:RED", audience: "named" })).toMatchObject({
    status: 422,
    body: { fields: { readers: "Fill this in." } },
  });
  expect(await post({ tlp: "TLP:RED", audience: "named", readers: [] })).toMatchObject({ status: 422 });
  expect(await post({ tlp: "TLP:AMBER", audience: "named", readers: [cast.ilir.id] })).toMatchObject({ status: 201 });
});

test("whoever is not named finds nothing of it, whatever their role", async () => {
  for (const name of ["ilir", "mira", "arta", "agron", "piotr", "vera", "sam", "lule"] as const) {
    expect([name, (await entry(name)).status]).toEqual([name, 404]);
    expect((await timeline(name)).text).not.toContain("canary-red");
  }
});

test("author and named readers read it; who reads it is recorded, once per person, and not the author", async () => {
  expect((await entry("besa")).body).toMatchObject({
    text: "Name of the suspect: canary-red",
    readers: [cast.besa.name, cast.dritan.name],
  });
  expect(await readsOf(cast.besa.id)).toHaveLength(0);
  for (let reading = 0; reading < 3; reading += 1) {
    expect((await entry("dritan")).body).toMatchObject({ tlp: "TLP:RED" });
    expect((await timeline("dritan")).text).toContain("canary-red");
  }
  expect(await readsOf(cast.dritan.id)).toMatchObject([{ audience: "audit", incident_id: incident.id }]);
});

test("a restricted entry uses up a log number, but no page, count or neighbour tells what it is", async () => {
  const after = await make.addEntry(cast.ilir, incident, "After it");
  expect(after.logNumber).toBeGreaterThan(red.logNumber);
  const { body } = await calls(cast.ilir.token).get(`/incidents/${incident.ref}`);
  const { body: list } = await timeline("ilir");
  const numbered = (list["rows"] as { number?: number }[]).filter(({ number }) => number !== undefined);
  expect(body["entryCount"]).toBe(numbered.length);
});

test("a named reader who leaves the incident reads it no more", async () => {
  const other = await make.openIncident(cast, "With a leaver");
  const secret = await make.addRedEntry(cast.besa, other, [cast.lule]);
  expect((await calls(cast.lule.token).get(`/incidents/${other.ref}/entries/${secret.logNumber}`)).status).toBe(404);
});

test("the same key, sent again by someone else, opens nothing", async () => {
  const key = crypto.randomUUID();
  await make.addEntry(
    cast.besa,
    incident,
    { text: "Mine", tlp: "TLP:RED", audience: "named", readers: [cast.dritan.id] },
    key,
  );
  const { status, body } = await calls(cast.ilir.token).post(
    `/incidents/${incident.ref}/entries`,
    { text: "Mine" },
    { key },
  );
  expect(status).toBe(201);
  expect(body["id"]).toBe((await newest("entry.logged")).id);
});

test("an auditor's reading of the timeline is recorded once until there is something new", async () => {
  const before = await size("timeline.read");
  await timeline("agron");
  await timeline("agron");
  expect(await size("timeline.read")).toBe(before + 1);
  await make.addEntry(cast.ilir, incident, "Something new");
  await timeline("agron");
  expect(await size("timeline.read")).toBe(before + 2);
  await timeline("ilir");
  expect(await size("timeline.read")).toBe(before + 2);
});
