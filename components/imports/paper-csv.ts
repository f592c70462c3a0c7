import type { Columns } from "@/lib/imports/mapping";
import { paperColumns } from "./paper-line";

/** The columns of the table that a typed sheet becomes. */
export const sheetColumns: Columns = { no: 0, happened: 1, what: 2, who: 3, initials: 4, day: null };

/** A typed sheet as a table, so that paper goes the same way as every file. Lines with neither time nor words are left out. */
export function sheetCsv(data: FormData, lines: number): string | null {
  const rows = Array.from({ length: lines }, (_, index) =>
    paperColumns.map((column) => String(data.get(`${column}.${index + 1}`) ?? "").trim()),
  ).filter(([, time, what]) => time || what);
  if (rows.length === 0) return null;
  return [paperColumns.map(String), ...rows].map((cells) => cells.map(quoted).join(",")).join("\n");
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
