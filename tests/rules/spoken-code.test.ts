import { describe, expect, test } from "vitest";
import { allSpokenWords, spokenCode } from "@/lib/decisions/spoken-code";
import { fold } from "@/lib/kernel/fold";
import { sha256Hex } from "@/lib/kernel/ids";
import { languages } from "@/lib/kernel/preferences";

/** How many letters have to be put in, left out or changed to make one word of another. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, n) => n);
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1];
    for (const [j, own] of [...other].entries())
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === own ? 0 : 1)));
    row = next;
  }
  return row[other.length] ?? 0;
}

describe.each(languages)("in %s", (language) => {
  test("there is a word for each value of a byte, and no two are the same, with or without accents", () => {
    const words = allSpokenWords(language);
    expect(words).toHaveLength(256);
    expect(new Set(words.map(fold)).size).toBe(256);
    expect(words.filter((word) => !/^\p{Ll}{2,14}$/u.test(word))).toEqual([]);
  });

  test("a hash is four words, by its first four bytes", () => {
    const words = allSpokenWords(language);
    expect(spokenCode("00ff0180", language)).toEqual([words[0], words[255], words[1], words[128]]);
    expect(spokenCode(sha256Hex("a"), language)).toHaveLength(4);
    expect(spokenCode(sha256Hex("a"), language)).not.toEqual(spokenCode(sha256Hex("b"), language));
  });

  test("texts that differ seldom sound nearly the same", () => {
    const codes = Array.from({ length: 300 }, (_, n) => spokenCode(sha256Hex(`text ${n}`), language).join(" "));
    const near = codes.flatMap((one, index) => codes.slice(index + 1).filter((other) => distance(one, other) < 4));
    expect(near).toEqual([]);
  });
});

test("the words of both languages say the same thing: nobody needs to speak the other's", () => {
  const [one, other] = languages.map((language) => spokenCode("2b4aff00", language));
  expect([one, other]).toEqual([
    expect.arrayContaining(["wolf", "shield"]),
    expect.arrayContaining(["ujk", "mburojë"]),
  ]);
});
