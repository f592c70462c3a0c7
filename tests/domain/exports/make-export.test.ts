import { execFileSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { asActor } from "@/lib/access/as-actor";
import { getPrint } from "@/lib/exports/queries";
import { type Answer, browses, calls } from "../../support/api";
import { as } from "../../support/as";
import { type Cast, gather, type Name } from "../../support/cast";
import { asRuntime, owner } from "../../support/database";
import * as make from "../../support/make";
import { readCsv } from "../../support/read-csv";
import { lines, newest, size } from "../../support/record";

let cast: Cast;
let incident: make.MadeIncident;
let at: string;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
  at = `/incidents/${incident.ref}/exports`;
  await make.addEntry(cast.besa, incident, { text: "canary-clear", tlp: "TLP:CLEAR", key: true });
  await make.addEntry(cast.ilir, incident, { text: "canary-green", tlp: "TLP:GREEN" });
  await make.addEntry(cast.ilir, incident, { text: "canary-amber" });
  await make.addEntry(cast.mira, incident, { text: "canary-strict", tlp: "TLP:AMBER+STRICT" });
  await make.addEntry(cast.besa, incident, { text: "canary-command", tlp: "TLP:CLEAR", audience: "command" });
  await make.addEntry(cast.besa, incident, {
    text: "canary-named",
    tlp: "TLP:CLEAR",
    audience: "named",
    readers: [cast.dritan.id],
  });
  await make.addRedEntry(cast.besa, incident, [cast.dritan], "canary-red");
  await make.addRedEntry(cast.besa, incident, [cast.mira], "canary-red-mira");
  await make.addEntry(cast.piotr, incident, { text: "canary-outside" });
});

type Said = Record<string, unknown>;
const ask = (name: Name, said: Said = {}, call = {}): Promise<Answer> =>
  calls(cast[name].token).post(at, { format: "ndjson", ...said }, call);
const another = (ceiling: string) => ({ to: "another", recipient: "Ministry of Justice", ceiling });

interface File {
  banner: Record<string, unknown>;
  lines: Record<string, unknown>[];
}
function read(text: string): File {
  const [banner, ...rest] = text.trimEnd().split("\n");
  return { banner: JSON.parse(banner ?? ""), lines: rest.map((line) => JSON.parse(line)) };
}
const canaries = (text: string) => [...new Set(text.match(/canary-[a-z-]+/g) ?? [])].toSorted();
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

describe("who may take what out", () => {
  test.each(["besa", "dritan", "agron"] as const)("%s exports what they see, for themselves", async (name) => {
    const seen = canaries((await calls(cast[name].token).get(`/incidents/${incident.ref}/entries`)).text);
    const answer = await ask(name);
    expect([answer.status, canaries(answer.text)]).toEqual([200, seen]);
    const mine = await newest("log.exported");
    expect(mine).toMatchObject({
      type: "log.exported",
      actor_id: cast[name].id,
      incident_id: incident.id,
      audience: "command",
      words: { recipient: cast[name].name, to: "oneself", format: "ndjson", ceiling: "TLP:RED" },
    });
  });
  test.each(["ilir", "mira"] as const)("%s exports their own log and nothing else", async (name) => {
    expect(await ask(name)).toMatchObject({
      status: 403,
      body: { because: "refusal.export-own-only" },
    });
    expect((await ask(name, { whose: `person:${cast.besa.id}` })).status).toBe(403);
    expect(await newest()).toMatchObject({ type: "access.refused", words: { verb: "export.make" } });
    const own = await ask(name, { whose: `person:${cast[name].id}` });
    expect(own.status).toBe(200);
    expect(canaries(own.text)).toEqual(name === "ilir" ? ["canary-amber", "canary-green"] : ["canary-strict"]);
  });
  test.each(["arta", "piotr", "nadia"] as const)("%s exports nothing, and is told whose it is", async (name) => {
    expect(await ask(name, { whose: `person:${cast[name].id}` })).toMatchObject({
      status: 403,
      body: { because: "needs.export.make" },
    });
  });
  test.each(["sam", "lule", "vera"] as const)("to %s there is no such incident", async (name) => {
    const before = await size();
    expect((await ask(name)).status).toBe(404);
    expect((await calls(cast[name].token).get(at)).status).toBe(404);
    expect(await size()).toBe(before);
  });
  test("a token that only reads, and nobody, export nothing", async () => {
    const reading = await as(cast.besa, { kind: "api-token", scope: "read" });
    expect((await calls(reading).post(at, { format: "csv" })).status).toBe(403);
    expect((await calls("x".repeat(43)).post(at, { format: "csv" })).status).toBe(401);
  });
});

describe("a file for somebody else", () => {
  test.each([
    ["TLP:CLEAR", ["canary-clear"]],
    ["TLP:GREEN", ["canary-clear", "canary-green"]],
    ["TLP:AMBER", ["canary-amber", "canary-clear", "canary-green", "canary-outside"]],
    ["TLP:AMBER+STRICT", ["canary-amber", "canary-clear", "canary-green", "canary-outside", "canary-strict"]],
  ])("up to %s holds nothing stricter, and nothing for command or named people", async (ceiling, expected) => {
    const { text } = await ask("besa", another(ceiling));
    expect(canaries(text)).toEqual(expected);
    const { banner, lines: found } = read(text);
    expect(banner).toMatchObject({ recipient: "Ministry of Justice", ceiling, tlp: ceiling, lines: found.length });
    expect(JSON.stringify(banner)).not.toMatch(/hidden|left|omitted/);
  });
  test("carries no log number, so that no gap tells how much is missing", async () => {
    const { lines: found } = read((await ask("besa", another("TLP:GREEN"))).text);
    expect(found.every((line) => !("number" in line))).toBe(true);
    expect(found.map((line) => line["line"])).toEqual(found.map((_line, index) => index + 1));
    const { lines: own } = read((await ask("besa")).text);
    expect(own.filter((line) => line["type"] === "entry.logged").every((line) => Number(line["number"]) > 0)).toBe(
      true,
    );
  });
  test("cannot reach TLP:RED, needs a name and a label, and says so beside the field", async () => {
    const before = await size();
    const fields = async (said: Said) => (await ask("besa", said)).body["fields"];
    expect(await fields(another("TLP:RED"))).toEqual({
      ceiling: "TLP:RED leaves only with the people it names. Choose a lower label.",
    });
    expect(await fields({ to: "another" })).toMatchObject({ recipient: "Fill this in.", ceiling: "Fill this in." });
    expect(await fields({ recipient: "Somebody" })).toHaveProperty("recipient");
    expect(await fields({ format: "xls" })).toHaveProperty("format");
    expect(await fields({ whose: "person:x" })).toHaveProperty("whose");
    expect(await fields({ whose: `person:${randomUUID()}` })).toHaveProperty("whose");
    expect(await fields({ from: "2026-01-02T00:00:00Z", until: "2026-01-01T00:00:00Z" })).toHaveProperty("until");
    expect(await fields({ sha256: "x" })).toHaveProperty("sha256");
    expect(await size()).toBe(before);
  });
  test("does not tell of a correction that its recipient may not have", async () => {
    const one = await make.openIncident(cast, "Corrections");
    await make.addEntry(cast.besa, one, { text: "wrong", tlp: "TLP:GREEN" });
    await make.correct(cast.besa, one, 1, { text: "right" });
    await make.addEntry(cast.besa, one, { text: "slip", tlp: "TLP:GREEN" });
    await make.withdraw(cast.besa, one, 3);
    const answer = await calls(cast.besa.token).post(`/incidents/${one.ref}/exports`, {
      format: "ndjson",
      ...another("TLP:GREEN"),
    });
    const { lines: found } = read(answer.text);
    expect(found.map((line) => [line["text"], line["corrects"] !== null, line["correctedBy"] !== null])).toEqual([
      ["wrong", false, true],
      ["right", true, false],
      ["slip", false, false],
      ["Entry 3 withdrawn by its author after 0 seconds (entry 4)", false, false],
    ]);
    expect(found[0]).toMatchObject({ correctedBy: { line: 2, id: found[1]?.["id"] }, line: 1 });
    expect(found[1]).toMatchObject({ corrects: { line: 1, id: found[0]?.["id"], reasonKind: "unclear" } });
    expect(found[2]).toMatchObject({ withdrawnAfterSeconds: 0 });
    // A correction with a stricter label than what it corrects, as only a loader can make one.
    const { id } = await make.addEntry(cast.besa, one, { text: "wrong again", tlp: "TLP:GREEN" });
    const stricter = {
      type: "entry.corrected",
      numbered: true,
      incident: one.id,
      corrects: id,
      kind: "note",
      tlp: "TLP:AMBER",
      body: JSON.stringify({ text: "secret", reasonKind: "other", reason: "secret" }),
    };
    await asRuntime(async (client) => {
      await client.query("BEGIN");
      await client.query("SELECT app.begin($1, true)", [cast.besa.token]);
      await client.query("SELECT app.ledger_append($1::jsonb)", [JSON.stringify(stricter)]);
      await client.query("COMMIT");
    });
    const post = (said: Said) =>
      calls(cast.besa.token).post(`/incidents/${one.ref}/exports`, { format: "ndjson", ...said });
    const last = (text: string) => read(text).lines.find((line) => line["id"] === id);
    expect(last((await post({})).text)?.["correctedBy"]).toMatchObject({ reasonKind: "other" });
    const green = await post(another("TLP:GREEN"));
    expect([last(green.text)?.["correctedBy"], green.text.includes("secret")]).toEqual([null, false]);
  });
});

describe("what a file says of itself", () => {
  test("is the incident, who, for whom, when, the label, how many, and the hash of all that follows", async () => {
    const { headers, text } = await ask("besa");
    const { banner, lines: found } = read(text);
    const body = text.slice(text.indexOf("\n") + 1);
    expect(banner).toMatchObject({
      kulla: "log export v1",
      incident: { ref: incident.ref, name: incident.name, exercise: false },
      tlp: "TLP:RED",
      exportedBy: { name: cast.besa.name, organisation: "AKCESK" },
      lines: found.length,
      sha256: sha256(body),
    });
    expect(headers.get("x-kulla-sha256")).toBe(sha256(body));
    expect((await newest("log.exported")).words).toMatchObject({
      sha256: sha256(body),
      lines: found.length,
      tlp: "TLP:RED",
    });
    expect(headers.get("content-disposition")).toMatch(
      /^attachment; filename="INC-[\w-]+-log-\d{8}T\d{4}Z-TLP-RED\.ndjson"$/,
    );
    expect(headers.get("cache-control")).toContain("no-store");
  });
  test.each([
    ["csv", "1,/^$/d"],
    ["markdown", "1,/^$/d"],
    ["ndjson", "1d"],
    ["json", "1d;$d"],
  ])("stands in %s, and the command that docs/exports.md states finds the stated hash", async (format, script) => {
    const { text, headers } = await ask("besa", { format });
    const body = execFileSync("sed", [script], { input: text, encoding: "utf8" });
    expect(headers.get("x-kulla-sha256")).toBe(sha256(body));
    expect(text).toContain(sha256(body));
    expect(text.replace(body, "")).toContain("TLP:RED");
    if (format === "csv" || format === "markdown") expect(text.replaceAll("'=", "=")).toContain(`sed '${script}' FILE`);
  });
  test("marks an exercise, in its name as well", async () => {
    await owner.query("UPDATE incident SET exercise = true WHERE id = $1", [incident.id]);
    const { headers, text } = await ask("besa", { format: "markdown", ...another("TLP:CLEAR") });
    await owner.query("UPDATE incident SET exercise = false WHERE id = $1", [incident.id]);
    expect(text.split("\n\n")[0]).toContain("EXERCISE");
    expect(headers.get("content-disposition")).toContain('"EXERCISE-');
  });
  test("is in the language that was asked for", async () => {
    expect((await ask("besa", { format: "csv", language: "sq" })).text).toContain("Eksportuar nga");
  });
});

test("a table reads back into the lines it was made of", async () => {
  const { text } = await ask("besa", { format: "csv" });
  const table = readCsv(text.slice(text.indexOf("\n\n") + 2));
  const head = table[0] ?? [];
  const column = (name: string) => table.slice(1).map((row) => row[head.indexOf(name)]);
  const { lines: found } = read((await ask("besa")).text);
  const till = column("id").length;
  expect(column("id")).toEqual(found.slice(0, till).map((line) => line["id"]));
  expect(column("text")).toEqual(found.slice(0, till).map((line) => line["text"]));
  expect(column("happened_utc")).toEqual(found.slice(0, till).map((line) => line["occurredAt"]));
});

test("whose, order and period choose the lines", async () => {
  const one = await make.openIncident(cast, "Choices");
  const say = (who: Name, text: string, occurredAt: string, more = {}) =>
    make.addEntry(cast[who], one, { text, occurredAt, ...more });
  await say("besa", "c", "2026-01-03T10:00:00Z");
  await say("ilir", "a", "2026-01-01T10:00:00Z", { key: true });
  await say("mira", "b", "2026-01-02T10:00:00Z");
  const texts = async (said: Said) => {
    const { text } = await calls(cast.besa.token).post(`/incidents/${one.ref}/exports`, { format: "ndjson", ...said });
    return read(text)
      .lines.filter((line) => line["type"] === "entry.logged")
      .map((line) => line["text"]);
  };
  expect(await texts({})).toEqual(["a", "b", "c"]);
  expect(await texts({ order: "recorded" })).toEqual(["c", "a", "b"]);
  expect(await texts({ whose: "key" })).toEqual(["a"]);
  expect(await texts({ whose: `person:${cast.mira.id}` })).toEqual(["b"]);
  expect(await texts({ whose: `organisation:${cast.besa.organisationId}` })).toEqual(["a", "c"]);
  expect(await texts({ whose: "role:AGENCY_STAFF" })).toEqual(["a", "b"]);
  expect(await texts({ from: "2026-01-02T00:00:00Z", until: "2026-01-03T10:00:00Z" })).toEqual(["b", "c"]);
  expect(await texts({ order: "recorded", until: "2026-01-03T10:00:00Z" })).toEqual([]);
});

describe("sent again", () => {
  test("with the same key it is the same file, and one line of record", async () => {
    const key = randomUUID();
    const first = await ask("besa", {}, { key });
    await make.addEntry(cast.besa, incident, "later");
    const before = await size("log.exported");
    const second = await ask("besa", {}, { key });
    expect([second.status, second.text]).toEqual([200, first.text]);
    expect(await size("log.exported")).toBe(before);
    expect(await ask("besa", { format: "csv" }, { key })).toMatchObject({
      status: 409,
      body: { because: "key-reused" },
    });
  });
  test("twice at once it is recorded once", async () => {
    const key = randomUUID();
    const before = await size("log.exported");
    const [a, b] = await Promise.all([ask("besa", {}, { key }), ask("besa", {}, { key })]);
    expect([a?.status, b?.status, a?.text === b?.text]).toEqual([200, 200, true]);
    expect(await size("log.exported")).toBe(before + 1);
  });
});

test("a form of another site, and a plain form, are refused", async () => {
  const browser = await browses(cast.besa.token);
  const form = { headers: { "content-type": "application/x-www-form-urlencoded" }, raw: "format=csv" };
  expect((await browser.post(at, {}, form)).status).toBe(422);
  expect((await browser.post(at, { format: "csv" }, { headers: { origin: "https://evil.example" } })).status).toBe(403);
});

test("restricted entries that were taken along are read on record, once; one's own are not", async () => {
  const one = await make.openIncident(cast, "Restricted");
  const { id } = await make.addRedEntry(cast.besa, one, [cast.dritan]);
  const address = `/incidents/${one.ref}/exports`;
  for (let times = 0; times < 2; times += 1) await calls(cast.dritan.token).post(address, { format: "json" });
  await calls(cast.besa.token).post(address, { format: "json" });
  const { rows } = await owner.query("SELECT actor_id FROM entry WHERE type = 'entry.read' AND subject_id = $1", [id]);
  expect(rows).toEqual([{ actor_id: cast.dritan.id }]);
});

test("the history is known to command, authority and auditor, and to nobody else", async () => {
  const count = async (name: Name) => (JSON.parse((await calls(cast[name].token).get(at)).text) as unknown[]).length;
  const all = (await lines("log.exported", 1000)).filter(({ incident_id }) => incident_id === incident.id).length;
  for (const name of ["besa", "dritan", "agron"] as const) expect([name, await count(name)]).toEqual([name, all]);
  for (const name of ["ilir", "arta", "piotr"] as const) expect([name, await count(name)]).toEqual([name, 0]);
});

test("a print holds what its reader sees, and is not there of somebody who is not there for them", async () => {
  const print = async (name: Name, whose: string) =>
    getPrint(
      await asActor(cast[name].token, async (_tx, actor) => actor),
      incident.ref,
      { whose, order: "happened", part: 1 },
      "en",
    );
  const texts = async (name: Name, whose = "all") =>
    canaries(JSON.stringify((await print(name, whose))?.lines.map(({ text }) => text)));
  for (const name of ["besa", "ilir", "arta", "piotr", "agron"] as const)
    expect([name, await texts(name)]).toEqual([
      name,
      canaries((await calls(cast[name].token).get(`/incidents/${incident.ref}/entries`)).text),
    ]);
  expect(await texts("ilir", `person:${cast.besa.id}`)).toEqual(["canary-clear"]);
  expect(await print("piotr", `person:${cast.besa.id}`)).toBeNull();
  expect(await print("besa", `person:${randomUUID()}`)).toBeNull();
  expect(await print("sam", "all")).toBeNull();
});

test("an outside responder's print has their own numbers", async () => {
  const actor = await asActor(cast.piotr.token, async (_tx, who) => who);
  const print = await getPrint(actor, incident.ref, { whose: "all", order: "happened", part: 1 }, "en");
  expect(print?.lines.map(({ number }) => number)).toEqual([1]);
});
