import "server-only";
import { csvCell } from "@/lib/exports/csv-cell";
import { withoutTricks } from "@/lib/exports/plain";
import { type CsvRow, cellOf, columnName, fieldsFor } from "./csv-fields";

const BOM = "\uFEFF";
const line = (cells: readonly string[]) => `${cells.map((cell) => csvCell(withoutTricks(cell))).join(",")}\n`;

/** Systems as a table for spreadsheets, which an import reads back equal; without the columns of the plan for those who do not read plans. */
export function systemsTable(systems: readonly CsvRow[], names: ReadonlyMap<string, string>, plans: boolean): string {
  const fields = fieldsFor(plans);
  const body = systems.map((system) => line(fields.map((field) => cellOf(field, system, names))));
  return `${BOM}${line(fields.map(columnName))}${body.join("")}`;
}
