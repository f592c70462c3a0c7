import fc from "fast-check";
import { marked } from "marked";
import { expect, test } from "vitest";
import { fenced, span } from "@/lib/exports/markdown-text";
import { plainJson } from "@/lib/exports/plain";
import { formulas } from "../../support/corpus/formulas";
import { markup } from "../../support/corpus/markup";
import { honest, tricks } from "../../support/corpus/tricks";

const corpus = [...formulas, ...markup, ...tricks, ...honest];
const tokens = (text: string) => marked.lexer(text).filter(({ type }) => type !== "space");

test("whatever was written is one block of code, and that very text", () => {
  for (const text of corpus) {
    const found = tokens(`before\n\n${fenced(text)}\n\nafter\n`);
    expect(
      found.map(({ type }) => type),
      JSON.stringify(text),
    ).toEqual(["paragraph", "code", "paragraph"]);
  }
  for (const text of honest) expect(tokens(fenced(text))[0]).toMatchObject({ type: "code", text });
});

test("any text stays in its block", () => {
  const signs = fc.constantFrom("`", "``", "```", "~~~", "\n", "\r", " ", "<b>", "[x](y)", "#", "a");
  fc.assert(
    fc.property(fc.array(signs, { maxLength: 20 }), (parts) => {
      expect(tokens(`${fenced(parts.join(""))}\n\nafter\n`).map(({ type }) => type)).toEqual(["code", "paragraph"]);
    }),
    { numRuns: 2000 },
  );
});

test("a few words are one span of code on one line", () => {
  for (const text of corpus) {
    const words = span(text);
    if (!words) continue;
    expect(words).not.toContain("\n");
    const [paragraph] = tokens(`- **Name**: ${words}`);
    const html = marked.parse(words) as string;
    expect(html, JSON.stringify(text)).toMatch(/^<p><code>[^<]*<\/code><\/p>\n$/);
    expect(paragraph?.type).toBe("list");
  }
});

test("JSON says the same and holds nothing that drives a terminal or turns a line", () => {
  for (const text of corpus) {
    expect(JSON.parse(plainJson({ text }))).toEqual({ text });
    expect(plainJson({ text })).not.toMatch(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/,
    );
  }
});
