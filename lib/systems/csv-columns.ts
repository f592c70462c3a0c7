import { fold } from "@/lib/kernel/fold";
import { type CsvColumns, type CsvField, columnName, csvFields } from "./csv-fields";

/** What a column of each field may be called, folded; the first that fits is taken. */
export type Headings = Record<CsvField, readonly string[]>;

/** Names of columns that are usual elsewhere. */
const others: Partial<Record<CsvField, readonly string[]>> = {
  code: ["id", "system code", "kodi i sistemit"],
  name: ["system", "system name", "emri", "sistemi"],
  kind: ["type", "lloji i sistemit"],
  tier: ["criticality", "priority", "rëndësia", "kritikaliteti"],
  rtoHours: ["rto"],
  mtpdHours: ["mtpd", "mtd"],
  rpoHours: ["rpo"],
  mbco: ["mbco"],
  owner: ["institution", "institucioni"],
  maintainer: ["vendor", "supplier", "furnitori"],
  usesPerDay: ["users per day", "transactions per day"],
  needs: ["depends on", "dependencies", "varet nga", "varësitë"],
  contacts: ["contact", "kontakti"],
  provenance: ["source", "burimi"],
};

/** The names of a field in Kulla's own tables, in both languages, and elsewhere. */
export const headingsOf = (words: readonly Record<CsvField, string>[]): Headings =>
  Object.fromEntries(
    csvFields.map((field) => [
      field,
      [columnName(field), field, ...words.map((one) => one[field]), ...(others[field] ?? [])].map(fold),
    ]),
  ) as unknown as Headings;

/** Which column seems to hold what, by the names of the columns. Surer names go first, so that "name" is not taken from "name in Albanian". */
export function guessCsvColumns(head: readonly string[], headings: Headings): CsvColumns {
  const columns = Object.fromEntries(csvFields.map((field) => [field, null])) as CsvColumns;
  const names = head.map(fold);
  const taken = new Set<number>();
  const most = Math.max(...csvFields.map((field) => headings[field].length));
  for (let rank = 0; rank < most; rank += 1)
    for (const field of csvFields) {
      const heading = headings[field][rank];
      if (columns[field] !== null || !heading) continue;
      const at = names.findIndex((name, index) => name === heading && !taken.has(index));
      if (at < 0) continue;
      columns[field] = at;
      taken.add(at);
    }
  return columns;
}
