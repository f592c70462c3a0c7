import { beforeAll, describe, expect, test } from "vitest";
import { type Answer, calls } from "../../support/api";
import { type Cast, gather, type Name } from "../../support/cast";
import { asRuntime, owner } from "../../support/database";
import * as make from "../../support/make";
import { newest, size } from "../../support/record";

let cast: Cast;
let incident: make.MadeIncident;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
});

const correct = (name: Name, number: number, said: Record<string, unknown> = {}, at = incident): Promise<Answer> =>
  calls(cast[name].token).post(`/incidents/${at.ref}/entries/${number}/corrections`, {
    text: "Two servers",
    reasonKind: "wrong-number",
    ...said,
  });
const read = (name: Name, number: number) =>
  calls(cast[name].token).get(`/incidents/${incident.ref}/entries/${number}`);

test("a correction is a new entry that says why; the first words stay", async () => {
  const first = await make.addEntry(cast.ilir, incident, {
    text: "Three servers",
    kind: "finding",
    basis: "assessment",
    occurredAt: "2026-01-02T03:04:00Z",
    key: true,
  });
  const { status, body } = await correct("ilir", first.logNumber, { reason: "Counted again" });
  expect(status).toBe(201);
  const receipt = body["receipt"] as { logNumber: number };
  expect(await newest()).toMatchObject({
    type: "entry.corrected",
    corrects_id: first.id,
    actor_id: cast.ilir.id,
    words: { text: "Two servers", reasonKind: "wrong-number", reason: "Counted again", basis: "assessment" },
  });
  expect((await read("mira", first.logNumber)).body).toMatchObject({
    text: "Three servers",
    correctedBy: { number: receipt.logNumber, reasonKind: "wrong-number" },
    abilities: { correct: { ok: false } },
  });
  const { body: corrected } = await read("mira", receipt.logNumber);
  expect(corrected).toMatchObject({
    text: "Two servers",
    kind: "finding",
    key: true,
    occurredAt: "2026-01-02T03:04:00.000Z",
    corrects: { number: first.logNumber, reason: "Counted again" },
  });
  expect((corrected["chain"] as { text: string }[]).map(({ text }) => text)).toEqual(["Three servers", "Two servers"]);
});

test("only the newest of a chain is corrected", async () => {
  const first = await make.addEntry(cast.ilir, incident);
  const second = await make.correct(cast.ilir, incident, first.logNumber);
  expect(await correct("ilir", first.logNumber)).toMatchObject({ status: 403, body: { because: "refusal.corrected" } });
  expect((await correct("ilir", second.receipt.logNumber ?? 0)).status).toBe(201);
});

test("two at once: one stands, the other is told and nothing of it is kept", async () => {
  const first = await make.addEntry(cast.ilir, incident);
  const before = await size("entry.corrected");
  const answers = await Promise.all([correct("ilir", first.logNumber), correct("besa", first.logNumber)]);
  const [stands, told] = answers.toSorted((a, b) => a.status - b.status);
  expect(stands?.status).toBe(201);
  expect([403, 409]).toContain(told?.status);
  expect(["refusal.corrected", "corrected-meanwhile"]).toContain(told?.body["because"]);
  expect(await size("entry.corrected")).toBe(before + 1);
});

test("readers, label and audience are inherited and cannot be widened", async () => {
  const red = await make.addRedEntry(cast.besa, incident, [cast.dritan]);
  expect(await correct("besa", red.logNumber, { audience: "incident" })).toMatchObject({
    status: 422,
    body: { fields: { audience: "This field is not known here." } },
  });
  expect(await correct("besa", red.logNumber, { tlp: "TLP:CLEAR" })).toMatchObject({ status: 422 });
  expect((await correct("besa", red.logNumber)).status).toBe(201);
  const line = await newest("entry.corrected");
  expect(line).toMatchObject({ audience: "named", tlp: "TLP:RED" });
  expect(line.readers.toSorted()).toEqual([cast.besa.id, cast.dritan.id].toSorted());
  expect((await read("ilir", line.log_number ?? 0)).status).toBe(404);
});

test("staff correct what their organisation wrote, outside responders their own, command and authority any (domain.md §4.2)", async () => {
  const own = await make.addEntry(cast.ilir, incident);
  expect(await correct("mira", own.logNumber)).toMatchObject({
    status: 403,
    body: { because: "refusal.not-yours", detail: expect.stringContaining("For other entries ask the commander.") },
  });
  expect(await newest()).toMatchObject({
    type: "access.refused",
    actor_id: cast.mira.id,
    incident_id: incident.id,
    words: { verb: "entry.correct" },
  });
  expect(
    await correct("arta", (await make.addEntry(cast.ilir, incident, { text: "Key", key: true })).logNumber),
  ).toMatchObject({ status: 403, body: { because: "needs.entry.correct" } });
  expect(await correct("agron", own.logNumber)).toMatchObject({
    status: 403,
    body: { because: "needs.entry.correct" },
  });
  expect((await correct("dritan", own.logNumber)).status).toBe(201);
  const colleagues = await make.addEntry(cast.besa, incident);
  expect((await correct("ilir", colleagues.logNumber)).status).toBe(201);
  const outside = await make.addEntry(cast.piotr, incident);
  expect((await correct("nadia", outside.logNumber)).status).toBe(404);
  expect((await correct("piotr", outside.logNumber)).status).toBe(201);
});

describe("a correction that its author does not see (ADR 021)", () => {
  /** What Piotr wrote, the number by which he knows it, and what the commander made of it. */
  async function overtaken() {
    const { number, logNumber } = await written();
    const theirs = await make.correct(cast.besa, incident, logNumber, { text: "Said by the commander" });
    return { number, logNumber, theirs: theirs.receipt.logNumber ?? 0 };
  }

  /** An entry of Piotr's: by his number and by that of the log, which he does not know. */
  async function written() {
    const { id } = await make.addEntry(cast.piotr, incident, "Two of our tools found it");
    const { body } = await calls(cast.piotr.token).get(`/incidents/${incident.ref}/entries`);
    const { rows } = await owner.query<{ log_number: number }>("SELECT log_number FROM entry WHERE id = $1", [id]);
    const own = (body["rows"] as { id: string; number: number }[]).find((row) => row.id === id);
    return { number: own?.number ?? 0, logNumber: Number(rows[0]?.log_number) };
  }

  test("is not corrected past: the refusal says that there is one, and neither its number, its author nor its words", async () => {
    const { number } = await overtaken();
    const before = await size("entry.corrected");
    const { status, body } = await correct("piotr", number);
    expect([status, body["because"]]).toEqual([403, "refusal.overtaken"]);
    expect(await size("entry.corrected")).toBe(before);
    const shown = (await read("piotr", number)).body;
    expect(shown).toMatchObject({
      correctedBy: null,
      abilities: { correct: { ok: false, because: "refusal.overtaken" } },
    });
    expect(shown["chain"]).toHaveLength(1);
    for (const told of [body, shown])
      for (const hidden of ["Said by the commander", cast.besa.name])
        expect(JSON.stringify(told)).not.toContain(hidden);
  });

  test("nor is the entry withdrawn under it", async () => {
    const { number } = await overtaken();
    expect(
      await calls(cast.piotr.token).post(`/incidents/${incident.ref}/entries/${number}/withdrawal`, {}),
    ).toMatchObject({ status: 403, body: { because: "refusal.overtaken" } });
  });

  test("when it was withdrawn, the author corrects again", async () => {
    const { number, theirs } = await overtaken();
    await make.withdraw(cast.besa, incident, theirs);
    expect((await correct("piotr", number)).status).toBe(201);
  });

  test("both at once: one stands", async () => {
    const { number, logNumber } = await written();
    const before = await size("entry.corrected");
    const answers = await Promise.all([correct("piotr", number), correct("besa", logNumber)]);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(await size("entry.corrected")).toBe(before + 1);
  });

  test("is one bit for the author alone: nobody learns it of an entry that they did not write", async () => {
    const { logNumber } = await overtaken();
    const { rows } = await owner.query("SELECT id FROM entry WHERE incident_id = $1 AND log_number = $2", [
      incident.id,
      logNumber,
    ]);
    const asks = (name: Name) =>
      asRuntime(async (client) => {
        await client.query("BEGIN");
        await client.query("SELECT app.begin($1, false)", [cast[name].token]);
        const { rows: found } = await client.query("SELECT app.is_overtaken($1) AS it", [rows[0]?.id]);
        return found[0]?.it;
      });
    expect(await asks("piotr")).toBe(true);
    for (const name of ["nadia", "sam", "vera", "arta"] as const)
      expect([name, await asks(name)]).toEqual([name, false]);
  });
});

test("to a stranger there is nothing to correct, and nothing is changed", async () => {
  const { logNumber } = await make.addEntry(cast.ilir, incident);
  const before = await size();
  for (const name of ["sam", "lule", "vera"] as const)
    expect([name, (await correct(name, logNumber)).status]).toEqual([name, 404]);
  expect((await correct("ilir", 9999)).status).toBe(404);
  expect(await size()).toBe(before);
});

test("a withdrawn entry is not corrected", async () => {
  const { logNumber } = await make.addEntry(cast.ilir, incident);
  await make.withdraw(cast.ilir, incident, logNumber);
  expect(await correct("ilir", logNumber)).toMatchObject({ status: 403, body: { because: "refusal.withdrawn" } });
});

test("a correction that its author withdrew corrects nothing: the entry before it is corrected again", async () => {
  const first = await make.addEntry(cast.ilir, incident, "Three servers");
  const slip = await make.correct(cast.ilir, incident, first.logNumber, { text: "Thirty servers" });
  await make.withdraw(cast.ilir, incident, slip.receipt.logNumber ?? 0);
  expect((await read("mira", first.logNumber)).body).toMatchObject({ correctedBy: null });
  expect(await correct("ilir", slip.receipt.logNumber ?? 0)).toMatchObject({
    status: 403,
    body: { because: "refusal.withdrawn" },
  });
  expect((await correct("ilir", first.logNumber)).status).toBe(201);
  const { body } = await read("mira", first.logNumber);
  expect(body["correctedBy"]).toMatchObject({ reasonKind: "wrong-number" });
  expect((body["chain"] as { text: string; withdrawnAfterSeconds: number | null }[]).map(({ text }) => text)).toEqual([
    "Three servers",
    "Thirty servers",
    "Two servers",
  ]);
});

test("why is needed: one of the list, and in words when it is another reason", async () => {
  const { logNumber } = await make.addEntry(cast.ilir, incident);
  expect(await correct("ilir", logNumber, { reasonKind: undefined })).toMatchObject({
    status: 422,
    body: { fields: { reasonKind: "Choose one of the list." } },
  });
  expect(await correct("ilir", logNumber, { reasonKind: "just-so" })).toMatchObject({
    status: 422,
    body: { fields: { reasonKind: "Choose one of the list." } },
  });
  expect(await correct("ilir", logNumber, { reasonKind: "other" })).toMatchObject({
    status: 422,
    body: { fields: { reason: "Say why, in one sentence." } },
  });
});

test("a wrong time is corrected by a time; the future is refused", async () => {
  const { logNumber } = await make.addEntry(cast.ilir, incident, {
    text: "x",
    precision: "about",
    occurredAt: "2026-01-02T03:00:00Z",
  });
  const future = new Date(Date.now() + 3_600_000).toISOString();
  expect(await correct("ilir", logNumber, { reasonKind: "wrong-time", occurredAt: future })).toMatchObject({
    status: 422,
    body: { fields: { occurredAt: "This is in the future." } },
  });
  const { body } = await correct("ilir", logNumber, {
    reasonKind: "wrong-time",
    occurredAt: "2026-01-02T04:00:00Z",
    precision: "exact",
  });
  const { logNumber: number } = body["receipt"] as { logNumber: number };
  expect((await read("ilir", number)).body).toMatchObject({
    occurredAt: "2026-01-02T04:00:00.000Z",
    precision: "exact",
  });
});

test("from between to exact: the second end goes", async () => {
  const between = {
    text: "x",
    precision: "between",
    occurredAt: "2026-01-02T03:00:00Z",
    occurredUntil: "2026-01-02T04:00:00Z",
  };
  const { logNumber } = await make.addEntry(cast.ilir, incident, between);
  const { status, body } = await correct("ilir", logNumber, { precision: "exact", occurredAt: "2026-01-02T03:30:00Z" });
  expect([status, body["fields"]]).toEqual([201, undefined]);
  const again = await make.addEntry(cast.ilir, incident, between);
  expect((await correct("ilir", again.logNumber)).status).toBe(201);
  expect((await read("ilir", again.logNumber + 1)).body).toMatchObject({
    precision: "between",
    occurredUntil: "2026-01-02T04:00:00.000Z",
  });
});
