import { createHash, randomBytes, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import path from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { FILE_MAX } from "@/lib/files/limits";
import { INCIDENT_FILES_MAX } from "@/lib/files/schema";
import { verifyFiles } from "@/lib/files/verify";
import { type Answer, at, browses, calls, listening } from "../../support/api";
import { type Cast, gather, type Member } from "../../support/cast";
import { asRuntime, dataFolder, owner } from "../../support/database";
import * as make from "../../support/make";
import { newest, size } from "../../support/record";

const png = Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), Buffer.from("only the first bytes count")]);
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
/** Bytes that no other test adds. */
const fresh = (about = "log of the mail server") => Buffer.from(`${about} ${randomUUID()}`);
const folder = path.join(dataFolder, "files");
const onDisk = (): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((one) => one.isFile())
        .map(({ name }) => name)
    : [];

let cast: Cast;
let incident: make.MadeIncident;
let kept: string[];
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
});
beforeEach(() => {
  kept = onDisk();
});

interface Sent {
  name?: string;
  key?: string;
  headers?: Record<string, string>;
  incident?: make.MadeIncident;
}
const add = (who: Member | undefined, bytes: Uint8Array, sent: Sent = {}): Promise<Answer> =>
  calls(who?.token).post(`/incidents/${(sent.incident ?? incident).ref}/files`, undefined, {
    raw: Buffer.from(bytes),
    headers: { "x-file-name": encodeURIComponent(sent.name ?? "report.txt"), ...sent.headers },
    ...(sent.key && { key: sent.key }),
  });
const read = (who: Member | undefined, id: unknown, inside = incident) =>
  calls(who?.token).get(`/incidents/${inside.ref}/files/${String(id)}`);
const names = (who: Member, files: unknown[], said: Record<string, unknown> = {}, key = randomUUID()) =>
  calls(who.token).post(`/incidents/${incident.ref}/entries`, { text: "See the file", files, ...said }, { key });

describe("adding a file", () => {
  test("keeps it under its hash, says what it is by its content, and records that it was added", async () => {
    const { status, body } = await add(cast.ilir, png, { name: "Pamje e ekranit ë.txt" });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(String),
      sha256: sha256(png),
      name: "Pamje e ekranit ë.txt",
      size: png.length,
      type: "image/png",
    });
    expect(readFileSync(path.join(folder, sha256(png).slice(0, 2), sha256(png)))).toEqual(png);
    expect(await newest()).toMatchObject({
      type: "file.added",
      actor_id: cast.ilir.id,
      audience: "audit",
      words: { sha256: sha256(png), size: png.length, type: "image/png" },
    });
  });

  test("works from a browser as from a machine", async () => {
    const answer = await (await browses(cast.mira.token)).post(`/incidents/${incident.ref}/files`, undefined, {
      raw: fresh(),
      headers: { "x-file-name": "a.log", "content-type": "image/png" },
    });
    expect(answer).toMatchObject({ status: 201, body: { type: "text/plain" } });
  });

  test("twice with the same key is one file; with other content it is refused", async () => {
    const key = randomUUID();
    const bytes = fresh();
    const first = await add(cast.ilir, bytes, { key });
    const before = await size();
    const again = await add(cast.ilir, bytes, { key });
    expect([again.status, again.body]).toEqual([200, first.body]);
    const other = fresh();
    expect(await add(cast.ilir, other, { key })).toMatchObject({ status: 409, body: { because: "key-reused" } });
    expect(await size()).toBe(before);
    expect(onDisk()).toEqual(expect.arrayContaining([sha256(bytes)]));
    expect(onDisk()).not.toContain(sha256(other));
  });

  test("the same content by two people at once is kept once and belongs to each", async () => {
    const bytes = randomBytes(300_000);
    const both = await Promise.all([add(cast.ilir, bytes), add(cast.mira, bytes), add(cast.besa, bytes)]);
    // A twin may be told to send again; it loses nothing by it.
    const answers = await Promise.all(
      both.map((answer, n) => (answer.status === 201 ? answer : add([cast.ilir, cast.mira, cast.besa][n], bytes))),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body["id"])).size).toBe(3);
    expect(onDisk().filter((name) => name === sha256(bytes))).toHaveLength(1);
    expect(onDisk()).toHaveLength(kept.length + 1);
  });
});

describe("refused, and nothing is left", () => {
  test.each<[string, number, (who: Cast) => Promise<Answer>]>([
    ["nothing in it", 422, (who) => add(who.ilir, Buffer.alloc(0))],
    ["no name", 422, (who) => add(who.ilir, fresh(), { name: " " })],
    ["a name that is a path", 422, (who) => add(who.ilir, fresh(), { name: "../../etc/passwd" })],
    ["a name of a Windows path", 422, (who) => add(who.ilir, fresh(), { name: "..\\boot.ini" })],
    ["a name of dots", 422, (who) => add(who.ilir, fresh(), { name: ".." })],
    ["a name with a line break", 422, (who) => add(who.ilir, fresh(), { name: "a\r\nset-cookie: x" })],
    ["a name with a NUL", 422, (who) => add(who.ilir, fresh(), { name: "a\u0000.png" })],
    ["a name that is too long", 422, (who) => add(who.ilir, fresh(), { name: "x".repeat(201) })],
    ["a name in a broken code", 422, (who) => add(who.ilir, fresh(), { headers: { "x-file-name": "%E0%A4%A" } })],
    ["a key that is none", 422, (who) => add(who.ilir, fresh(), { key: "once" })],
    ["a stranger", 404, (who) => add(who.sam, fresh())],
    ["someone who left", 404, (who) => add(who.lule, fresh())],
    ["an administrator", 404, (who) => add(who.vera, fresh())],
    ["leadership", 403, (who) => add(who.arta, fresh())],
    ["an auditor", 403, (who) => add(who.agron, fresh())],
    ["somebody disabled", 401, (who) => add(who.fatos, fresh())],
    ["nobody", 401, () => add(undefined, fresh())],
    [
      "an incident that is not",
      404,
      (who) => add(who.ilir, fresh(), { incident: { ...incident, ref: "INC-1999-01" } }),
    ],
  ])("%s", async (_what, wanted, send) => {
    const before = await size("file.added");
    expect((await send(cast)).status).toBe(wanted);
    expect(onDisk()).toEqual(kept);
    expect(await size("file.added")).toBe(before);
  });

  test("who reads only is told so, and the refusal is recorded", async () => {
    expect((await add(cast.agron, fresh())).body).toMatchObject({ because: "needs.file.add" });
    expect(await newest()).toMatchObject({ type: "access.refused", words: { verb: "file.add" } });
  });

  test("a closed incident takes no file, from outside responders neither", async () => {
    const closed = await make.openIncident(cast, "Over");
    await make.close(cast.besa, closed);
    for (const who of [cast.ilir, cast.piotr])
      expect(await add(who, fresh(), { incident: closed })).toMatchObject({
        status: 409,
        body: { because: "incident-closed" },
      });
    expect(onDisk()).toEqual(kept);
  });

  test("an incident that keeps as much as it may takes no more, also beside files that the writer cannot see", async () => {
    const full = await make.openIncident(cast, "Full");
    await owner.query(
      `INSERT INTO file (incident_id, person_id, name, size, type, sha256)
       SELECT $1, $2, 'x', 2000000000, 'x', repeat('0', 64) FROM generate_series(1, $3)`,
      [full.id, cast.besa.id, INCIDENT_FILES_MAX / 2_000_000_000],
    );
    expect(await add(cast.piotr, fresh(), { incident: full })).toMatchObject({
      status: 413,
      body: { because: "files-full" },
    });
    expect(onDisk()).toEqual(kept);
  });

  /** Sends a body without telling its length, or telling a false one; what came back, or "cut off". */
  const pour = async (headers: Record<string, string>, chunks: number, cutAfter = false) => {
    await listening();
    const chunk = randomBytes(65_536);
    return new Promise<number | string>((told) => {
      const sent = request(
        at(`/incidents/${incident.ref}/files`),
        {
          method: "POST",
          headers: { authorization: `Bearer ${cast.ilir.token}`, "x-file-name": "big.bin", ...headers },
        },
        (response) => {
          told(response.statusCode ?? 0);
          sent.destroy();
        },
      );
      sent.on("error", () => told("cut off"));
      const next = (left: number) => {
        if (sent.destroyed) return;
        if (left > 0) sent.write(chunk, () => next(left - 1));
        else if (cutAfter) setTimeout(() => sent.destroy(new Error("cut")), 200);
        else sent.end();
      };
      next(chunks);
    });
  };
  const settled = async () => {
    for (let tries = 0; tries < 50 && onDisk().length !== kept.length; tries += 1)
      await new Promise((later) => setTimeout(later, 100));
    return onDisk();
  };

  test("a file that says it is too large is refused before it is sent", async () => {
    expect([413, "cut off"]).toContain(await pour({ "content-length": String(FILE_MAX + 1) }, 1, true));
    expect(await settled()).toEqual(kept);
  });

  test("a file without a length is cut off where it becomes too large", async () => {
    const chunks = Math.ceil(FILE_MAX / 65_536) + 20;
    expect([413, "cut off"]).toContain(await pour({ "transfer-encoding": "chunked" }, chunks));
    expect(await settled()).toEqual(kept);
  });

  test.each([
    ["with a length", { "content-length": "2000000" }],
    ["without a length", { "transfer-encoding": "chunked" }],
  ] as [string, Record<string, string>][])("a stream that is cut in the middle, %s", async (_how, headers) => {
    const before = await size();
    expect(await pour(headers, 10, true)).toBe("cut off");
    expect(await settled()).toEqual(kept);
    expect(await size()).toBe(before);
  });
});

describe("naming a file in an entry", () => {
  test("puts its name, size, kind and hash into the hashed words, and shows them with the entry", async () => {
    const bytes = fresh();
    const { body: file } = await add(cast.ilir, bytes, { name: "mail.log" });
    const { status, body } = await names(cast.ilir, [file["id"]]);
    expect(status).toBe(201);
    expect((await newest("entry.logged")).words).toMatchObject({ files: [file] });
    const { body: entry } = await calls(cast.mira.token).get(`/incidents/${incident.ref}/entries/${body["logNumber"]}`);
    expect(entry["files"]).toEqual([file]);
  });

  test("twice with the same key is one entry; another entry cannot name it again", async () => {
    const { body: file } = await add(cast.ilir, fresh());
    const key = randomUUID();
    const first = await names(cast.ilir, [file["id"]], {}, key);
    const again = await names(cast.ilir, [file["id"]], {}, key);
    expect([again.status, again.body["id"]]).toEqual([200, first.body["id"]]);
    expect(await names(cast.ilir, [file["id"]])).toMatchObject({
      status: 422,
      body: { fields: { files: expect.stringContaining("another entry has it") } },
    });
  });

  test("somebody else's file, a file of another incident, one that is not, and too many are refused", async () => {
    const { body: theirs } = await add(cast.mira, fresh());
    const other = await make.openIncident(cast, "Elsewhere");
    const { body: elsewhere } = await add(cast.ilir, fresh(), { incident: other });
    const before = await size("entry.logged");
    for (const id of [theirs["id"], elsewhere["id"], randomUUID()])
      expect([id, (await names(cast.ilir, [id])).status]).toEqual([id, 422]);
    expect((await names(cast.ilir, ["x"])).status).toBe(422);
    expect(
      (
        await names(
          cast.ilir,
          Array.from({ length: 11 }, () => randomUUID()),
        )
      ).status,
    ).toBe(422);
    expect(await size("entry.logged")).toBe(before);
  });

  test("two entries at once cannot both have it, past the program too", async () => {
    const { body: file } = await add(cast.ilir, fresh());
    const both = await Promise.all([names(cast.ilir, [file["id"]]), names(cast.ilir, [file["id"]])]);
    const statuses = both.map(({ status }) => status).sort((a, b) => a - b);
    expect(statuses[0]).toBe(201);
    expect([404, 422]).toContain(statuses[1]);
  });

  test("a correction keeps the files of what it corrects", async () => {
    const { body: file } = await add(cast.ilir, fresh());
    const { body: entry } = await names(cast.ilir, [file["id"]]);
    await calls(cast.besa.token).post(`/incidents/${incident.ref}/entries/${entry["logNumber"]}/corrections`, {
      text: "See the right file",
      reasonKind: "unclear",
    });
    expect((await newest("entry.corrected")).words).toMatchObject({ files: [file] });
  });
});

describe("reading a file", () => {
  test("gives the same bytes back, as an attachment that no browser opens here", async () => {
    const page = Buffer.from(`<html><script>alert(1)</script>${randomUUID()}`);
    const { body: file } = await add(cast.ilir, page, { name: 'faqe "e rreme".html' });
    const answer = await read(cast.ilir, file["id"]);
    expect(answer.status).toBe(200);
    expect(answer.text).toBe(page.toString());
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "application/octet-stream",
      "content-length": String(page.length),
      "content-disposition": `attachment; filename="faqe _e rreme_.html"; filename*=UTF-8''faqe%20%22e%20rreme%22.html`,
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    });
  });

  test("before an entry names it, it exists for the one who added it and for nobody else", async () => {
    const { body: file } = await add(cast.ilir, fresh());
    expect((await read(cast.ilir, file["id"])).status).toBe(200);
    for (const who of [cast.besa, cast.mira, cast.agron, cast.piotr, cast.sam, cast.vera])
      expect([who.name, (await read(who, file["id"])).status]).toEqual([who.name, 404]);
    expect((await read(undefined, file["id"])).status).toBe(401);
  });

  test("afterwards it exists for whoever sees the entry", async () => {
    const { body: file } = await add(cast.besa, fresh());
    await names(cast.besa, [file["id"]], { audience: "command" });
    for (const who of [cast.besa, cast.dritan, cast.agron]) expect((await read(who, file["id"])).status).toBe(200);
    for (const who of [cast.ilir, cast.arta, cast.piotr, cast.sam, cast.lule, cast.vera])
      expect([who.name, (await read(who, file["id"])).status]).toEqual([who.name, 404]);
  });

  test("of a TLP:RED entry, only for those who are named; each reading is recorded once", async () => {
    const { body: file } = await add(cast.besa, fresh());
    await names(cast.besa, [file["id"]], { tlp: "TLP:RED", audience: "named", readers: [cast.dritan.id] });
    const before = await size("file.read");
    for (const who of [cast.ilir, cast.agron, cast.piotr, cast.sam])
      expect([who.name, (await read(who, file["id"])).status]).toEqual([who.name, 404]);
    await read(cast.besa, file["id"]);
    expect(await size("file.read")).toBe(before);
    for (let reading = 0; reading < 3; reading += 1) expect((await read(cast.dritan, file["id"])).status).toBe(200);
    expect(await newest("file.read")).toMatchObject({
      actor_id: cast.dritan.id,
      audience: "audit",
      words: { sha256: file["sha256"] },
    });
    expect(await size("file.read")).toBe(before + 1);
  });

  test("under another incident, or by what is no id, it is not found", async () => {
    const other = await make.openIncident(cast, "Neighbour");
    const { body: file } = await add(cast.ilir, fresh());
    expect((await read(cast.ilir, file["id"], other)).status).toBe(404);
    for (const id of ["x", "..%2f..%2fsecrets.json", String(file["sha256"])])
      expect((await read(cast.ilir, id)).status).toBe(404);
  });
});

test("with the app's own password one adds no file for another, names none, and changes none", async () => {
  const { body: file } = await add(cast.ilir, fresh());
  const attempts: [string, unknown[]][] = [
    [
      "INSERT INTO file (incident_id, person_id, name, size, type, sha256) VALUES ($1, $2, 'x', 1, 'x', repeat('0', 64))",
      [incident.id, cast.mira.id],
    ],
    ["INSERT INTO entry_file (entry_id, file_id) SELECT e.id, $1 FROM entry e LIMIT 1", [file["id"]]],
    ["UPDATE file SET name = 'y' WHERE id = $1", [file["id"]]],
    ["DELETE FROM file WHERE id = $1", [file["id"]]],
  ];
  for (const [sql, values] of attempts)
    await asRuntime(async (client) => {
      await client.query("BEGIN");
      await client.query("SELECT app.begin($1, false)", [cast.ilir.token]);
      await expect(client.query(sql, values)).rejects.toThrow(/permission denied|row-level security/);
    });
});

test("the check of the record finds a kept file that was changed, and one that is gone", async () => {
  const bytes = fresh();
  const { body: file } = await add(cast.ilir, bytes);
  await names(cast.ilir, [file["id"]]);
  const check = async () => {
    const client = await owner.connect();
    return verifyFiles(client).finally(() => client.release());
  };
  await owner.query("ALTER TABLE file DISABLE TRIGGER USER");
  await owner.query("DELETE FROM file WHERE sha256 = repeat('0', 64)");
  expect(await check()).toMatchObject({ ok: true });
  const place = path.join(folder, sha256(bytes).slice(0, 2), sha256(bytes));
  writeFileSync(place, "something else");
  expect((await check()).lines.join()).toContain(`the file ${sha256(bytes)} has the hash`);
  rmSync(place);
  expect((await check()).lines.join()).toContain(`the file ${sha256(bytes)} is missing`);
  expect(await read(cast.ilir, file["id"])).toMatchObject({ status: 503, body: { because: "file-lost" } });
});
