import { beforeAll, expect, test } from "vitest";
import { type Answer, calls } from "../../support/api";
import { type Cast, gather, type Name } from "../../support/cast";
import { age } from "../../support/clock";
import * as make from "../../support/make";
import { newest, size } from "../../support/record";

let cast: Cast;
let incident: make.MadeIncident;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
});

const withdraw = (name: Name, number: number): Promise<Answer> =>
  calls(cast[name].token).post(`/incidents/${incident.ref}/entries/${number}/withdrawal`);
const read = (name: Name, number: number) =>
  calls(cast[name].token).get(`/incidents/${incident.ref}/entries/${number}`);

test("within a minute the author withdraws; the line stays, marked", async () => {
  const { id, logNumber } = await make.addEntry(cast.ilir, incident, "Wrong window");
  expect((await read("ilir", logNumber)).body).toMatchObject({
    canWithdrawUntil: expect.any(String),
    abilities: { withdraw: { ok: true } },
  });
  const { status, body } = await withdraw("ilir", logNumber);
  expect([status, body["afterSeconds"]]).toEqual([201, expect.any(Number)]);
  expect(await newest()).toMatchObject({
    type: "entry.withdrawn",
    withdraws_id: id,
    actor_id: cast.ilir.id,
    log_number: logNumber + 1,
  });
  expect((await read("mira", logNumber)).body).toMatchObject({
    text: "Wrong window",
    withdrawnAfterSeconds: body["afterSeconds"],
    canWithdrawUntil: null,
  });
});

test("59 seconds are in time, 61 are not", async () => {
  const [early, late] = [await make.addEntry(cast.ilir, incident), await make.addEntry(cast.ilir, incident)];
  await age("entry", early.id, 58);
  await age("entry", late.id, 61);
  expect((await withdraw("ilir", early.logNumber)).status).toBe(201);
  expect((await read("ilir", late.logNumber)).body).toMatchObject({ canWithdrawUntil: null });
  expect(await withdraw("ilir", late.logNumber)).toMatchObject({
    status: 403,
    body: { because: "refusal.too-late", detail: "An entry can be withdrawn within 60 seconds. You can correct it." },
  });
});

test("nobody withdraws for another, the commander neither", async () => {
  const { logNumber } = await make.addEntry(cast.ilir, incident, { text: "Mine", key: true });
  for (const name of ["besa", "dritan", "mira"] as const)
    expect([name, (await withdraw(name, logNumber)).body["because"]]).toEqual([name, "refusal.not-yours"]);
  for (const name of ["arta", "agron"] as const)
    expect([name, (await withdraw(name, logNumber)).body["because"]]).toEqual([name, "needs.entry.withdraw"]);
  const before = await size();
  for (const name of ["piotr", "nadia", "sam", "lule", "vera"] as const)
    expect([name, (await withdraw(name, logNumber)).status]).toEqual([name, 404]);
  expect(await size()).toBe(before);
});

test("what is withdrawn or corrected is not withdrawn again", async () => {
  const { logNumber } = await make.addEntry(cast.ilir, incident);
  await withdraw("ilir", logNumber);
  expect(await withdraw("ilir", logNumber)).toMatchObject({ status: 403, body: { because: "refusal.withdrawn" } });
  const other = await make.addEntry(cast.ilir, incident);
  await make.correct(cast.ilir, incident, other.logNumber);
  expect(await withdraw("ilir", other.logNumber)).toMatchObject({
    status: 403,
    body: { because: "refusal.corrected" },
  });
});

test("withdrawn and corrected at once: one of the two", async () => {
  const { logNumber } = await make.addEntry(cast.ilir, incident);
  const before = await size("entry.withdrawn");
  const [gone, corrected] = await Promise.all([
    withdraw("ilir", logNumber),
    calls(cast.besa.token).post(`/incidents/${incident.ref}/entries/${logNumber}/corrections`, {
      text: "x",
      reasonKind: "unclear",
    }),
  ]);
  expect([gone.status, corrected.status].filter((status) => status === 201)).toHaveLength(1);
  expect(await size("entry.withdrawn")).toBe(before + (gone.status === 201 ? 1 : 0));
});

test("an outside responder withdraws their own; a restricted entry's withdrawal stays restricted", async () => {
  const { logNumber } = await make.addEntry(cast.piotr, incident);
  expect((await withdraw("piotr", logNumber)).status).toBe(201);
  const red = await make.addRedEntry(cast.besa, incident, [cast.dritan]);
  expect((await withdraw("besa", red.logNumber)).status).toBe(201);
  const line = await newest("entry.withdrawn");
  expect(line).toMatchObject({ audience: "named", tlp: "TLP:RED" });
  expect(line.readers.toSorted()).toEqual([cast.besa.id, cast.dritan.id].toSorted());
});
