import type { Table } from "./table";
import { readWhen } from "./when";

/** What a column can be. A day may stand in a column of its own. */
export const fields = ["happened", "day", "what", "who", "no", "initials"] as const;
export type FieldName = (typeof fields)[number];
/** Which column holds what, by its place from 0; null for a field that the file does not have. */
export type Columns = Record<FieldName, number | null>;

const names: Record<FieldName, RegExp> = {
  happened:
    /^(happened|occurred.*|date.?time|time.?stamp|timestamp|when|ts|time|ora|koha|ndodhi|occurred_at|at|date_unixtime)$/i,
  day: /^(day|date|data|dita)$/i,
  what: /^(what|text|message|event|entry|description|body|note|notes|details|summary|action|content|çfarë|cfare|teksti|mesazhi|ngjarja|përshkrimi)$/i,
  who: /^(who|author|from|name|user|sender|person|actor|by|written by|kush|autori|emri|nga)$/i,
  no: /^(no\.?|nr\.?|number|#|seq|id)$/i,
  initials: /^(initials|init\.?|inicialet|siglat)$/i,
};

/** What the columns seem to hold: by their names, and where these say nothing by what stands in them. */
export function guessColumns({ head, rows }: Table): Columns {
  const columns: Columns = { happened: null, day: null, what: null, who: null, no: null, initials: null };
  for (const field of fields) {
    const at = head.findIndex((name, index) => names[field].test(name) && !Object.values(columns).includes(index));
    if (at >= 0) columns[field] = at;
  }
  const some = rows.slice(0, 20);
  const free = () => columnNumbers(rows).filter((index) => !Object.values(columns).includes(index));
  const share = (index: number, fits: (cell: string) => boolean) =>
    some.filter(({ cells }) => fits(cells[index] ?? "")).length / Math.max(1, some.length);
  if (columns.happened === null && columns.day !== null) {
    const clock = free().find((index) => share(index, (cell) => Boolean(readWhen(cell, "dmy")?.clock)) > 0.5);
    if (clock === undefined) [columns.happened, columns.day] = [columns.day, null];
    else columns.happened = clock;
  }
  columns.happened ??= free().find((index) => share(index, (cell) => readWhen(cell, "dmy") !== null) > 0.5) ?? null;
  columns.what ??= longest(free(), some);
  return columns;
}

/** Places of the columns that any row has. */
export const columnNumbers = (rows: Table["rows"]) =>
  Array.from(
    {
      length: Math.min(
        40,
        rows.reduce((most, { cells }) => Math.max(most, cells.length), 0),
      ),
    },
    (_, at) => at,
  );

function longest(columns: number[], rows: Table["rows"]): number | null {
  const length = (index: number) => rows.reduce((sum, { cells }) => sum + (cells[index]?.length ?? 0), 0);
  const [first, ...rest] = columns;
  if (first === undefined) return null;
  return rest.reduce((best, index) => (length(index) > length(best) ? index : best), first);
}
