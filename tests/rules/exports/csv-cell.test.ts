import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvCell, guard, unguard } from "@/lib/exports/csv-cell";
import { withoutTricks } from "@/lib/exports/plain";
import { formulas } from "../../support/corpus/formulas";
import { markup } from "../../support/corpus/markup";
import { honest, tricks } from "../../support/corpus/tricks";
import { rawCsv, readCsv } from "../../support/read-csv";

const corpus = [...formulas, ...markup, ...tricks, ...honest];
const table = corpus.map((text) => `${csvCell(text)},${csvCell("next")}\n`).join("");

/** As a spreadsheet sees a cell: what is not seen does not keep a formula from being one. */
const live = (cell: string) => /^[\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠−﹦﹢﹣﹫]/u.test(cell) || /^[\t\r\n]/.test(cell);
const alive = (rows: string[][]) => rows.flat().filter(live);

test("the corpus holds more than 200 attacks", () => {
  expect(new Set([...formulas, ...markup, ...tricks]).size).toBeGreaterThan(200);
});

describe("a table of all attacks", () => {
  test("holds no live formula", () => {
    expect(alive(rawCsv(table))).toEqual([]);
  });
  test.each([";", "\t"])("holds none when it is read with another separator (%j)", (separator) => {
    expect(alive(rawCsv(table, separator))).toEqual([]);
  });
  test("holds none when quotes are not understood, line by line", () => {
    const cells = table.split(/[\r\n]/).flatMap((line) => line.split(/[;\t]/));
    expect(cells.filter((cell) => cell && live(cell.replace(/^"/, "")))).toEqual([]);
  });
  test("reads back exactly", () => {
    expect(readCsv(table).map(([text]) => text)).toEqual(corpus);
  });
});

test("an attack that is not guarded would be seen", () => {
  const unguarded = formulas.map((text) => `"${text.replaceAll('"', '""')}"\n`).join("");
  expect(alive(rawCsv(unguarded)).length).toBeGreaterThan(100);
  // What is left as it is begins with a quotation mark, which no spreadsheet takes for the beginning of a formula, or ends before one.
  expect(formulas.filter((text) => guard(text) === text && !/(^|\n)'?"+=|^",=/.test(text))).toEqual([]);
});

test("honest text is touched only where a spreadsheet would count with it", () => {
  expect(honest.filter((text) => guard(text) !== text)).toEqual([
    "- first thing\n- second thing\n- third thing",
    "SELECT * FROM users WHERE name = 'O''Brien'; -- note",
  ]);
});

const signs = fc.constantFrom(
  "=",
  "+",
  "-",
  "@",
  "'",
  '"',
  ";",
  ",",
  "\t",
  "\r",
  "\n",
  " ",
  "＝",
  "\u200b",
  "\u0001",
  "a",
);
const texts = fc.oneof(
  fc.array(signs, { maxLength: 12 }).map((parts) => parts.join("")),
  fc.string({ unit: "grapheme" }),
);

test("any text reads back exactly, and no cell that begins with a formula sign is left", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(texts, texts), { minLength: 1, maxLength: 5 }), (rows) => {
      const written = rows.map((row) => `${row.map(csvCell).join(",")}\n`).join("");
      expect(readCsv(written)).toEqual(rows);
      expect(alive(rawCsv(written))).toEqual([]);
    }),
    { numRuns: 3000 },
  );
});

test("guarding and taking it away are inverse", () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(unguard(guard(text))).toBe(text);
      expect(live(guard(text))).toBe(false);
    }),
    { numRuns: 5000 },
  );
});

test("nothing that turns, hides or drives is passed on as it is, and honest text is not touched", () => {
  for (const text of tricks.filter((one) => !one.includes("\u00AD")))
    expect(withoutTricks(text)).toMatch(/\[U\+[0-9A-F]{4}\]/);
  expect(honest.filter((text) => withoutTricks(text) !== text)).toEqual([]);
});
