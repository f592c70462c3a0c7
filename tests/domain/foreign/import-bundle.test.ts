import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { RECORD } from "@/lib/bundle/manifest";
import { importBundle } from "@/lib/foreign/import-bundle";
import { verifyForeign } from "@/lib/foreign/verify-foreign";
import { publicKeyText, signCheckpoint } from "@/lib/record/checkpoint";
import { SignerFolder } from "@/lib/record/signer-folder";
import { owner } from "../../support/database";
import { addEntry } from "../../support/make";
import { newest } from "../../support/record";
import { packed, unpacked } from "./packing";
import {
  bundle,
  cast,
  early,
  elsewhere,
  incident,
  inHome,
  into,
  late,
  lines,
  pack,
  parts,
  stored,
  withRecord,
} from "./staged";

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
        body: {
          origin: "kulla/test",
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          lines: expect.any(Number),
          files: 0,
        },
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
    const { file } = await bundle("unsigned.zip", false);
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
