import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { calls } from "../../support/api";
import { as } from "../../support/as";
import { type Cast, gather } from "../../support/cast";
import * as make from "../../support/make";
import { size } from "../../support/record";

let cast: Cast;
let incident: make.MadeIncident;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
});

const send = (key: string | null, text: string, who: "ilir" | "mira" | "piotr" = "ilir") =>
  calls(cast[who].token).post(`/incidents/${incident.ref}/entries`, { text }, { key });

test("the same key again is the same receipt, and one entry", async () => {
  const key = randomUUID();
  const before = await size();
  const first = await send(key, "Once");
  const again = await send(key, "Once");
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.body).toEqual(first.body);
  expect(await size()).toBe(before + 1);
});

test("an outside responder's receipt, too, stays the same, whatever was written since", async () => {
  const key = randomUUID();
  const first = await send(key, "Once", "piotr");
  await send(randomUUID(), "Another", "piotr");
  expect((await send(key, "Once", "piotr")).body).toEqual(first.body);
});

test("twenty at once with one key are one entry and twenty equal receipts", async () => {
  const key = randomUUID();
  const before = await size();
  const answers = await Promise.all(Array.from({ length: 20 }, () => send(key, "All at once")));
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array(19).fill(200), 201]);
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(await size()).toBe(before + 1);
});

test("the same key with other content is a conflict, and nothing is written", async () => {
  const key = randomUUID();
  await send(key, "First words");
  const before = await size();
  const { status, body } = await send(key, "Other words");
  expect([status, body["because"]]).toEqual([409, "key-reused"]);
  expect(await size()).toBe(before);
});

test("two people may use the same key", async () => {
  const key = randomUUID();
  expect((await send(key, "Ilir's", "ilir")).status).toBe(201);
  expect((await send(key, "Mira's", "mira")).status).toBe(201);
});

test("without a key each sending is an entry; a key that is no UUID is told", async () => {
  const before = await size();
  await send(null, "No key");
  await send(null, "No key");
  expect(await size()).toBe(before + 2);
  expect(await send("again-and-again", "x")).toMatchObject({
    status: 422,
    body: { fields: { "Idempotency-Key": "This must be a UUID." } },
  });
});

test("other verbs keep to their keys as well: one incident, one correction", async () => {
  const key = randomUUID();
  const open = () => calls(cast.besa.token).post("/incidents", { name: "Opened once" }, { key });
  const [first, again] = [await open(), await open()];
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.body).toEqual(first.body);
  const atOnce = await Promise.all(
    Array.from({ length: 5 }, () =>
      calls(cast.besa.token).post(
        "/incidents",
        { name: "Opened at once" },
        { key: "00000000-0000-4000-8000-00000000000a" },
      ),
    ),
  );
  expect(new Set(atOnce.map(({ body }) => body["ref"])).size).toBe(1);
  expect(await calls(cast.besa.token).post("/incidents", { name: "Another name" }, { key })).toMatchObject({
    status: 409,
    body: { because: "key-reused" },
  });
});

test("any number of sendings of any text, in any order, make one entry each (G2)", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          text: fc.string({ minLength: 1, maxLength: 40, unit: "grapheme" }).filter((text) => text.trim() !== ""),
          times: fc.integer({ min: 1, max: 5 }),
        }),
        { minLength: 1, maxLength: 4 },
      ),
      async (sendings) => {
        const before = await size("entry.logged");
        // A session of its own for each run: together they write faster than one session may.
        const { post } = calls(await as(cast.ilir));
        const sent = sendings.flatMap(({ text, times }) => {
          const key = randomUUID();
          return Array.from({ length: times }, () => ({ key, text }));
        });
        const answers = await Promise.all(
          sent
            .toSorted(() => 0.5 - Math.random())
            .map(async ({ key, text }) => ({
              key,
              answer: await post(`/incidents/${incident.ref}/entries`, { text }, { key }),
            })),
        );
        const ids = new Map<unknown, Set<unknown>>();
        for (const { key, answer } of answers) ids.set(key, (ids.get(key) ?? new Set()).add(answer.body["id"]));
        expect([...ids.values()].every((found) => found.size === 1 && !found.has(undefined))).toBe(true);
        expect(await size("entry.logged")).toBe(before + sendings.length);
      },
    ),
    { numRuns: 60 },
  );
});
