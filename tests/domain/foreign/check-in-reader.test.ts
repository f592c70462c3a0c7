import { writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { RECORD } from "@/lib/bundle/manifest";
import { checkRecord } from "@/lib/foreign/check-record";
import { inHome, lines, parts, random } from "./staged";

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
