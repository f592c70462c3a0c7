import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeBundle } from "@/lib/bundle/make-bundle";
import { MANIFEST, NEEDED, RECORD } from "@/lib/bundle/manifest";
import { checkRecord } from "@/lib/foreign/check-record";
import { importBundle } from "@/lib/foreign/import-bundle";
import { verifyForeign } from "@/lib/foreign/verify-foreign";
import { publicKeyText, signCheckpoint } from "@/lib/record/checkpoint";
import { RecordSigner } from "@/lib/record/sign-record";
import { SignerFolder } from "@/lib/record/signer-folder";
import { type Cast, gather } from "../../support/cast";
import { asRuntime, owner, urls } from "../../support/database";
import { addEntry, addRedEntry, correct, type MadeIncident, openIncident, withdraw } from "../../support/make";
import { newest } from "../../support/record";
import { type SecondDatabase, secondDatabase } from "../../support/second-database";
import { Random } from "../record/random";
import { manifestFor, packed, strangeZip, unpacked } from "./packing";

const home = mkdtempSync(path.join(os.tmpdir(), "kulla-bundles-"));
process.env["KULLA_DATA"] = home;
const inHome = (name: string) => path.join(home, name);
const random = new Random(18);
let cast: Cast;
let incident: MadeIncident;
let signer: RecordSigner;
let signerClient: pg.Client;
let elsewhere: SecondDatabase;
/** Two states of one incident: the second has grown. */
let early: string;
let late: string;
let parts: Map<string, Buffer>;

beforeAll(async () => {
  cast = await gather();
  incident = await openIncident(cast);
  const other = await openIncident(cast, "Another one");
  const folder = new SignerFolder(inHome("key.pem"));
  signer = new RecordSigner(folder, folder.key("kulla/test"));
  signerClient = new pg.Client({ connectionString: urls.signer });
  await signerClient.connect();
  await signer.recheck(signerClient);
  for (let n = 0; n < 12; n += 1)
    await addEntry(n % 2 ? cast.ilir : cast.besa, n % 3 ? incident : other, `Entry “${n}”\nçë <b>&amp;</b></script>`);
  await addRedEntry(cast.besa, incident, [cast.dritan], "RED-MARKER");
  await correct(cast.besa, incident, 1);
  const { logNumber } = await addEntry(cast.besa, incident, "by mistake");
  await withdraw(cast.besa, incident, logNumber);
  early = await bundle("early.zip");
  await addEntry(cast.besa, incident, "and then");
  late = await bundle("late.zip");
  parts = await unpacked(early);
  elsewhere = await secondDatabase();
});
afterAll(async () => {
  await signerClient.end();
  await elsewhere.drop();
  rmSync(home, { recursive: true });
});

async function bundle(name: string, signs = true): Promise<string> {
  if (signs) await signer.round(signerClient);
  const client = await owner.connect();
  try {
    return (await makeBundle(client, incident.ref, inHome(name), { by: "a clerk" })).file;
  } finally {
    client.release();
  }
}

const into = (file: string, key?: string) => importBundle(elsewhere.client, file, key);
const stored = async () =>
  (
    await elsewhere.client.query<{ n: number }>(
      "SELECT (SELECT count(*) FROM foreign_log)::int + (SELECT count(*) FROM foreign_bundle)::int + (SELECT count(*) FROM foreign_line)::int + (SELECT count(*) FROM foreign_body)::int + (SELECT count(*) FROM entry)::int AS n",
    )
  ).rows[0]?.n;
let made = 0;
/** Packs these files as a bundle whose manifest fits them. */
async function pack(files: Map<string, Buffer>): Promise<string> {
  made += 1;
  return packed(inHome(`packed-${made}`), manifestFor(files));
}
const lines = (files: Map<string, Buffer>) =>
  String(files.get(RECORD))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const withRecord = (rows: unknown[]) =>
  new Map(parts).set(RECORD, Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join("")));

describe("what is wrong is refused with a sentence, and nothing is stored:", () => {
  const refused = async (file: string, says: RegExp, key?: string) => {
    const before = await stored();
    await expect(into(file, key)).rejects.toMatchObject({ name: "Sentence", message: expect.stringMatching(says) });
    expect(await stored()).toBe(before);
  };

  test.each([MANIFEST, ...NEEDED])("a changed %s", async (name) => {
    for (const change of [flip, cut, grow, empty]) {
      const files = new Map(parts);
      files.set(name, change(files.get(name) ?? Buffer.alloc(0)));
      await refused(await packed(inHome(`changed-${name}-${change.name}`), files), /./);
    }
  });
  test.each([MANIFEST, ...NEEDED])("a bundle without %s", async (name) => {
    const files = new Map(parts);
    files.delete(name);
    await refused(await packed(inHome(`without-${name}`), files), /no manifest|is missing/);
  });
  test("a file that the manifest does not name", async () => {
    await refused(await packed(inHome("more"), new Map(parts).set("more.txt", Buffer.from("x"))), /does not name/);
  });
  test("an attachment that is not named by its hash", async () => {
    await refused(await pack(new Map(parts).set(`files/${"0".repeat(64)}`, Buffer.from("x"))), /not named by its hash/);
  });
  test("a ZIP that is cut anywhere", async () => {
    const { size } = statSync(early);
    for (let n = 0; n < 40; n += 1) {
      const file = inHome("cut.zip");
      copyFileSync(early, file);
      truncateSync(file, n < 5 ? size - 1 - n : random.between(0, size - 1));
      await refused(file, /./);
    }
  });
  test.each(["traversal", "absolute", "backslash", "folder", "link", "twice", "bomb", "lies"] as const)(
    "a ZIP with a %s in it",
    async (kind) => {
      await refused(await strangeZip(inHome(`strange-${kind}.zip`), kind, manifestFor(parts)), /./);
      for (const outside of ["../evil.txt", "/tmp/evil.txt"])
        expect(statSync(path.resolve(home, outside), { throwIfNoEntry: false })).toBeUndefined();
    },
  );
  test("no ZIP at all, no file, a folder", async () => {
    writeFileSync(inHome("no.zip"), "not a zip");
    await refused(inHome("no.zip"), /not a whole ZIP/);
    await refused(inHome("nowhere.zip"), /cannot be read/);
    mkdirSync(inHome("folder.zip"), { recursive: true });
    await refused(inHome("folder.zip"), /cannot be read/);
  });

  type Rows = Record<string, unknown>[];
  const one = (rows: Rows) => rows[random.between(1, rows.length - 1)] as Record<string, string>;
  const changes: Record<string, [says: RegExp, change: (rows: Rows) => void]> = {
    "other words": [/words are not those/, (rows) => void (one(rows)["body"] += " ")],
    "another salt": [/words are not those/, (rows) => void (one(rows)["salt"] = "AAAA")],
    "half of its words": [/words are not those/, (rows) => void Object.assign(one(rows), { salt: null })],
    "another hashed text": [/not in the record/, (rows) => void (one(rows)["canon"] += " ")],
    "another author in the hashed text": [
      /not in the record/,
      (rows) => {
        const row = one(rows.filter(({ canon }) => !canon || String(canon).includes(cast.ilir.id)));
        row["canon"] = String(row["canon"]).replace(cast.ilir.id, cast.besa.id);
      },
    ],
    "a line too few": [
      /should hold|is missing|not an earlier/,
      (rows) => void rows.splice(random.between(2, rows.length - 2), 1),
    ],
    "an entry too few, and the count made to fit": [
      /is missing|not an earlier/,
      (rows) => {
        rows.splice(
          rows.findIndex(({ canon }) => String(canon).includes('"number": 2,')),
          1,
        );
        Object.assign(rows[0] ?? {}, { lines: rows.length - 1 });
      },
    ],
    "a line twice": [
      /not in order/,
      (rows) => {
        rows.splice(3, 0, rows[3] ?? {});
        Object.assign(rows[0] ?? {}, { lines: rows.length - 1 });
      },
    ],
    "two lines swapped": [
      /not in order|not an earlier|is missing/,
      (rows) => void rows.splice(3, 2, rows[4] ?? {}, rows[3] ?? {}),
    ],
    "a proof of another line": [
      /not in the record/,
      (rows) => void Object.assign(rows[2] ?? {}, { proof: rows[3]?.["proof"] }),
    ],
    "no proof where there must be one": [/not in the record/, (rows) => void Object.assign(one(rows), { proof: null })],
    "a longer proof": [
      /not in the record|cannot be read/,
      (rows) =>
        void Object.assign(rows[2] ?? {}, { proof: `${rows[2]?.["proof"]}${"A".repeat(43)}=`.replace(/=(?=.)/g, "") }),
    ],
    "another field": [/cannot be read/, (rows) => void Object.assign(one(rows), { more: 1 })],
    "a checkpoint of another size": [
      /not signed by the key/,
      (rows) =>
        void Object.assign(rows[0] ?? {}, {
          checkpoint: String(rows[0]?.["checkpoint"]).replace(/\n([0-9]+)\n/, "\n$10\n"),
        }),
    ],
    "no checkpoint": [/holds no checkpoint/, (rows) => void Object.assign(rows[0] ?? {}, { checkpoint: null })],
    "another name of the incident": [
      /names the incident otherwise/,
      (rows) => void Object.assign((rows[0]?.["incident"] ?? {}) as object, { name: "Else" }),
    ],
    "a real incident that calls itself an exercise": [
      /whether this is an exercise/,
      (rows) => void Object.assign((rows[0]?.["incident"] ?? {}) as object, { exercise: true }),
    ],
    "another incident": [
      /belongs to another line/,
      (rows) => void Object.assign((rows[0]?.["incident"] ?? {}) as object, { id: crypto.randomUUID() }),
    ],
  };
  test.each(Object.keys(changes))("%s, in a bundle whose manifest fits", async (name) => {
    const [says, change] = changes[name] ?? [/./, () => {}];
    const rows = lines(parts);
    change(rows);
    await refused(await pack(withRecord(rows)), says);
  });
  test("a record that is cut, and one that is empty", async () => {
    const text = String(parts.get(RECORD));
    await refused(await pack(new Map(parts).set(RECORD, Buffer.from(text.slice(0, -1)))), /is cut/);
    await refused(await pack(new Map(parts).set(RECORD, Buffer.from(text.slice(0, -200)))), /cannot be read/);
    await refused(await pack(new Map(parts).set(RECORD, Buffer.alloc(0))), /is empty/);
  });
  test("a record signed anew by another key, when the true key is known", async () => {
    const folder = new SignerFolder(inHome("thief/key.pem"));
    const thief = folder.key("kulla/test");
    const rows = lines(parts);
    const [, origin = "", size = "", root = ""] =
      /^([^\n]+)\n(\d+)\n([^\n]+)\n/.exec(String(rows[0]?.["checkpoint"])) ?? [];
    const note = signCheckpoint({ origin, size: Number(size), root: Buffer.from(root, "base64") }, thief);
    Object.assign(rows[0] ?? {}, { checkpoint: note, publicKey: publicKeyText(thief) });
    const file = await pack(withRecord(rows));
    await refused(file, /another key than the one that was given/, inHome("public-key.txt"));
    Object.assign(rows[0] ?? {}, { publicKey: readFileSync(inHome("public-key.txt"), "utf8").trim() });
    await refused(await pack(withRecord(rows)), /not signed by the key/);
  });
  test("500 random bytes of the ZIP: refused, or without any meaning", async () => {
    const whole = readFileSync(early);
    let harmless = 0;
    for (let n = 0; n < 500; n += 1) {
      const bytes = Buffer.from(whole);
      const at = random.between(0, bytes.length - 1);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.between(0, 7));
      writeFileSync(inHome("flipped.zip"), bytes);
      const files = await unpacked(inHome("flipped.zip")).catch(() => null);
      const isSame = files !== null && [...parts].every(([name, content]) => files.get(name)?.equals(content));
      if (isSame) harmless += 1;
      else await refused(inHome("flipped.zip"), /./);
    }
    console.log(
      `bundle: 500 random changes, ${500 - harmless} refused, ${harmless} in fields of the ZIP that mean nothing`,
    );
    expect(harmless).toBeLessThan(25);
  });
});

describe("a whole bundle", () => {
  test("is imported with every hash equal, and all of it verifies", async () => {
    const imported = await into(early, inHome("public-key.txt"));
    expect(imported).toMatchObject({ state: "new", ref: incident.ref, origin: "kulla/test", unproven: 0 });
    const here = await elsewhere.client.query(
      "SELECT seq, encode(leaf, 'hex') AS leaf, canon FROM foreign_line ORDER BY seq",
    );
    const there = await owner.query(
      "SELECT seq, encode(leaf, 'hex') AS leaf, canon FROM entry WHERE incident_id = $1 AND seq <= $2 ORDER BY seq",
      [incident.id, here.rows.at(-1)?.seq],
    );
    expect(here.rows).toEqual(there.rows);
    expect(here.rowCount).toBe(imported.lines);
    expect(await verifyForeign(elsewhere.client)).toMatchObject({ ok: true, problems: [] });
  });
  test("is remembered in the record of the one that takes it in", async () => {
    const { rows } = await elsewhere.client.query(
      "SELECT e.type, e.audience, e.incident_id, b.body::jsonb AS body FROM entry e JOIN entry_body b ON b.entry_id = e.id",
    );
    expect(rows).toEqual([
      {
        type: "foreign-log.imported",
        audience: "audit",
        incident_id: null,
        body: { origin: "kulla/test", sha256: expect.stringMatching(/^[0-9a-f]{64}$/), lines: expect.any(Number) },
      },
    ]);
  });
  test("leaves no word of a restricted line behind, only its hash", async () => {
    const text = JSON.stringify(
      (
        await elsewhere.client.query(
          "SELECT row_to_json(b) FROM foreign_body b UNION ALL SELECT row_to_json(l) FROM foreign_line l",
        )
      ).rows,
    );
    expect(text).not.toContain("RED-MARKER");
    expect(String(parts.get(RECORD))).toContain("RED-MARKER");
    const red = await elsewhere.client.query("SELECT log_id, seq FROM foreign_line WHERE tlp = 'TLP:RED'");
    expect(red.rowCount).toBe(1);
    await expect(
      elsewhere.client.query("INSERT INTO foreign_body (log_id, seq, salt, body) VALUES ($1, $2, '', 'x')", [
        red.rows[0]?.log_id,
        red.rows[0]?.seq,
      ]),
    ).rejects.toMatchObject({ code: "KU403" });
  });
  test("a second time changes nothing and says so", async () => {
    const before = await stored();
    expect(await into(early)).toMatchObject({ state: "known", lines: 0 });
    expect(await stored()).toBe(before);
  });
  test("of a fork is refused: the same beginning, another line, signed with the true key", async () => {
    const before = await stored();
    const key = new SignerFolder(inHome("key.pem")).key("");
    const rows = lines(await unpacked(late));
    const [, origin = "", size = ""] = /^([^\n]+)\n(\d+)\n/.exec(String(rows[0]?.["checkpoint"])) ?? [];
    // A tree of one line, an hour of another millennium: everything about it holds, but it is not the record that is here.
    const { leafHash } = await import("@/lib/record/merkle");
    const first = rows[1] ?? {};
    const canon = String(first["canon"]).replace(/"recorded": "2/, '"recorded": "1');
    const note = signCheckpoint({ origin, size: 1, root: leafHash(canon) }, key);
    expect(Number(size)).toBeGreaterThan(1);
    const forked = [
      { ...lines(parts)[0], lines: 1, checkpoint: note },
      { ...first, seq: 1, canon, proof: "" },
    ];
    await expect(into(await pack(withRecord(forked)))).rejects.toThrow("went different ways");
    expect(await stored()).toBe(before);
  });
  test("that is newer brings only what is new; the older one then changes nothing", async () => {
    const { rowCount: before } = await elsewhere.client.query("SELECT FROM foreign_line");
    expect(await into(late)).toMatchObject({ state: "grown" });
    const { rowCount: after } = await elsewhere.client.query("SELECT FROM foreign_line");
    // The export of the early bundle is a line too.
    expect(after).toBe((before ?? 0) + 2);
    expect(await into(early)).toMatchObject({ state: "known", lines: 0 });
    expect(await verifyForeign(elsewhere.client)).toMatchObject({ ok: true });
  });
  test("signed by another key than before is refused", async () => {
    const other = new SignerFolder(inHome("other/key.pem")).key("kulla/test");
    const rows = lines(parts);
    const [, origin = "", size = "", root = ""] =
      /^([^\n]+)\n(\d+)\n([^\n]+)\n/.exec(String(rows[0]?.["checkpoint"])) ?? [];
    const note = signCheckpoint({ origin, size: Number(size), root: Buffer.from(root, "base64") }, other);
    Object.assign(rows[0] ?? {}, { checkpoint: note, publicKey: publicKeyText(other) });
    await expect(into(await pack(withRecord(rows)))).rejects.toThrow("signed by another key");
  });
  test("leaves out what nothing proves yet", async () => {
    await addEntry(cast.besa, incident, "not signed yet");
    const file = await bundle("unsigned.zip", false);
    expect(await into(file)).toMatchObject({ state: "known", unproven: expect.any(Number) });
    const { rows } = await elsewhere.client.query(
      "SELECT count(*)::int AS n FROM foreign_body WHERE body LIKE '%not signed yet%'",
    );
    expect(rows).toEqual([{ n: 0 }]);
  });
  test("is not taken in where it was made", async () => {
    const client = await owner.connect();
    await expect(importBundle(client, early)).rejects.toThrow("was made in this Kulla");
    client.release();
  });
  test("checks with the verifier that it brings, on a machine without Kulla", async () => {
    const folder = inHome("unpacked");
    mkdirSync(folder);
    for (const [name, content] of parts) writeFileSync(path.join(folder, name), content);
    const run = () =>
      new Promise<{ code: number; said: string }>((done) => {
        const args = ["verify.mjs", "record.ndjson", "--key", inHome("public-key.txt")];
        execFile(process.execPath, args, { cwd: folder, env: { NODE_ENV: "production" } }, (error, stdout, stderr) =>
          done({ code: typeof error?.code === "number" ? error.code : 0, said: stdout + stderr }),
        );
      });
    const good = await run();
    expect(good.said).toContain("5 files are those that the manifest names");
    expect(good.code).toBe(0);
    writeFileSync(path.join(folder, "entries.json"), "{}");
    expect(await run()).toMatchObject({ code: 1, said: expect.stringContaining("BROKEN: entries.json") });
  });
  test("is the same bytes for the same files, and is itself in the record", async () => {
    await packed(inHome("same-1"), parts);
    await packed(inHome("same-2"), parts);
    expect(readFileSync(inHome("same-1"))).toEqual(readFileSync(inHome("same-2")));
    expect((await newest("export.made")).words).toMatchObject({ by: "a clerk", sha256: expect.any(String) });
  });
  test("is not written over a file that is there", async () => {
    await expect(bundle("early.zip")).rejects.toThrow("is already there");
  });
});

describe("the check in the reader", () => {
  type Check = (text: string) => Promise<{ problems: { key: string }[]; signed: boolean | null; proven: number }>;
  let check: Check;
  beforeAll(async () => {
    ({ checkRecord: check } = (await import(pathToFileURL(path.resolve("tools/reader/check.js")).href)) as {
      checkRecord: Check;
    });
  });

  test("holds a whole record to be whole", async () => {
    const { problems, signed, proven } = await check(String(parts.get(RECORD)));
    expect({ problems, signed }).toEqual({ problems: [], signed: true });
    expect(proven).toBe(lines(parts).length - 1);
  });
  test("finds in 400 changes of its lines exactly what the import finds", async () => {
    const whole = String(parts.get(RECORD));
    const begin = whole.indexOf("\n") + 1;
    let found = 0;
    for (let n = 0; n < 400; n += 1) {
      const at = random.between(begin, whole.length - 2);
      const sign = String.fromCharCode((whole.charCodeAt(at) ^ (1 << random.between(0, 4))) & 127);
      const changed = whole.slice(0, at) + sign + whole.slice(at + 1);
      writeFileSync(inHome("one.ndjson"), changed);
      const isRefused = await checkRecord(inHome("one.ndjson")).then(
        () => false,
        () => true,
      );
      const { problems } = await check(changed);
      expect([n, changed.slice(at - 30, at + 30), problems.length > 0]).toEqual([
        n,
        changed.slice(at - 30, at + 30),
        isRefused,
      ]);
      if (isRefused) found += 1;
    }
    console.log(`reader: 400 random changes, ${found} found by both checks`);
    expect(found).toBeGreaterThan(390);
  });
});

describe("files that entries name", () => {
  const content = randomBytes(70_000);
  const hash = createHash("sha256").update(content).digest("hex");
  const lost = "0".repeat(64);

  test("are in the bundle under their hash, and one that is lost is told", async () => {
    mkdirSync(inHome(`files/${hash.slice(0, 2)}`), { recursive: true });
    writeFileSync(inHome(`files/${hash.slice(0, 2)}/${hash}`), content);
    const files = [hash, lost, hash].map((sha256) => ({
      id: sha256,
      name: "screen.png",
      size: 1,
      type: "png",
      sha256,
    }));
    await asRuntime(async (client) => {
      await client.query("BEGIN");
      await client.query("SELECT app.begin($1, true)", [cast.besa.token]);
      const body = JSON.stringify({ text: "See the picture", files }).replace('"files":', '"files": ');
      const entry = { type: "entry.logged", incident: incident.id, kind: "note", numbered: true, body };
      await client.query("SELECT app.ledger_append($1::jsonb)", [JSON.stringify(entry)]);
      await client.query("COMMIT");
    });
    await signer.round(signerClient);
    const client = await owner.connect();
    const made = await makeBundle(client, incident.ref, inHome("with-files.zip"), { by: "a clerk" });
    client.release();
    expect(made.missing).toBe(1);
    const found = await unpacked(made.file);
    expect([...found.keys()].filter((name) => name.startsWith("files/"))).toEqual([`files/${hash}`]);
    expect(found.get(`files/${hash}`)).toEqual(content);
    expect(await into(made.file)).toMatchObject({ state: "grown" });
  });
  test("are refused when they are not what their name says", async () => {
    const files = await unpacked(inHome("with-files.zip"));
    const before = await stored();
    await expect(into(await pack(files.set(`files/${hash}`, flip(content))))).rejects.toThrow("not named by its hash");
    expect(await stored()).toBe(before);
  });
});

describe("the check of foreign logs finds", () => {
  const changed = async (statement: string, says: RegExp) => {
    const client = new pg.Client({ connectionString: elsewhere.urls.admin });
    await client.connect();
    await client.query("SET session_replication_role = replica");
    await client.query("BEGIN");
    await client.query(statement);
    await client.query("SET LOCAL session_replication_role = origin");
    const verdict = await verifyForeignIn(client);
    await client.query("ROLLBACK").catch(() => {});
    await client.end();
    expect(verdict.ok).toBe(false);
    expect(verdict.problems.map(({ says: said }) => said).join("\n")).toMatch(says);
  };
  /** Inside a transaction that is rolled back: the check opens none of its own. */
  const verifyForeignIn = (client: pg.Client) => {
    const inside = new Proxy(client, {
      get: (target, name) =>
        name === "query"
          ? (text: string, values?: unknown[]) =>
              /^(BEGIN|ROLLBACK)/.test(text) ? Promise.resolve() : target.query(text, values)
          : Reflect.get(target, name),
    });
    return verifyForeign(inside);
  };
  const some =
    "(SELECT seq FROM foreign_line WHERE type = 'entry.logged' AND audience = 'incident' ORDER BY seq LIMIT 1)";
  test.each<[string, string, RegExp]>([
    ["other words", `UPDATE foreign_body SET body = body || ' ' WHERE seq = ${some}`, /words are not those/],
    ["another author", `UPDATE foreign_line SET actor_id = gen_random_uuid() WHERE seq = ${some}`, /columns are not/],
    [
      "another time",
      `UPDATE foreign_line SET occurred_at = occurred_at - interval '1 hour' WHERE seq = ${some}`,
      /columns are not/,
    ],
    ["another hashed text", `UPDATE foreign_line SET canon = canon || ' ' WHERE seq = ${some}`, /stored hash is not/],
    [
      "a hashed text with its hash",
      `UPDATE foreign_line SET canon = canon || ' ', leaf = sha256('\\x00'::bytea || convert_to(canon || ' ', 'UTF8')) WHERE seq = ${some}`,
      /not in the record that was signed/,
    ],
    ["a line that is gone", `DELETE FROM foreign_line WHERE seq = ${some}`, /is missing|are here/],
    ["another checkpoint", "UPDATE foreign_bundle SET root = sha256(root)", /is not the signed one/],
    [
      "another signer",
      "UPDATE foreign_log SET public_key = 'kulla/test+00000000+AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'",
      /is not the signed one/,
    ],
  ])("%s", async (_what, statement, says) => {
    await changed(statement, says);
  });
  test("and without a change the owner cannot make one", async () => {
    for (const table of ["foreign_log", "foreign_bundle", "foreign_line", "foreign_body", "foreign_person"])
      for (const act of [`UPDATE ${table} SET log_id = log_id`, `DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`])
        await expect(
          elsewhere.client.query(table === "foreign_log" ? act.replaceAll("log_id", "ref") : act),
        ).rejects.toMatchObject({ code: "KU403" });
  });
});

function flip(bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes);
  const at = random.between(0, changed.length - 1);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}
function cut(bytes: Buffer): Buffer {
  return bytes.subarray(0, -1);
}
function grow(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.from("x")]);
}
function empty(): Buffer {
  return Buffer.alloc(0);
}
