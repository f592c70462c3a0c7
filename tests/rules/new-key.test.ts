import { expect, test } from "vitest";
import { z } from "zod";
import { newKey } from "@/lib/kernel/new-key";

test("a key is a UUID of version 7, as the API and the database take it", () => {
  for (let n = 0; n < 2_000; n += 1) expect(z.uuidv7().safeParse(newKey()).success).toBe(true);
});

test("no key is made twice, and keys sort by the time at which they were made", () => {
  const moments = [0, 1, 1_700_000_000_000, 1_700_000_000_001, 4_000_000_000_000];
  const keys = moments.map(newKey);
  expect([...keys].sort()).toEqual(keys);
  expect(new Set(Array.from({ length: 2_000 }, () => newKey(5))).size).toBe(2_000);
});
