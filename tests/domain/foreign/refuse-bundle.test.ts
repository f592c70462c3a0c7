import { copyFileSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { MANIFEST, NEEDED } from "@/lib/bundle/manifest";
import { manifestFor, packed, strangeZip, unpacked } from "./packing";
import { early, flip, inHome, into, pack, parts, random, stored } from "./staged";

const refused = async (file: string, says: RegExp, key?: string) => {
  const before = await stored();
  await expect(into(file, key)).rejects.toMatchObject({ name: "Sentence", message: expect.stringMatching(says) });
  expect(await stored()).toBe(before);
};

describe("a bundle is refused with a sentence, and nothing is stored, when it is or holds", () => {
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
        expect(statSync(path.resolve(inHome("."), outside), { throwIfNoEntry: false })).toBeUndefined();
    },
  );
  test("no ZIP at all, no file, a folder", async () => {
    writeFileSync(inHome("no.zip"), "not a zip");
    await refused(inHome("no.zip"), /not a whole ZIP/);
    await refused(inHome("nowhere.zip"), /cannot be read/);
    mkdirSync(inHome("folder.zip"), { recursive: true });
    await refused(inHome("folder.zip"), /cannot be read/);
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

function cut(bytes: Buffer): Buffer {
  return bytes.subarray(0, -1);
}
function grow(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.from("x")]);
}
function empty(): Buffer {
  return Buffer.alloc(0);
}
