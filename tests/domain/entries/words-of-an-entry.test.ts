import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { browses, calls } from "../../support/api";
import { type Cast, gather, type Member } from "../../support/cast";
import * as make from "../../support/make";
import { newest, size } from "../../support/record";

let cast: Cast;
let incident: make.MadeIncident;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
});

const add = (who: Member, said: Record<string, unknown>, key: string = randomUUID()) =>
  calls(who.token).post(`/incidents/${incident.ref}/entries`, { text: "Mail is down", ...said }, { key });
const shown = async (who: Member, number: unknown) =>
  (await calls(who.token).get(`/incidents/${incident.ref}/entries/${String(number)}`)).body;

test("systems, techniques, ground, source and grade are kept in the words and come back", async () => {
  const said = {
    systems: ["Posta qeveritare", "GovNet"],
    attack: ["T1485", "T1059.001"],
    basis: "assessment",
    sourceKind: "system",
    admiralty: "B2",
  };
  const { status, body } = await add(cast.ilir, said);
  expect(status).toBe(201);
  expect((await newest("entry.logged")).words).toEqual({ text: "Mail is down", ...said });
  expect(await shown(cast.mira, body["logNumber"])).toMatchObject({
    ...said,
    attack: [
      { id: "T1485", name: "" },
      { id: "T1059.001", name: "" },
    ],
  });
});

test("said twice, a system or a technique is kept once; nothing said keeps nothing", async () => {
  await add(cast.ilir, { systems: [" GovNet", "GovNet"], attack: ["T1485", "T1485"] });
  expect((await newest("entry.logged")).words).toMatchObject({ systems: ["GovNet"], attack: ["T1485"] });
  await add(cast.ilir, {
    systems: [],
    attack: [],
    mentions: [],
    files: [],
    onBehalfOf: "",
    admiralty: "",
    sourceKind: "",
  });
  expect((await newest("entry.logged")).words).toEqual({ text: "Mail is down", basis: "fact" });
});

test("a plain form sends systems with commas between them", async () => {
  const form = new URLSearchParams({ text: "Without a script", systems: "GovNet, Posta ,,", sourceKind: "observed" });
  const { status } = await (await browses(cast.mira.token)).post(`/incidents/${incident.ref}/entries`, undefined, {
    raw: form.toString(),
    headers: { "content-type": "application/x-www-form-urlencoded" },
  });
  expect(status).toBe(303);
  expect((await newest("entry.logged")).words).toEqual({
    text: "Without a script",
    basis: "fact",
    systems: ["GovNet", "Posta"],
    sourceKind: "observed",
  });
});

describe("numbers of entries", () => {
  test("that exist for the writer are kept; others stay plain text", async () => {
    const first = await make.addEntry(cast.ilir, incident, "First");
    const red = await make.addRedEntry(cast.besa, incident, [cast.dritan], "Secret");
    await add(cast.ilir, { mentions: [999_999, red.logNumber, first.logNumber, first.logNumber] });
    expect((await newest("entry.logged")).words["mentions"]).toEqual([first.logNumber]);
    await add(cast.ilir, { mentions: [red.logNumber] });
    expect((await newest("entry.logged")).words).not.toHaveProperty("mentions");
  });

  test("mean nothing from outside responders, who count for themselves, and are not shown to them", async () => {
    const first = await make.addEntry(cast.ilir, incident, "First");
    await add(cast.piotr, { text: "As in #1", mentions: [1] });
    expect((await newest("entry.logged")).words).not.toHaveProperty("mentions");
    const { body } = await add(cast.ilir, {
      text: "For Piotr",
      mentions: [first.logNumber],
      audience: "named",
      readers: [cast.piotr.id],
    });
    expect(await shown(cast.ilir, body["logNumber"])).toMatchObject({ mentions: [first.logNumber] });
    const { body: list } = await calls(cast.piotr.token).get(`/incidents/${incident.ref}/entries`);
    const [theirs] = list["rows"] as Record<string, unknown>[];
    expect(theirs).toMatchObject({ text: "For Piotr", mentions: [] });
  });
});

describe("on behalf of somebody", () => {
  test("keeps both: the writer as the actor, the other in the words", async () => {
    const { body } = await add(cast.ilir, { onBehalfOf: cast.besa.id });
    const line = await newest("entry.logged");
    expect(line.actor_id).toBe(cast.ilir.id);
    expect(line.words["onBehalfOf"]).toEqual({ id: cast.besa.id, name: cast.besa.name });
    expect(await shown(cast.mira, body["logNumber"])).toMatchObject({
      by: { name: cast.ilir.name },
      onBehalfOf: cast.besa.name,
    });
  });

  test("who writes for themselves just writes", async () => {
    await add(cast.ilir, { onBehalfOf: cast.ilir.id });
    expect((await newest("entry.logged")).words).not.toHaveProperty("onBehalfOf");
  });

  test("somebody outside the incident, somebody who left, and nobody are refused beside the field", async () => {
    const before = await size("entry.logged");
    for (const id of [cast.sam.id, cast.lule.id, cast.vera.id, randomUUID()])
      expect(await add(cast.ilir, { onBehalfOf: id })).toMatchObject({
        status: 422,
        body: { fields: { onBehalfOf: "There is no such person in this incident." } },
      });
    // An outside responder knows nobody there.
    expect((await add(cast.piotr, { onBehalfOf: cast.ilir.id })).status).toBe(422);
    expect(await size("entry.logged")).toBe(before);
  });
});

describe("what is not one of its kind is refused beside its field, and nothing is written", () => {
  test.each<[string, Record<string, unknown>, string]>([
    ["a system without a name", { systems: [" "] }, "systems"],
    ["a name as long as a text", { systems: ["x".repeat(81)] }, "systems"],
    ["too many systems", { systems: Array.from({ length: 21 }, (_, n) => `S${n}`) }, "systems"],
    ["a technique that is none", { attack: ["T14"] }, "attack.0"],
    ["a technique in small letters", { attack: ["t1485"] }, "attack.0"],
    ["a number of an entry that is none", { mentions: [0] }, "mentions.0"],
    ["a number in quotes", { mentions: ["1"] }, "mentions.0"],
    ["a person that is no id", { onBehalfOf: "besa" }, "onBehalfOf"],
    ["a ground that is none", { basis: "rumour" }, "basis"],
    ["a kind of source that is none", { sourceKind: "dream" }, "sourceKind"],
    ["a grade that is none", { admiralty: "G7" }, "admiralty"],
    ["half a grade", { admiralty: "B" }, "admiralty"],
    ["a file that is no id", { files: ["report.pdf"] }, "files.0"],
    ["the words of a file instead of its id", { files: [{ id: randomUUID(), sha256: "0" }] }, "files.0"],
    ["words that only the server writes", { refs: ["DEC-1"] }, "refs"],
  ])("%s", async (_what, said, field) => {
    const before = await size();
    const { status, body } = await add(cast.ilir, said);
    expect([status, Object.keys((body["fields"] ?? {}) as object)]).toEqual([422, [field]]);
    expect(await size()).toBe(before);
  });
});

test("a correction keeps every word", async () => {
  const first = await make.addEntry(cast.ilir, incident, "First");
  const said = {
    systems: ["GovNet"],
    attack: ["T1485"],
    sourceKind: "reported",
    admiralty: "C3",
    basis: "opinion",
    mentions: [first.logNumber],
  };
  const { body } = await add(cast.ilir, { ...said, onBehalfOf: cast.besa.id });
  const before = (await newest("entry.logged")).words;
  await calls(cast.ilir.token).post(`/incidents/${incident.ref}/entries/${body["logNumber"]}/corrections`, {
    text: "Mail was down",
    reasonKind: "wrong-time",
  });
  expect((await newest("entry.corrected")).words).toEqual({
    ...before,
    text: "Mail was down",
    reasonKind: "wrong-time",
  });
});

test("what is offered to writers comes from entries that they see, the most used first", async () => {
  await add(cast.besa, { systems: ["Command canary"], audience: "command" });
  const offers = async (who: Member) => (await calls(who.token).get(`/incidents/${incident.ref}/offers`)).body;
  expect((await offers(cast.besa))["systems"]).toContain("Command canary");
  const seen = (await offers(cast.ilir))["systems"] as string[];
  expect(seen[0]).toBe("GovNet");
  expect(seen).not.toContain("Command canary");
  await make.addSystem(cast.besa, "LIGHT", cast.mira, { name: "Lighthouse register" });
  expect((await offers(cast.ilir))["systems"]).toEqual([...seen, "Lighthouse register"]);
  expect((await offers(cast.nadia))["systems"]).toEqual([]);
});
