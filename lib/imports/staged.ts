import "server-only";
import { invalid } from "@/lib/kernel/errors";
import type { CheckImport } from "./schema";
import { type StagedRow, stage } from "./stage";

/** The rows of a file that somebody sent, read by the server itself. @throws Refusal invalid, when the whole file cannot be read */
export async function stagedRows({ content, ...reading }: CheckImport, now: Date): Promise<StagedRow[]> {
  const rows = await stage(content, reading, now);
  if ("refused" in rows) throw invalid({ content: rows.refused });
  return rows;
}

/** The rows that were ticked, in the order of the file. @throws Refusal invalid, with every row that cannot be an entry; then nothing is added */
export function tickedRows(rows: readonly StagedRow[], ticked: readonly number[]): StagedRow[] {
  const wanted = new Set(ticked);
  const found = rows.filter(({ row }) => wanted.has(row));
  const known = new Set(found.map(({ row }) => row));
  const problems = [
    ...found.flatMap(({ row, problem }) => (problem ? [[`rows.${row}`, problem]] : [])),
    ...ticked.flatMap((row) => (known.has(row) ? [] : [[`rows.${row}`, "row-unknown"]])),
  ];
  if (problems.length > 0) throw invalid(Object.fromEntries(problems));
  return found;
}
