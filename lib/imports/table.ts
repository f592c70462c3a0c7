import { type FileProblem, type Format, ROWS_MAX } from "./file";

/** A file in rows and columns: CSV, JSON or one JSON object a line. */
export interface Table {
  /** Names of the columns; empty where a file has none. */
  head: string[];
  rows: { row: number; cells: string[]; broken: boolean }[];
}

const delimiters = [",", ";", "\t", "|"] as const;

/** @returns the rows, each with its number in the file, or why the file is refused */
export async function readTable(text: string, format: Format): Promise<Table | { refused: FileProblem }> {
  const clean = text.replace(/^\ufeff/, "");
  const table = format === "csv" ? await readCsv(clean) : format === "json" ? readJson(clean) : readLines(clean);
  if ("refused" in table) return table;
  if (table.rows.length > ROWS_MAX) return { refused: "file-rows" };
  return table.rows.length > 0 ? table : { refused: "file-empty" };
}

async function readCsv(text: string): Promise<Table | { refused: FileProblem }> {
  // Only those who import a table download its reader.
  const { CsvError, parse } = await import("csv-parse/browser/esm/sync");
  try {
    const records: string[][] = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      // One more than is taken, so that a longer file is told from one that just fits.
      to: ROWS_MAX + 50,
    });
    const width = records.reduce((most, { length }) => (length > 1 ? Math.max(most, length) : most), 1);
    const [first = []] = records;
    const headed = isHead(first);
    const rows = records.map((cells, index) => ({
      row: index + 1,
      cells,
      broken: cells.length !== (headed ? first.length : width),
    }));
    return {
      head: headed ? first.map((name) => name.trim()) : first.map(() => ""),
      rows: (headed ? rows.slice(1) : rows).filter(({ cells }) => cells.some((cell) => cell.trim())),
    };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { refused: error.code === "CSV_QUOTE_NOT_CLOSED" ? "table-cut" : "file-quotes" };
  }
}

/** A first row of names has no digit that could be a time, and at least two different names. */
const isHead = (cells: string[]) =>
  cells.length > 1 &&
  new Set(cells.map((cell) => cell.trim().toLowerCase())).size > 1 &&
  cells.every((cell) => cell.trim().length <= 60 && !/\d{2}[:.]?\d{2}/.test(cell));

/** The sign that parts the first line most often, outside quotes. */
export function delimiterOf(text: string): string {
  const line = (/^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text)?.[0] ?? "").replace(/"(?:[^"]|"")*"/g, "");
  const counted = delimiters.map((sign) => ({ sign, count: line.split(sign).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).sign;
}

function readJson(text: string): Table | { refused: FileProblem } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { refused: /[\]}]\s*$/.test(text) ? "file-json" : "table-cut" };
  }
  // A list, or the one list inside an object: {"messages": […]}.
  const lists = Array.isArray(value) ? [value] : isObject(value) ? Object.values(value).filter(Array.isArray) : [];
  const [list] = lists;
  if (!list || lists.length > 1) return { refused: "file-json" };
  return tableOf(list.map((item, index) => ({ row: index + 1, item: item as unknown })));
}

function readLines(text: string): Table | { refused: FileProblem } {
  const lines = text.split(/\r?\n/);
  const items: { row: number; item: unknown }[] = [];
  const last = lines.findLastIndex((line) => line.trim());
  for (const [index, line] of lines.entries()) {
    if (!line.trim()) continue;
    try {
      items.push({ row: index + 1, item: JSON.parse(line) });
    } catch {
      if (index === last) return { refused: "table-cut" };
      items.push({ row: index + 1, item: null });
    }
  }
  return tableOf(items);
}

function tableOf(items: { row: number; item: unknown }[]): Table | { refused: FileProblem } {
  if (items.length > ROWS_MAX) return { refused: "file-rows" };
  const head = [...new Set(items.slice(0, 200).flatMap(({ item }) => (isObject(item) ? Object.keys(item) : [])))];
  if (head.length === 0) return { refused: "file-json" };
  return {
    head,
    rows: items.map(({ row, item }) => ({
      row,
      cells: head.map((name) => (isObject(item) ? wordOf(item[name]) : "")),
      broken: !isObject(item),
    })),
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A value as text; what chats keep as pieces is put together. */
function wordOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return value.map(wordOf).join("");
  const { text, name } = value as { text?: unknown; name?: unknown };
  return wordOf(text ?? name ?? JSON.stringify(value));
}
