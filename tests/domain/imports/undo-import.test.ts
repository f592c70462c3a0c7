import { beforeAll, expect, test } from "vitest";
import { calls } from "../../support/api";
import { type Cast, gather, type Name } from "../../support/cast";
import { age } from "../../support/clock";
import * as make from "../../support/make";
import { lines, newest, size } from "../../support/record";

let cast: Cast;
let incident: make.MadeIncident;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
});

const undo = (name: Name, id: string, reason = "The wrong file", ref = incident.ref) =>
  calls(cast[name].token).post(`/incidents/${ref}/imports/${id}/withdrawal`, { reason });
const read = (name: Name, number: number) =>
  calls(cast[name].token).get(`/incidents/${incident.ref}/entries/${number}`);

test("every entry is withdrawn by a line that says why, whenever it was; every line stays", async () => {
  const { id, first } = await make.importRows(cast.ilir, incident, 3);
  await age("entry", (await newest("entry.logged")).id, 3600);
  const before = await size();
  expect(await undo("ilir", id)).toMatchObject({ status: 201, body: { withdrawn: 3, kept: 0 } });
  expect(await size()).toBe(before + 4);
  const [last, , , act] = await lines(undefined, 4);
  expect(act).toMatchObject({ type: "import.undone", words: { count: 3, kept: 0, reason: "The wrong file" } });
  expect(last).toMatchObject({
    type: "entry.undone",
    actor_id: cast.ilir.id,
    log_number: first + 5,
    words: { reason: "The wrong file" },
  });
  expect((await read("mira", first)).body).toMatchObject({ text: "Row 1", withdrawnAfterSeconds: expect.any(Number) });
  expect((await calls(cast.mira.token).get(`/incidents/${incident.ref}/imports/${id}`)).body).toMatchObject({
    withdrawn: 3,
    undoneBy: cast.ilir.name,
    undoneReason: "The wrong file",
  });
});

test("what was corrected or withdrawn before stays as it is", async () => {
  const { id, first } = await make.importRows(cast.ilir, incident, 3);
  await make.correct(cast.besa, incident, first + 1);
  await make.withdraw(cast.ilir, incident, first + 2);
  expect((await undo("ilir", id)).body).toMatchObject({ withdrawn: 1, kept: 2 });
  expect((await read("mira", first + 1)).body).toMatchObject({ withdrawnAfterSeconds: null });
});

test("whoever imported and the commander take it back; others are told who may, and to strangers there is nothing", async () => {
  const { id } = await make.importRows(cast.ilir, incident, 1);
  for (const name of ["dritan", "mira"] as const)
    expect(await undo(name, id)).toMatchObject({ status: 403, body: { because: "refusal.not-your-import" } });
  expect(await undo("agron", id)).toMatchObject({ status: 403, body: { because: "needs.import.undo" } });
  const before = await size();
  for (const name of ["arta", "piotr", "sam", "lule", "vera"] as const)
    expect([name, (await undo(name, id)).status]).toEqual([name, 404]);
  expect(await size()).toBe(before);
  expect((await undo("besa", id)).status).toBe(201);
});

test("only once, also at once, and not without a reason", async () => {
  const { id } = await make.importRows(cast.ilir, incident, 2);
  expect(await undo("ilir", id, "")).toMatchObject({
    status: 422,
    body: { fields: { reason: "Say why, in one sentence." } },
  });
  const answers = await Promise.all([undo("ilir", id), undo("besa", id)]);
  expect(answers.map(({ status }) => status === 201).toSorted()).toEqual([false, true]);
  expect(await undo("besa", id)).toMatchObject({ status: 403, body: { because: "refusal.undone" } });
  expect((await size("import.undone")) > 0).toBe(true);
});

test("corrected and undone at once: an entry is never both", async () => {
  const { id, first } = await make.importRows(cast.ilir, incident, 1);
  const [undone, corrected] = await Promise.all([
    undo("besa", id),
    calls(cast.ilir.token).post(`/incidents/${incident.ref}/entries/${first}/corrections`, {
      text: "x",
      reasonKind: "unclear",
    }),
  ]);
  expect(undone.status).toBe(201);
  expect(Number(undone.body["withdrawn"]) + (corrected.status === 201 ? 1 : 0)).toBe(1);
});

test("after the incident is closed nothing is taken back", async () => {
  const closed = await make.openIncident(cast, "Closed");
  const { id } = await make.importRows(cast.ilir, closed, 1);
  await make.close(cast.besa, closed);
  expect(await undo("ilir", id, "Too late", closed.ref)).toMatchObject({
    status: 403,
    body: { because: "refusal.closed" },
  });
});

test("an import of another incident is not found here", async () => {
  const other = await make.openIncident(cast, "Other");
  const { id } = await make.importRows(cast.ilir, other, 1);
  expect((await undo("ilir", id)).status).toBe(404);
});
