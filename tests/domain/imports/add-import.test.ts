import { createHash, randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { type Answer, calls } from "../../support/api";
import { type Cast, gather, type Name } from "../../support/cast";
import { owner } from "../../support/database";
import * as make from "../../support/make";
import { lines, newest, size } from "../../support/record";

let cast: Cast;
let incident: make.MadeIncident;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
});

const CSV =
  "time,text,who\n2022-07-18 02:15,Called the desk,Besa\n2022-07-18 25:00,Bad time,Besa\n2022-07-18 02:20,Called again,Ilir\n";
const file = (more: Record<string, unknown> = {}) => ({
  name: "paper-log.csv",
  content: CSV,
  format: "csv",
  zone: "Europe/Tirane",
  ...more,
});
const add = (name: Name, more: Record<string, unknown> = {}, key?: string, ref = incident.ref): Promise<Answer> =>
  calls(cast[name].token).post(`/incidents/${ref}/imports`, file({ rows: [2, 4], ...more }), key ? { key } : {});
const check = (name: Name, more: Record<string, unknown> = {}) =>
  calls(cast[name].token).post(`/incidents/${incident.ref}/imports/check`, file(more));
const dated = (text: string) => `2022-07-18 03:00 ${text}`;

test("the ticked rows become entries with their own time, and an act says from which file", async () => {
  const { status, body } = await add("ilir", { tlp: "TLP:GREEN", kind: "message" });
  expect([status, body["count"]]).toEqual([201, 2]);
  const sha256 = createHash("sha256").update(CSV).digest("hex");
  const [second, first, act] = await lines(undefined, 3);
  expect(act).toMatchObject({
    type: "import.added",
    actor_id: cast.ilir.id,
    log_number: null,
    tlp: "TLP:GREEN",
    words: { file: "paper-log.csv", sha256, count: 2 },
  });
  expect(first).toMatchObject({
    type: "entry.logged",
    actor_id: cast.ilir.id,
    log_number: 1,
    tlp: "TLP:GREEN",
    words: {
      text: "Called the desk",
      imported: { batch: body["id"], file: "paper-log.csv", sha256, row: 2, who: "Besa" },
    },
  });
  expect(second).toMatchObject({ log_number: 2, words: { text: "Called again", imported: { row: 4, who: "Ilir" } } });
  const shown = await calls(cast.mira.token).get(`/incidents/${incident.ref}/entries/1`);
  expect(shown.body).toMatchObject({
    occurredAt: "2022-07-18T00:15:00.000Z",
    kind: "message",
    imported: { file: "paper-log.csv", row: 2 },
  });
  expect(new Date(String(shown.body["recordedAt"])).getTime()).toBeGreaterThan(Date.parse("2025-01-01"));
});

test("with one bad row nothing is added, and every bad row is named", async () => {
  const before = await size();
  const { status, body } = await add("ilir", { rows: [2, 3, 4, 9] });
  expect([status, body["fields"]]).toEqual([
    422,
    { "rows.3": "The time cannot be read.", "rows.9": "The file has no such row." },
  ]);
  expect(await size()).toBe(before);
  const { rows } = await owner.query("SELECT count(*)::int AS n FROM import_batch WHERE rows = 4");
  expect(rows).toEqual([{ n: 0 }]);
});

test("sent twice with the same key it is added once, even at once", async () => {
  const key = randomUUID();
  const before = await size("import.added");
  const answers = await Promise.all([add("ilir", {}, key), add("ilir", {}, key), add("ilir", {}, key)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 201]);
  expect(new Set(answers.map(({ body }) => body["id"])).size).toBe(1);
  expect(await size("import.added")).toBe(before + 1);
  expect((await add("ilir", { rows: [2] }, key)).body["because"]).toBe("key-reused");
});

test("commander, authority and staff import; others are told who may, and to strangers there is nothing", async () => {
  for (const name of ["besa", "dritan", "ilir", "mira"] as const)
    expect([name, (await add(name)).status]).toEqual([name, 201]);
  const before = await size("import.added");
  for (const name of ["arta", "agron", "piotr", "nadia"] as const) {
    expect(await add(name)).toMatchObject({ status: 403, body: { because: "needs.import.add" } });
    expect((await check(name)).status).toBe(403);
  }
  expect(await newest("access.refused")).toMatchObject({ incident_id: incident.id, words: { verb: "import.add" } });
  for (const name of ["sam", "lule", "vera"] as const) {
    expect([name, (await add(name)).status]).toEqual([name, 404]);
    expect([name, (await check(name)).status]).toEqual([name, 404]);
  }
  expect(await size("import.added")).toBe(before);
});

describe("the photo of a sheet", () => {
  const picture = async (name: Name, at = incident.ref): Promise<string> => {
    const bytes = Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.from(randomUUID())]);
    const { body } = await calls(cast[name].token).post(`/incidents/${at}/files`, undefined, {
      raw: bytes,
      headers: { "x-file-name": encodeURIComponent("Fleta 12 ë.png") },
    });
    return String(body["id"]);
  };

  test("belongs to the first entry that was ticked, and every reader of the log has it", async () => {
    const photo = await picture("ilir");
    const { status, body } = await add("ilir", { sheet: 12, photo, rows: [4, 2] });
    expect([status, body["count"]]).toEqual([201, 2]);
    const [second, first, act] = await lines(undefined, 3);
    expect(act?.words).toMatchObject({ sheet: 12, photo });
    expect(first?.words).toMatchObject({
      text: "Called the desk",
      files: [
        { id: photo, name: "Fleta 12 ë.png", type: "image/png", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      ],
    });
    expect(second?.words).not.toHaveProperty("files");
    const reader = calls(cast.mira.token);
    const shown = await reader.get(`/incidents/${incident.ref}/entries/${first?.log_number}`);
    expect(shown.body["files"]).toMatchObject([{ id: photo, name: "Fleta 12 ë.png" }]);
    expect((await reader.get(`/incidents/${incident.ref}/files/${photo}`)).status).toBe(200);
    expect((await calls(cast.piotr.token).get(`/incidents/${incident.ref}/files/${photo}`)).status).toBe(404);
  });

  test("of a sheet for command only is for command only", async () => {
    const photo = await picture("besa");
    await add("besa", { sheet: 13, photo, audience: "command" });
    expect((await calls(cast.dritan.token).get(`/incidents/${incident.ref}/files/${photo}`)).status).toBe(200);
    expect((await calls(cast.mira.token).get(`/incidents/${incident.ref}/files/${photo}`)).status).toBe(404);
  });

  test("that is not there, is another's, of another incident, or has an entry already adds nothing", async () => {
    const elsewhere = await make.openIncident(cast, "Elsewhere");
    const taken = await picture("ilir");
    expect((await add("ilir", { photo: taken })).status).toBe(201);
    const before = [await size("entry.logged"), await size("import.added")];
    for (const photo of [randomUUID(), await picture("mira"), await picture("ilir", elsewhere.ref), taken])
      expect(await add("ilir", { photo })).toMatchObject({
        status: 422,
        body: { fields: { photo: expect.stringContaining("Add it again.") } },
      });
    expect([await size("entry.logged"), await size("import.added")]).toEqual(before);
  });
});

test("a closed incident takes no import", async () => {
  const closed = await make.openIncident(cast, "Closed");
  await make.close(cast.besa, closed);
  expect(await add("besa", {}, undefined, closed.ref)).toMatchObject({
    status: 403,
    body: { because: "refusal.closed" },
  });
});

test("what cannot be read as a file is refused in words, before anything is stored", async () => {
  const before = await size();
  const told = async (more: Record<string, unknown>) => {
    const { status, body } = await add("ilir", more);
    return [status, (body["fields"] as Record<string, string>)["content"] ?? body["fields"]];
  };
  expect(await told({ content: 'time,text\n02:15,"cut' })).toEqual([422, expect.stringContaining("ends too early")]);
  expect(await told({ content: "[1]", format: "json" })).toEqual([422, "This is not a list of JSON objects."]);
  expect(await told({ content: `time,text\n${"02:15,x\n".repeat(5001)}` })).toEqual([
    422,
    expect.stringContaining("5,000 rows"),
  ]);
  expect(await told({ content: "x".repeat(5_000_001), format: "lines" })).toEqual([
    422,
    expect.stringContaining("5 MB"),
  ]);
  expect((await add("ilir", { content: "x".repeat(11_100_000) })).status).toBe(413);
  expect(await told({ zone: "Europe/Nowhere" })).toEqual([422, { zone: "This is not valid." }]);
  expect(await told({ tlp: "TLP:RED" })).toEqual([422, { tlp: "Choose one of the list." }]);
  expect(await told({ audience: "named" })).toEqual([422, { audience: "Choose one of the list." }]);
  expect(await size()).toBe(before);
});

test("a large body is for this address alone", async () => {
  const { status } = await calls(cast.ilir.token).post(`/incidents/${incident.ref}/entries`, {
    text: "x".repeat(1_100_000),
  });
  expect(status).toBe(413);
});

test("what the server reads is shown before, with what stands in the log already, and nothing is stored", async () => {
  const content = [dated("Already said"), dated("New"), dated("new"), dated("For command")].join("\n");
  const { logNumber } = await make.addEntry(cast.besa, incident, {
    text: "already  SAID",
    occurredAt: "2022-07-18T01:00:30Z",
  });
  const secret = await make.addEntry(cast.besa, incident, {
    text: "For command",
    audience: "command",
    occurredAt: "2022-07-18T01:00:00Z",
  });
  const before = await size();
  const { status, body } = await check("mira", { content, format: "lines" });
  expect(status).toBe(200);
  expect(body["rows"]).toMatchObject([{ row: 1, sameAs: null }, { row: 2 }, { row: 3, sameAs: 2 }, { row: 4 }]);
  expect(body["duplicates"]).toEqual([{ row: 1, number: logNumber }]);
  expect((await check("besa", { content, format: "lines" })).body["duplicates"]).toContainEqual({
    row: 4,
    number: secret.logNumber,
  });
  expect(await size()).toBe(before);
  expect((await check("mira")).body["earlier"]).not.toEqual([]);
});

test("an import for command only is known to command, auditor and whoever made it", async () => {
  const { body } = await add("ilir", { audience: "command", name: "secret.csv" });
  const knows = async (name: Name) =>
    (await calls(cast[name].token).get(`/incidents/${incident.ref}/imports/${body["id"]}`)).status;
  for (const name of ["besa", "dritan", "agron", "ilir"] as const)
    expect([name, await knows(name)]).toEqual([name, 200]);
  for (const name of ["mira", "arta", "piotr", "sam"] as const) expect([name, await knows(name)]).toEqual([name, 404]);
  expect((await calls(cast.mira.token).get(`/incidents/${incident.ref}/imports`)).text).not.toContain("secret.csv");
});

test("a paper sheet keeps its number, the numbers of its lines, who wrote, and their initials", async () => {
  const content = "no,happened,what,who,initials\n7,02:15,Called the desk,Besa,BH\n";
  const { status } = await add("ilir", { name: "sheet-12.csv", content, day: "2022-07-18", sheet: 12, rows: [2] });
  expect(status).toBe(201);
  expect((await newest("entry.logged")).words).toMatchObject({
    imported: { row: 2, sheet: 12, no: "7", who: "Besa", initials: "BH" },
  });
});

test("5,000 rows", { timeout: 60_000 }, async () => {
  const busy = await make.openIncident(cast, "Long");
  const minute = (n: number) => new Date(Date.UTC(2022, 6, 1, 0, n)).toISOString();
  const content = `time,text\n${Array.from({ length: 5000 }, (_, n) => `${minute(n)},"Line ${n}, of a long night with the hosting desk"`).join("\n")}\n`;
  const rows = Array.from({ length: 5000 }, (_, n) => n + 2);
  const begun = performance.now();
  const { status, body } = await add("ilir", { content, rows }, undefined, busy.ref);
  const added = performance.now();
  expect([status, body["count"]]).toEqual([201, 5000]);
  const undone = await calls(cast.besa.token).post(`/incidents/${busy.ref}/imports/${body["id"]}/withdrawal`, {
    reason: "The wrong incident",
  });
  console.log(
    `import: 5,000 rows added in ${((added - begun) / 1000).toFixed(1)} s, taken back in ${((performance.now() - added) / 1000).toFixed(1)} s`,
  );
  expect([undone.status, undone.body["withdrawn"]]).toEqual([201, 5000]);
  const { rows: counted } = await owner.query(
    "SELECT count(*)::int AS n, max(log_number) AS last FROM entry WHERE incident_id = $1 AND log_number IS NOT NULL",
    [busy.id],
  );
  expect(counted).toEqual([{ n: 10_000, last: 10_000 }]);
});
