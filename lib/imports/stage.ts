import { clockTime, dayKey, instantOf, type Precision } from "@/lib/kernel/time";
import type { FileProblem, Format } from "./file";
import { textProblem } from "./file";
import { type Columns, guessColumns } from "./mapping";
import { looksLikeChat, readSaid, type SaidRow } from "./said";
import { readTable, type Table } from "./table";
import { type DateOrder, readWhen } from "./when";

const TEXT_MAX = 4000;
const WHO_MAX = 120;
const SHORT_MAX = 20;
const AHEAD_MS = 5 * 60_000;
const HOUR_MS = 3_600_000;
/** A time this much earlier than the line before it belongs to the next day: paper is written forward. */
const BACK_MINUTES = 6 * 60;

/** How a file is to be read. */
export interface Reading {
  format: Format;
  zone: string;
  /** The day of the first row, for rows that have only a time. */
  day: string | null;
  order: DateOrder;
  columns: Columns | null;
}

/** Why one row cannot become an entry; each has its words in `errors.field`. */
export type RowProblem =
  | "row-no-time"
  | "row-bad-time"
  | "row-no-day"
  | "row-skipped-hour"
  | "row-future"
  | "row-no-text"
  | "row-long"
  | "row-broken";

/** A row that is about to become an entry, or cannot. */
export interface StagedRow {
  row: number;
  at: Date | null;
  precision: Extract<Precision, "exact" | "about" | "day">;
  text: string;
  who: string | null;
  initials: string | null;
  no: string | null;
  problem: RowProblem | null;
  /** The clock showed this time twice, because it was set back; the first is taken. */
  twice: boolean;
  /** An earlier row of the same file that says the same. */
  sameAs: number | null;
}

/** What a text seems to be. */
export function guessFormat(text: string, fileName: string): Format {
  const clean = text.replace(/^\ufeff/, "").trimStart();
  const ending = /\.(\w+)$/.exec(fileName)?.[1]?.toLowerCase();
  if (ending === "ndjson" || ending === "jsonl") return "ndjson";
  if (/^\{[^\n]*\}\s*\n\s*\{/.test(clean)) return "ndjson";
  if (ending === "json" || /^[[{]\s*(["{[]|$)/.test(clean)) return "json";
  if (ending === "csv" || ending === "tsv") return "csv";
  if (looksLikeChat(clean)) return "chat";
  const [first = "", second = ""] = clean.split(/\r?\n/);
  const parts = (line: string) => line.split(/[;\t]/).length;
  const named = /^[^\d]*[,;\t][^\d]*$/.test(first) && first.length < 200 && first.split(/[,;\t]/).length > 1;
  return named || (parts(first) > 1 && parts(first) === parts(second)) ? "csv" : "lines";
}

/** The columns of a table; null for chats and paper lines. */
export const readColumns = async (text: string, format: Format): Promise<Table | { refused: FileProblem } | null> =>
  format === "chat" || format === "lines" ? null : readTable(text, format);

/** Every row of a file with its time, its words and what is wrong with it; or why the whole file is refused. */
export async function stage(
  text: string,
  reading: Reading,
  now: Date,
): Promise<StagedRow[] | { refused: FileProblem }> {
  const wrong = textProblem(text);
  if (wrong) return { refused: wrong };
  const { format } = reading;
  if (format === "chat" || format === "lines") {
    const said = readSaid(text, format, reading.order);
    return "refused" in said ? said : stageRows(said, reading, now);
  }
  const table = await readTable(text, format);
  if ("refused" in table) return table;
  return stageRows(rowsOf(table, reading.columns ?? guessColumns(table), reading.order), reading, now);
}

function rowsOf(table: Table, columns: Columns, order: DateOrder): SaidRow[] {
  return table.rows.map(({ row, cells, broken }) => {
    const cell = (at: number | null) => (at === null ? "" : (cells[at] ?? "").trim());
    const time = cell(columns.happened);
    const day = cell(columns.day);
    const joined = [day, time].filter(Boolean).join(" ");
    return {
      row,
      when: readWhen(joined, order) ?? (time ? readWhen(time, order) : null),
      timeless: !joined,
      text: cell(columns.what).replace(/\r\n?/g, "\n"),
      who: cell(columns.who) || null,
      initials: cell(columns.initials) || null,
      no: cell(columns.no) || null,
      broken,
    };
  });
}

/** Gives each row its moment; a row without a day has that of the row before it, or the next one when its clock went far back. */
function stageRows(said: SaidRow[], { zone, day: firstDay }: Reading, now: Date): StagedRow[] {
  let day = firstDay;
  let before: number | null = null;
  const seen = new Map<string, number>();
  return said.map((row) => {
    const staged: StagedRow = {
      row: row.row,
      at: null,
      precision: row.when?.precision ?? "exact",
      text: row.text,
      who: row.who,
      initials: row.initials,
      no: row.no,
      problem: null,
      twice: false,
      sameAs: null,
    };
    if (row.when && !row.when.instant) {
      const minutes = row.when.clock ? minutesOf(row.when.clock) : null;
      if (row.when.day) day = row.when.day;
      else if (day && minutes !== null && before !== null && minutes < before - BACK_MINUTES) day = nextDay(day);
      before = minutes ?? before;
    }
    Object.assign(staged, momentOf(row, day, zone));
    staged.problem ??= problemOf(staged, now);
    if (!staged.problem) {
      const key = sameness(staged);
      staged.sameAs = seen.get(key) ?? null;
      if (staged.sameAs === null) seen.set(key, row.row);
    }
    return staged;
  });
}

function momentOf({ when, timeless, broken }: SaidRow, day: string | null, zone: string): Partial<StagedRow> {
  if (broken) return { problem: "row-broken" };
  if (!when) return { problem: timeless ? "row-no-time" : "row-bad-time" };
  if (when.instant) return { at: when.instant };
  const on = when.day ?? day;
  if (!on) return { problem: "row-no-day" };
  const clock = when.clock ?? "12:00:00";
  const at = instantOf(on, clock.slice(0, 5), zone);
  if (!at) return { problem: "row-bad-time" };
  if (clockTime(at, zone) !== clock.slice(0, 5) || dayKey(at, zone) !== on) return { problem: "row-skipped-hour" };
  const shows = (other: Date) => clockTime(other, zone) === clock.slice(0, 5) && dayKey(other, zone) === on;
  const [earlier, later] = [new Date(at.getTime() - HOUR_MS), new Date(at.getTime() + HOUR_MS)];
  const first = shows(earlier) ? earlier : at;
  return {
    at: new Date(first.getTime() + Number(clock.slice(6)) * 1000),
    twice: when.clock !== null && (first === earlier || shows(later)),
  };
}

function problemOf({ at, text, who, initials, no }: StagedRow, now: Date): RowProblem | null {
  if (!text) return "row-no-text";
  if (text.length > TEXT_MAX || (who?.length ?? 0) > WHO_MAX) return "row-long";
  if ((initials?.length ?? 0) > SHORT_MAX || (no?.length ?? 0) > SHORT_MAX) return "row-long";
  if (/\p{Surrogate}|\0/u.test(`${text}${who ?? ""}${initials ?? ""}${no ?? ""}`)) return "row-broken";
  return at && at.getTime() > now.getTime() + AHEAD_MS ? "row-future" : null;
}

/** Two entries are the same when they say the same, in the same minute; spaces and capitals do not count. */
export const sameness = ({ at, text }: { at: Date | null; text: string }) =>
  `${Math.floor((at?.getTime() ?? 0) / 60_000)} ${text.replace(/\s+/g, " ").trim().toLowerCase()}`;

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
const nextDay = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 24 * HOUR_MS).toISOString().slice(0, 10);
