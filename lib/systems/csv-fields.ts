import { type FactName, factNames } from "./facts";
import type { NeedKind } from "./graph";
import type { planRow, systemRow } from "./rows";

/** What a column of a table of systems can be, in the order of the table that Kulla writes. Safe in the browser. */
export const csvFields = ["code", ...factNames, "needs"] as const;
export type CsvField = (typeof csvFields)[number];
/** Which column holds what, by its place from 0; null for a field that the file does not have. */
export type CsvColumns = Record<CsvField, number | null>;

/** Facts of the plan, which not everybody reads who reads the catalogue. */
const planFields: readonly CsvField[] = [
  "contacts",
  "shutdownSteps",
  "restoreSteps",
  "probe",
  "backupGoodAt",
  "backupTestedAt",
];
export const fieldsFor = (plans: boolean) => csvFields.filter((field) => plans || !planFields.includes(field));

/** A name of a column that stays: "rtoHours" is "rto_hours". */
export const columnName = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What a system needs, as a cell says it. */
export interface SaidNeed {
  needs: string;
  kind: NeedKind;
  group: string | null;
  hosting: boolean;
  confirmed: boolean;
  note: string | null;
}

/** All that the catalogue keeps of a system, as a line of the table. */
export type CsvRow = { code: string; needs: SaidNeed[] } & ReturnType<typeof systemRow> & ReturnType<typeof planRow>;

/** Parts of a line with a sign between them; where the sign stands in a part, a backslash stands before it. Empty parts at the end are left out. */
export const joinParts = (parts: readonly (string | null | undefined)[], sign: "|" | ":") => {
  const last = parts.findLastIndex((part) => part);
  const written = parts
    .slice(0, last + 1)
    .map((part) => (part ?? "").replace(sign === "|" ? /[\\|]/g : /[\\:]/g, "\\$&"));
  return written.join(sign === "|" ? " | " : ":");
};

/** The parts again, without spaces around them. */
export function splitParts(line: string, sign: "|" | ":"): string[] {
  const parts = [""];
  for (let at = 0; at < line.length; at += 1) {
    const letter = line[at] as string;
    if (letter === sign) parts.push("");
    else parts[parts.length - 1] += letter === "\\" && at + 1 < line.length ? (line[++at] as string) : letter;
  }
  return parts.map((part) => part.trim());
}

/** A need on one line: code, kind, group, "hosting" and "confirmed", remark. */
export const needLine = ({ needs, kind, group, hosting, confirmed, note }: SaidNeed) =>
  joinParts(
    [needs, kind, group, [hosting && "hosting", confirmed && "confirmed"].filter(Boolean).join(" "), note],
    ":",
  );

const organisationIds = {
  owner: "ownerId",
  operator: "operatorId",
  maintainer: "maintainerId",
  host: "hostId",
} as const;

/** One cell: lists stand line by line, organisations by their names, days and moments as ISO 8601. */
export function cellOf(field: CsvField, row: CsvRow, names: ReadonlyMap<string, string>): string {
  switch (field) {
    case "owner":
    case "operator":
    case "maintainer":
    case "host":
      return names.get(row[organisationIds[field]] ?? "") ?? "";
    case "essential":
      return row.essential ? "yes" : "no";
    case "audiences":
      return row.audiences.join(", ");
    case "deadlines":
      return row.deadlines.map(({ what, when }) => joinParts([what, when], "|")).join("\n");
    case "contacts":
      return row.contacts.map((one) => joinParts([one.name, one.duty, one.day, one.night], "|")).join("\n");
    case "needs":
      return row.needs.map(needLine).join("\n");
    case "usesOn":
      return row.usesOn?.toISOString().slice(0, 10) ?? "";
    default:
      return plainCell(row[field]);
  }
}

const plainCell = (value: CsvRow[Exclude<FactName, keyof typeof organisationIds>]) =>
  value instanceof Date ? value.toISOString() : Array.isArray(value) ? value.join("\n") : String(value ?? "");
