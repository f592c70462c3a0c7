import { createHash, randomBytes, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { FILE_MAX } from "@/lib/files/limits";
import { INCIDENT_FILES_MAX } from "@/lib/files/schema";
import { placeOf } from "@/lib/files/store";
import { verifyForeign } from "@/lib/foreign/verify-foreign";
import { calls } from "../../support/api";
import { dataFolder } from "../../support/database";
import { unpacked } from "./packing";
import { bundle, cast, elsewhere, flip, incident, into, lines, pack, stored, withRecord } from "./staged";

const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const [picture, lost, secret] = [randomBytes(70_000), randomBytes(900), randomBytes(800)];
const all = [picture, lost, secret];
const forget = (...contents: Buffer[]) => {
  for (const content of contents) rmSync(placeOf(hashOf(content)), { force: true });
};
const isHere = (content: Buffer) => existsSync(placeOf(hashOf(content)));
const waiting = () => readdirSync(path.join(dataFolder, "files", "incoming"));

async function withFiles(contents: Buffer[], more: Record<string, unknown> = {}): Promise<void> {
  const write = calls(cast.besa.token);
  const files: unknown[] = [];
  for (const content of contents) {
    const sent = { raw: Buffer.from(content), headers: { "x-file-name": "screen.png" } };
    files.push((await write.post(`/incidents/${incident.ref}/files`, undefined, sent)).body["id"]);
  }
  const entry = { text: "See the picture", files, ...more };
  const key = randomUUID();
  expect((await write.post(`/incidents/${incident.ref}/entries`, entry, { key })).status).toBe(201);
}

let file: string;
let missing: number;
beforeAll(async () => {
  await withFiles([picture, lost]);
  await withFiles([secret], { tlp: "TLP:RED", audience: "named", readers: [cast.dritan.id] });
  forget(lost);
  ({ file, missing } = await bundle("with-files.zip"));
  // From here on the disk is that of another machine.
  forget(...all);
});

describe("files that entries name", () => {
  test("are in the bundle under their hash, and one that is lost is told", async () => {
    expect(missing).toBe(1);
    const found = await unpacked(file);
    const attached = [...found.keys()].filter((name) => name.startsWith("files/"));
    expect(attached.toSorted()).toEqual([picture, secret].map((content) => `files/${hashOf(content)}`).toSorted());
    expect(found.get(`files/${hashOf(picture)}`)).toEqual(picture);
  });
  test.each<[string, RegExp, (files: Map<string, Buffer>) => Map<string, Buffer>]>([
    ["other bytes", /not named by its hash/, (files) => files.set(`files/${hashOf(picture)}`, flip(picture))],
    ["too many bytes", /larger than a bundle may hold/, (files) => withContent(files, Buffer.alloc(FILE_MAX + 1))],
    ["no byte", /is empty/, (files) => withContent(files, Buffer.alloc(0))],
    [
      "a record that does not hold",
      /words are not those/,
      (files) => {
        const rows = lines(files);
        Object.assign(rows[2] ?? {}, { body: '{"text":"else"}' });
        return new Map([...files, ...withRecord(rows)].filter(([name]) => files.has(name)));
      },
    ],
  ])("bring nothing to the disk from a bundle with %s", async (_what, says, change) => {
    const before = await stored();
    await expect(into(await pack(change(await unpacked(file))))).rejects.toThrow(says);
    expect(await stored()).toBe(before);
    expect(all.map(isHere)).toEqual([false, false, false]);
    expect(waiting()).toEqual([]);
  });
  test("come in with the record, byte for byte, and verify", async () => {
    expect(await into(file)).toMatchObject({ state: "new", files: 1 });
    expect(readFileSync(placeOf(hashOf(picture)))).toEqual(picture);
    expect(waiting()).toEqual([]);
    const { ok, lines: said } = await verifyForeign(elsewhere.client);
    expect({ ok, said }).toEqual({
      ok: true,
      said: [expect.stringContaining("and 1 files read. whole."), expect.stringContaining("1 files that it names")],
    });
    const { rows } = await elsewhere.client.query(
      "SELECT b.body::jsonb AS body FROM entry_body b JOIN entry e ON e.id = b.entry_id",
    );
    expect(rows).toEqual([{ body: expect.objectContaining({ files: 1 }) }]);
  });
  test("of restricted lines stay outside, and not even their hash is known as a file", async () => {
    expect(isHere(secret)).toBe(false);
    const { rows } = await elsewhere.client.query("SELECT sha256 FROM foreign_line_file ORDER BY sha256");
    expect(rows.map(({ sha256 }) => sha256)).toEqual([picture, lost].map(hashOf).toSorted());
    await expect(
      elsewhere.client.query(
        "INSERT INTO foreign_line_file SELECT log_id, seq, repeat('a', 64) FROM foreign_line WHERE tlp = 'TLP:RED' LIMIT 1",
      ),
    ).rejects.toMatchObject({ code: "KU403" });
  });
  test("are stored once, however often the bundle comes", async () => {
    const [before, { ino, mtimeMs }] = [await stored(), statSync(placeOf(hashOf(picture)))];
    expect(await into(file)).toMatchObject({ state: "known", lines: 0, files: 0 });
    expect(await stored()).toBe(before);
    expect(statSync(placeOf(hashOf(picture)))).toMatchObject({ ino, mtimeMs });
  });
  test.each<[string, RegExp, () => void]>([
    ["lost", /is missing/, () => forget(picture)],
    ["changed", /has the hash/, () => writeFileSync(placeOf(hashOf(picture)), flip(picture))],
  ])("that the disk has %s are told, and come back with the same bundle", async (_what, says, harm) => {
    harm();
    const { ok, problems } = await verifyForeign(elsewhere.client);
    expect({ ok, says: problems.map((one) => one.says).join() }).toEqual({
      ok: false,
      says: expect.stringMatching(says),
    });
    expect(await into(file)).toMatchObject({ state: "known", lines: 0, files: 1 });
    expect(await verifyForeign(elsewhere.client)).toMatchObject({ ok: true });
  });
  test("that an earlier bundle had lost come in with a later one that has them", async () => {
    await withFiles([lost]);
    expect(await into((await bundle("found-again.zip")).file)).toMatchObject({ state: "grown", files: 1 });
    expect(readFileSync(placeOf(hashOf(lost)))).toEqual(lost);
  });
  test("that are more than an incident may have are refused with their record", async () => {
    await elsewhere.client.query(
      `INSERT INTO foreign_file SELECT f.id, encode(sha256(n::text::bytea), 'hex'), ${FILE_MAX} FROM foreign_log f, generate_series(1, ${INCIDENT_FILES_MAX / FILE_MAX}) n`,
    );
    const one = randomBytes(100);
    await withFiles([one]);
    const more = (await bundle("too-many.zip")).file;
    forget(one);
    const before = await stored();
    await expect(into(more)).rejects.toThrow("more than may be kept");
    expect(await stored()).toBe(before);
    expect(isHere(one)).toBe(false);
    const { problems } = await verifyForeign(elsewhere.client);
    expect(problems.some(({ says }) => says.includes("is named by no line"))).toBe(true);
  });
});

const withContent = (files: Map<string, Buffer>, content: Buffer) => files.set(`files/${hashOf(content)}`, content);
