import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importBundle } from "@/lib/foreign/import-bundle";
import type { ForeignPage } from "@/lib/foreign/views";
import { at, calls, listening } from "../../support/api";
import { type Cast, gather, type Member } from "../../support/cast";
import { owner } from "../../support/database";
import { type MadeUp, madeUpBundle } from "./made-up";
import { packed } from "./packing";

const home = mkdtempSync(path.join(os.tmpdir(), "kulla-made-up-"));
let cast: Cast;
let bundles = 0;
beforeAll(async () => {
  cast = await gather();
});
afterAll(() => rmSync(home, { recursive: true }));

async function take(lines: MadeUp[], options: { name?: string; zone?: string; files?: Buffer[] } = {}) {
  bundles += 1;
  const file = await packed(path.join(home, `${bundles}.zip`), madeUpBundle(lines, options));
  const client = await owner.connect();
  try {
    await importBundle(client, file);
  } finally {
    client.release();
  }
  const { rows } = await owner.query<{ id: string }>("SELECT id FROM foreign_log ORDER BY imported_at DESC LIMIT 1");
  return rows[0]?.id ?? "";
}
const read = async (who: Member, id: string, before?: string) => {
  const { status, text } = await calls(who.token).get(`/foreign-logs/${id}${before ? `?before=${before}` : ""}`);
  expect(status).toBe(200);
  return JSON.parse(text) as ForeignPage;
};

describe("a record made elsewhere", () => {
  test("is read in pages, each line once, newest happening first", async () => {
    const at = (n: number) => `2026-11-0${1 + (n % 3)}T10:00:00.000Z`;
    const id = await take(
      Array.from({ length: 130 }, (_, n) => ({
        canon: { occurred: at(n) },
        body: JSON.stringify({ text: `Entry ${n}` }),
      })),
    );
    const seen: { seq: number; occurredAt: unknown }[] = [];
    let before: string | undefined;
    let pages = 0;
    do {
      const page: ForeignPage = await read(cast.besa, id, before);
      seen.push(...page.rows);
      before = page.next ?? undefined;
      pages += 1;
    } while (before);
    expect(pages).toBe(3);
    expect(new Set(seen.map(({ seq }) => seq)).size).toBe(130);
    const wanted = seen.toSorted((a, b) => String(b.occurredAt).localeCompare(String(a.occurredAt)) || b.seq - a.seq);
    expect(seen).toEqual(wanted);
  });
  test("shows what corrects and what withdraws, and keeps restricted words out", async () => {
    const [first, second] = [crypto.randomUUID(), crypto.randomUUID()];
    const id = await take([
      { canon: { id: first }, body: '{"text":"wrong"}' },
      { canon: { id: second }, body: '{"text":"by mistake"}' },
      { canon: { type: "entry.corrected", corrects: first }, body: '{"text":"right","reasonKind":"wrong-time"}' },
      { canon: { type: "entry.withdrawn", kind: undefined, withdraws: second }, body: '{"afterSeconds":5}' },
      { canon: { tlp: "TLP:RED", audience: "named" }, body: '{"text":"RED-MARKER"}' },
      { canon: { audience: "command", key: true }, body: '{"text":"for the command"}' },
    ]);
    const { rows } = await read(cast.besa, id);
    expect(rows.find(({ number }) => number === 1)).toMatchObject({ text: "wrong", correctedBy: 3 });
    expect(rows.find(({ number }) => number === 2)).toMatchObject({ withdrawn: true });
    expect(rows.find(({ number }) => number === 3)).toMatchObject({
      corrects: { number: 1, reasonKind: "wrong-time" },
    });
    expect(rows.find(({ number }) => number === 4)?.sentence).toContain("2");
    expect(rows.map(({ number }) => number)).toEqual([6, 4, 3, 2, 1]);
    expect((await read(cast.ilir, id)).rows.map(({ number }) => number)).toEqual([4, 3, 2, 1]);
    expect((await read(cast.arta, id)).rows).toEqual([]);
    expect((await read(cast.ilir, id)).log.entries).toBe(4);
    const everything = await owner.query("SELECT row_to_json(b) FROM foreign_body b");
    expect(JSON.stringify(everything.rows)).not.toContain("RED-MARKER");
  });
  test("does not exist for outside responders, administrators and those who are gone", async () => {
    const id = await take([{}]);
    for (const who of [cast.piotr, cast.vera, cast.lule])
      expect((await calls(who.token).get(`/foreign-logs/${id}`)).status).toBe(404);
    expect((await calls(cast.besa.token).get(`/foreign-logs/${crypto.randomUUID()}`)).status).toBe(404);
    expect((await calls(cast.besa.token).get("/foreign-logs/nonsense")).status).toBe(422);
    expect((await calls(cast.besa.token).get(`/foreign-logs/${id}?before=nonsense`)).status).toBe(422);
  });
  test("may hold anything that a stranger writes: it is shown as words or not at all", async () => {
    const strange = [
      "",
      "no json",
      "[]",
      "7",
      '{"text":{}}',
      '{"text":"<script>alert(1)</script>"}',
      '{"text":"\\u0000","files":[null,7,{"name":1}],"systems":[1,"ok"]}',
    ];
    const id = await take(
      [
        ...strange.map((body) => ({ body })),
        { canon: { type: "something.new", number: undefined }, body: "{}" },
        { canon: { type: "membership.granted", number: undefined }, body: "{}" },
      ],
      { zone: "Nowhere/Land", name: "<b>Name</b>" },
    );
    const { rows, log } = await read(cast.besa, id);
    expect(rows).toHaveLength(strange.length + 2);
    expect(rows.find(({ number }) => number === 2)).toMatchObject({ text: null });
    expect(rows.find(({ number }) => number === 7)).toMatchObject({ systems: ["ok"], files: [] });
    expect(rows.find(({ seq }) => seq === strange.length + 1)).toMatchObject({ sentence: "something.new" });
    expect(log).toMatchObject({ zone: "UTC", name: "<b>Name</b>" });
  });
});

describe("a file of a record made elsewhere", () => {
  const [plain, kept] = [randomBytes(5000), randomBytes(400)];
  const hashOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
  const naming = (...files: [string, Buffer][]) =>
    JSON.stringify({ text: "See", files: files.map(([name, content]) => ({ name, sha256: hashOf(content) })) });
  const load = (who: Member | undefined, id: string, hash: string) =>
    fetch(at(`/foreign-logs/${id}/files/${hash}`), { headers: { authorization: `Bearer ${who?.token ?? "x"}` } });
  let id: string;
  beforeAll(async () => {
    await listening();
    id = await take(
      [
        { canon: { audience: "command" }, body: naming(["for the command.bin", kept], ["secret name.html", plain]) },
        { body: naming(["a\u202egpj/../\ud800.html", plain], ["never came.txt", Buffer.from("nothing")]) },
      ],
      { files: [plain, kept] },
    );
  });

  test("is downloaded as an attachment of no kind, in a sandbox, under a name that a browser can take", async () => {
    const answer = await load(cast.ilir, id, hashOf(plain));
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(plain);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "application/octet-stream",
      "content-length": "5000",
      "content-disposition": expect.stringMatching(/^attachment; filename="a_U_202E_gpj_\.\.__\.html"; /),
      "content-security-policy": "default-src 'none'; sandbox",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    });
  });
  test("exists for whoever sees a line that names it, under the name that this line gives", async () => {
    expect((await load(cast.besa, id, hashOf(plain))).headers.get("content-disposition")).toContain("secret name.html");
    expect((await load(cast.ilir, id, hashOf(plain))).headers.get("content-disposition")).not.toContain("secret");
    expect((await load(cast.besa, id, hashOf(kept))).status).toBe(200);
    for (const who of [cast.ilir, cast.arta, cast.piotr, cast.vera, cast.lule])
      expect((await load(who, id, hashOf(kept))).status).toBe(404);
    expect((await load(undefined, id, hashOf(plain))).status).toBe(401);
  });
  test("is told with its size where it came, and without where it did not", async () => {
    const { rows } = await read(cast.ilir, id);
    expect(rows.flatMap(({ files }) => files.map(({ size }) => size))).toEqual([5000, null]);
    expect((await load(cast.ilir, id, hashOf(Buffer.from("nothing")))).status).toBe(404);
    for (const hash of ["0".repeat(64), "nonsense", "..%2f..%2fsecret"])
      expect((await load(cast.besa, id, hash)).status).toBe(404);
  });
});

test.each<[string, Record<string, unknown>]>([
  ["a year that no column takes", { recorded: "0000-01-01T00:00:00.000Z" }],
  ["a number that no column takes", { number: 1, seq: 1, corrects: "x" }],
  ["a label that does not exist", { tlp: "TLP:PINK" }],
  ["a line of another version", { v: 2 }],
  ["an id that is none", { id: "1" }],
])("a record that holds, and says %s, is refused whole", async (_what, canon) => {
  const before = (await owner.query("SELECT FROM foreign_log")).rowCount;
  await expect(take([{ canon }])).rejects.toMatchObject({ name: "Sentence" });
  expect((await owner.query("SELECT FROM foreign_log")).rowCount).toBe(before);
});
