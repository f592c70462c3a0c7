import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { RECORD } from "@/lib/bundle/manifest";
import { publicKeyText, signCheckpoint } from "@/lib/record/checkpoint";
import { SignerFolder } from "@/lib/record/signer-folder";
import { cast, inHome, into, lines, pack, parts, random, stored, withRecord } from "./staged";

const refused = async (file: string, says: RegExp, key?: string) => {
  const before = await stored();
  await expect(into(file, key)).rejects.toMatchObject({ name: "Sentence", message: expect.stringMatching(says) });
  expect(await stored()).toBe(before);
};

describe("a record that does not hold is refused, and nothing is stored:", () => {
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
});
