import { beforeAll, describe, expect, test } from "vitest";
import { type Answer, browses, calls } from "../../support/api";
import { type Cast, gather, type Member } from "../../support/cast";
import * as make from "../../support/make";
import { newest, size } from "../../support/record";

let cast: Cast;
let incident: make.MadeIncident;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
});

const add = (who: Member, said: Record<string, unknown>, at = incident): Promise<Answer> =>
  calls(who.token).post(`/incidents/${at.ref}/entries`, said);

test("the text alone is enough, and the answer is the receipt", async () => {
  const { status, body } = await add(cast.ilir, { text: "Portal answers again" });
  expect(status).toBe(201);
  expect(Object.keys(body).sort()).toEqual(["id", "leaf", "logNumber", "recordedAt", "seq"]);
  const line = await newest("entry.logged");
  expect(line).toMatchObject({
    id: body["id"],
    seq: body["seq"],
    log_number: body["logNumber"],
    actor_id: cast.ilir.id,
    actor_role: "AGENCY_STAFF",
    audience: "incident",
    tlp: "TLP:AMBER",
  });
  expect(line.words).toEqual({ text: "Portal answers again", basis: "fact" });
});

test("a browser's cookie does what a machine's token does", async () => {
  const { status } = await (await browses(cast.mira.token)).post(`/incidents/${incident.ref}/entries`, {
    text: "From the browser",
  });
  expect(status).toBe(201);
});

test("everything that was said comes back as it was said", async () => {
  const said = {
    text: "Ka rënë portali: 12 shërbime 👩‍🚒",
    kind: "finding",
    basis: "assessment",
    occurredAt: "2026-01-02T03:04:05.678Z",
    occurredUntil: "2026-01-02T04:04:05.678Z",
    precision: "between",
    tlp: "TLP:GREEN",
    audience: "command",
    key: true,
    writtenAt: "2026-01-02T05:00:00Z",
  };
  const { body } = await add(cast.besa, said);
  const { body: entry } = await calls(cast.besa.token).get(`/incidents/${incident.ref}/entries/${body["logNumber"]}`);
  expect(entry).toMatchObject({
    ...said,
    writtenAt: "2026-01-02T05:00:00.000Z",
    by: { name: cast.besa.name, role: "INCIDENT_COMMANDER" },
  });
});

test("log numbers of an incident have no gap and no twin, whoever writes at once", async () => {
  const other = await make.openIncident(cast, "Numbers");
  const receipts = await Promise.all(
    Array.from({ length: 30 }, (_, n) => make.addEntry(n % 2 ? cast.ilir : cast.mira, other, `Line ${n}`)),
  );
  expect(receipts.map(({ logNumber }) => logNumber).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 30 }, (_, n) => n + 1),
  );
});

test("to someone who is not in the incident it does not exist, and nothing is changed", async () => {
  const before = await size();
  for (const who of [cast.sam, cast.lule, cast.vera]) {
    const { status, body } = await add(who, { text: "Let me in" });
    expect([who.name, status, body["because"]]).toEqual([who.name, 404, "not-found"]);
  }
  const nowhere = await add(cast.ilir, { text: "x" }, { ...incident, ref: "INC-1999-01" });
  expect(nowhere.status).toBe(404);
  expect(await size()).toBe(before);
});

test("a disabled person, a false token and nobody at all are asked to sign in", async () => {
  const before = await size();
  expect((await add(cast.fatos, { text: "x" })).status).toBe(401);
  expect((await calls("x".repeat(43)).post(`/incidents/${incident.ref}/entries`, { text: "x" })).status).toBe(401);
  expect((await calls().post(`/incidents/${incident.ref}/entries`, { text: "x" })).status).toBe(401);
  expect(await size()).toBe(before);
});

describe("who reads only", () => {
  test.each(["arta", "agron"] as const)(
    "%s is refused in words, and the refusal is recorded for the auditor",
    async (name) => {
      const before = await size("entry.logged");
      const { status, body } = await add(cast[name], { text: "I was told" });
      expect(status).toBe(403);
      expect(body).toMatchObject({
        kind: "forbidden",
        because: "needs.entry.add",
        detail: "Writing in the log is for the people of this response. You can read.",
      });
      expect(await newest()).toMatchObject({
        type: "access.refused",
        actor_id: cast[name].id,
        audience: "audit",
        words: { verb: "entry.add", because: "needs.entry.add" },
      });
      expect(await size("entry.logged")).toBe(before);
    },
  );
});

test("an outside responder gets a counter of their own, and neither order nor leaf of the house", async () => {
  await add(cast.ilir, { text: "In between" });
  const first = await add(cast.piotr, { text: "Image of the server taken" });
  await add(cast.ilir, { text: "In between" });
  const second = await add(cast.piotr, { text: "Malware found" });
  expect(first.body).toMatchObject({ logNumber: 1 });
  expect(second.body).toMatchObject({ logNumber: 2 });
  for (const { body } of [first, second]) expect(Object.keys(body).sort()).toEqual(["id", "logNumber", "recordedAt"]);
  const { body: list } = await calls(cast.piotr.token).get(`/incidents/${incident.ref}/entries`);
  expect((list["rows"] as { number: number; text: string }[]).map(({ number, text }) => [number, text])).toEqual([
    [2, "Malware found"],
    [1, "Image of the server taken"],
  ]);
  const detail = await calls(cast.piotr.token).get(`/incidents/${incident.ref}/entries/2`);
  expect(detail.body).toMatchObject({ text: "Malware found", receipt: null });
});

test("a closed incident takes no entry, and says so; reopened, it does", async () => {
  const other = await make.openIncident(cast, "Soon over");
  await make.close(cast.besa, other);
  const refused = await add(cast.ilir, { text: "One thing more" }, other);
  expect(refused).toMatchObject({
    status: 409,
    body: {
      kind: "conflict",
      because: "incident-closed",
      detail: "Entry not accepted: this incident is closed. Your text is still here.",
    },
  });
  await make.phase(cast.besa, other, "containing");
  expect((await add(cast.ilir, { text: "One thing more" }, other)).status).toBe(201);
});

test("nothing has happened later than five minutes from now (T2)", async () => {
  const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  expect(await add(cast.ilir, { text: "x", occurredAt: inMinutes(6) })).toMatchObject({
    status: 422,
    body: { fields: { occurredAt: "This is in the future." } },
  });
  expect((await add(cast.ilir, { text: "x", occurredAt: inMinutes(4) })).status).toBe(201);
  const until = { text: "x", precision: "between", occurredAt: inMinutes(-6), occurredUntil: inMinutes(6) };
  expect((await add(cast.ilir, until)).status).toBe(422);
});

test("what waited on a device is written by its author or not at all, whoever is signed in there by now", async () => {
  const text = "Written by Ilir before Mira signed in";
  const waited = (who: Member, author: Member) =>
    calls(who.token).post(`/incidents/${incident.ref}/entries`, { text }, { headers: { "x-kulla-person": author.id } });
  const before = await size();
  const refused = await waited(cast.mira, cast.ilir);
  expect([refused.status, refused.body["because"]]).toEqual([401, "other-person"]);
  expect((await waited(cast.mira, cast.ilir)).status).toBe(401);
  expect(await size()).toBe(before);
  expect((await waited(cast.ilir, cast.ilir)).status).toBe(201);
  expect(await newest("entry.logged")).toMatchObject({ actor_id: cast.ilir.id });
});
