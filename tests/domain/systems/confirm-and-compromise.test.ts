import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Answer, calls } from "../../support/api";
import { type Cast, gather, type Name } from "../../support/cast";
import * as make from "../../support/make";
import { newest, size } from "../../support/record";

let cast: Cast;
let incident: make.MadeIncident;
beforeAll(async () => {
  cast = await gather();
  await make.addSystem(cast.besa, "NET", cast.mira);
  await make.addSystem(cast.besa, "TAX", cast.ilir);
});
beforeEach(async () => {
  incident = await make.openIncident(cast);
});

interface Row {
  code: string;
  state: string;
  shown: string;
  compromise: string;
  version: number;
  since: string | null;
  confirmed: { by: string } | null;
}
async function row(code: string, of = incident): Promise<Row> {
  const { body } = await calls(cast.besa.token).get(`/incidents/${of.ref}/systems`);
  return (body["rows"] as Row[]).find((one) => one.code === code) as Row;
}
const confirm = (name: Name, code: string, version: unknown, of = incident): Promise<Answer> =>
  calls(cast[name].token).post(`/incidents/${of.ref}/systems/${code}/confirmation`, { version });
const compromise = (name: Name, code: string, said: Record<string, unknown>, of = incident): Promise<Answer> =>
  calls(cast[name].token).post(`/incidents/${of.ref}/systems/${code}/compromise`, {
    version: 0,
    compromise: "suspected",
    reason: "A web shell was found",
    ...said,
  });

describe("still so", () => {
  test("somebody who looked confirms what nobody had said anything of yet, and it is on record", async () => {
    expect((await row("NET")).shown).toBe("not_confirmed");
    expect(await confirm("mira", "NET", 0)).toMatchObject({ status: 200, body: { version: 1 } });
    expect(await row("NET")).toMatchObject({
      shown: "operational",
      since: null,
      confirmed: { by: cast.mira.name },
      version: 1,
    });
    expect(await newest()).toMatchObject({
      type: "system.state-confirmed",
      actor_id: cast.mira.id,
      words: { code: "NET", state: "operational" },
    });
  });

  test("two at once: the second is told who was there", async () => {
    const answers = await Promise.all([confirm("besa", "NET", 0), confirm("mira", "NET", 0)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409);
    const won = answers[0]?.status === 200 ? cast.besa.name : cast.mira.name;
    expect(lost?.body).toMatchObject({ because: "system-changed", detail: expect.stringContaining(won) });
    expect((await row("NET")).version).toBe(1);
  });

  test.each([-1, "x", 1.5, null])("the version %s is refused at its field", async (version) => {
    const before = await size();
    expect(await confirm("besa", "NET", version)).toMatchObject({ status: 422, body: { fields: expect.any(Object) } });
    expect(await size()).toBe(before);
  });

  test("sending again is harmless", async () => {
    const key = crypto.randomUUID();
    const send = () =>
      calls(cast.besa.token).post(`/incidents/${incident.ref}/systems/NET/confirmation`, { version: 0 }, { key });
    const [first, second] = [await send(), await send()];
    expect(second.body).toEqual(first.body);
    expect((await row("NET")).version).toBe(1);
  });
});

describe("broken into", () => {
  test("it is on record with what it was and why, and says nothing of whether the system works", async () => {
    expect((await compromise("mira", "NET", { occurredAt: "2026-01-02T03:04:05Z" })).status).toBe(200);
    expect(await row("NET")).toMatchObject({
      compromise: "suspected",
      state: "operational",
      shown: "not_confirmed",
      confirmed: null,
      since: null,
    });
    expect(await newest()).toMatchObject({
      type: "system.compromise-set",
      words: { from: "not-assessed", to: "suspected", reason: "A web shell was found" },
    });
  });

  test("only legal moves, and not the same again", async () => {
    expect(await compromise("besa", "NET", { compromise: "verified-clean" })).toMatchObject({
      status: 409,
      body: { because: "illegal-move" },
    });
    expect(await compromise("besa", "NET", { compromise: "not-assessed" })).toMatchObject({
      status: 409,
      body: { because: "already-so" },
    });
  });

  test("who decided by an old picture is told who changed it, and nothing is written", async () => {
    await compromise("besa", "NET", {});
    expect(await compromise("mira", "NET", { compromise: "confirmed" })).toMatchObject({
      status: 409,
      body: { because: "system-changed", detail: expect.stringContaining(cast.besa.name) },
    });
    expect((await row("NET")).compromise).toBe("suspected");
  });

  test.each([
    [{ compromise: "rather" }, "compromise"],
    [{ reason: "" }, "reason"],
    [{ reason: "x".repeat(501) }, "reason"],
    [{ occurredAt: "yesterday" }, "occurredAt"],
    [{ more: 1 }, "more"],
  ])("%o is refused at its field and changes nothing", async (said, field) => {
    const { status, body } = await compromise("besa", "NET", said);
    expect([status, Object.keys(body["fields"] as object)]).toEqual([422, [field]]);
    expect((await row("NET")).version).toBe(0);
  });

  test("it cannot have happened in the future", async () => {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    expect((await compromise("besa", "NET", { occurredAt: tomorrow })).status).toBe(422);
    expect((await row("NET")).version).toBe(0);
  });
});

describe.each([
  ["still so", (name: Name, code: string, of?: make.MadeIncident) => confirm(name, code, 0, of), "confirm-state"],
  [
    "broken into",
    (name: Name, code: string, of?: make.MadeIncident) => compromise(name, code, {}, of),
    "set-compromise",
  ],
] as const)("who may say %s", (_what, act, verb) => {
  test("staff not of another organisation's system", async () => {
    expect(await act("mira", "TAX")).toMatchObject({ status: 403, body: { because: "refusal.not-your-system" } });
  });

  test.each(["arta", "agron"] as const)("%s only reads, and the attempt is on record", async (name) => {
    expect(await act(name, "NET")).toMatchObject({ status: 403, body: { because: `needs.system.${verb}` } });
    expect(await newest()).toMatchObject({ type: "access.refused", actor_id: cast[name].id });
  });

  test.each(["piotr", "sam", "lule", "vera"] as const)("to %s it does not exist", async (name) => {
    expect((await act(name, "NET")).status).toBe(404);
  });

  test("a system that is not there, and a closed incident", async () => {
    expect((await act("besa", "NOWHERE")).status).toBe(404);
    const closed = await make.openIncident(cast, "Over");
    await make.close(cast.besa, closed);
    expect(await act("besa", "NET", closed)).toMatchObject({ status: 403, body: { because: "refusal.closed" } });
    expect((await row("NET")).version).toBe(0);
  });
});
