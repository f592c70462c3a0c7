import { beforeAll, expect, test } from "vitest";
import { calls } from "../../support/api";
import { type Cast, gather, type Name } from "../../support/cast";
import * as make from "../../support/make";
import { newest, size } from "../../support/record";

let cast: Cast;
let incident: make.MadeIncident;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
});

const issue = (name: Name, count: unknown, ref = incident.ref) =>
  calls(cast[name].token).post(`/incidents/${ref}/sheets`, { count });

test("numbers go on, are recorded, and are seen by those who read the timeline", async () => {
  expect(await issue("ilir", 20)).toMatchObject({ status: 201, body: { first: 1, last: 20 } });
  expect(await newest()).toMatchObject({ type: "sheet.issued", actor_id: cast.ilir.id, words: { first: 1, last: 20 } });
  expect((await issue("besa", 1)).body).toMatchObject({ first: 21, last: 21 });
  const shown = await calls(cast.mira.token).get(`/incidents/${incident.ref}/sheets`);
  expect(shown.body).toMatchObject({
    issue: { ok: true },
    rows: [{ first: 21 }, { first: 1, last: 20, issuedBy: cast.ilir.name }],
  });
  expect((await calls(cast.piotr.token).get(`/incidents/${incident.ref}/sheets`)).body).toMatchObject({
    rows: [],
    issue: { ok: false },
  });
});

test("no number is given twice, also at once", async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => issue(n % 2 ? "ilir" : "mira", 5)));
  const given = answers.flatMap(({ body }) => Array.from({ length: 5 }, (_, n) => Number(body["first"]) + n));
  expect(new Set(given).size).toBe(40);
});

test("another incident begins at 1", async () => {
  const other = await make.openIncident(cast, "Other");
  expect((await issue("ilir", 3, other.ref)).body).toMatchObject({ first: 1, last: 3 });
});

test("1 to 50 at a time", async () => {
  for (const count of [0, 51, 1.5, "20", undefined])
    expect([count, (await issue("ilir", count)).status]).toEqual([count, 422]);
});

test("for commander, authority and staff, while the incident is open; to strangers there is nothing", async () => {
  const before = await size("sheet.issued");
  for (const name of ["arta", "agron", "piotr"] as const)
    expect(await issue(name, 1)).toMatchObject({ status: 403, body: { because: "needs.sheet.issue" } });
  for (const name of ["sam", "lule", "vera"] as const)
    expect([name, (await issue(name, 1)).status]).toEqual([name, 404]);
  expect(await size("sheet.issued")).toBe(before);
  const closed = await make.openIncident(cast, "Closed");
  await make.close(cast.besa, closed);
  expect(await issue("besa", 1, closed.ref)).toMatchObject({ status: 403, body: { because: "refusal.closed" } });
});
