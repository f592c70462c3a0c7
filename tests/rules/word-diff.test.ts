import fc from "fast-check";
import { expect, test } from "vitest";
import { type Piece, wordDiff } from "@/lib/kernel/word-diff";

const marked = (before: string, after: string) =>
  wordDiff(before, after)
    .map(({ kind, text }) => (kind === "same" ? text : `${kind === "gone" ? "[-" : "[+"}${text.trimEnd()}]`))
    .join("")
    .replace(/\]\[/g, "] [");
const side = (pieces: Piece[], left: Piece["kind"]) =>
  pieces
    .filter(({ kind }) => kind !== left)
    .map(({ text }) => text)
    .join(" ")
    .replace(/\s+/g, "");

test.each([
  ["Three servers are down", "Two servers are down", "[-Three] [+Two]servers are down"],
  ["Call from 10.0.0.1 at 02:15.", "Call from 10.0.0.2 at 02:15.", "Call from [-10.0.0.1] [+10.0.0.2]at 02:15."],
  ["Posta e ministrisë", "Posta e ministrisë nuk punon", "Posta e ministrisë [+nuk punon]"],
  ["down", "down.", "down[+.]"],
  ["a\n\nb", "a b", "a b"],
  ["", "new", "[+new]"],
  ["gone", "", "[-gone]"],
  ["", "", ""],
])("%j becomes %j", (before, after, expected) => {
  expect(marked(before, after)).toBe(expected);
});

test("both texts can be read back from the pieces, whatever they are", () => {
  const text = fc.array(fc.constantFrom("a", "b", "ë", "7", " ", "\n", ".", "02:15", "€", "𝄞"), { maxLength: 40 });
  fc.assert(
    fc.property(text, text, (one, other) => {
      const [before, after] = [one.join(""), other.join("")];
      const pieces = wordDiff(before, after);
      expect(side(pieces, "new")).toBe(before.replace(/\s+/g, ""));
      expect(side(pieces, "gone")).toBe(after.replace(/\s+/g, ""));
      expect(pieces.every(({ kind }, index) => kind !== pieces[index - 1]?.kind)).toBe(true);
    }),
  );
});

test("what is the same shows no change, and white space alone is none", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(wordDiff(text, text).every(({ kind }) => kind === "same")).toBe(true);
      expect(wordDiff(text, `  ${text.replace(/\s+/g, "  ")}\n`).every(({ kind }) => kind === "same")).toBe(true);
    }),
  );
});

test("two texts of 4,000 characters that share nothing are compared within a typed key's time", () => {
  const text = (letter: string) => Array.from({ length: 2000 }, (_, n) => `${letter}${n % 10}`).join(" ");
  const start = performance.now();
  wordDiff(text("a").slice(0, 4000), text("b").slice(0, 4000));
  expect(performance.now() - start).toBeLessThan(1_000);
});
