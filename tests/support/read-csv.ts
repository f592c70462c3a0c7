import { unguard } from "@/lib/exports/csv-cell";

/** The cells of a table as they stand, read as RFC 4180 says: quotes may hold commas, quotes and line breaks. */
export function rawCsv(text: string, separator = ","): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') cell += text[++at];
      else quoted = false;
    } else if (sign === '"' && cell === "") quoted = true;
    else if (sign === separator) {
      row.push(cell);
      cell = "";
    } else if (sign === "\n") {
      rows.push([...row, cell]);
      row = [];
      cell = "";
    } else cell += sign;
  }
  return rows;
}

/** The same with the guard taken away, as docs/exports.md tells. */
export const readCsv = (text: string) => rawCsv(text).map((row) => row.map(unguard));
