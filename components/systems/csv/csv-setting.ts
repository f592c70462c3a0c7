import type { Messages } from "@/lib/kernel/messages";
import type { Headings } from "@/lib/systems/csv-columns";
import { type CsvField, csvFields } from "@/lib/systems/csv-fields";
import type { Saying } from "@/lib/systems/said";

/** What the islands of an import of systems need of the page: what columns may be called, and every word they say. */
export interface CsvSetting {
  words: Messages["systems"]["csv"];
  fields: Record<CsvField, string>;
  headings: Headings;
  /** What is wrong with a file or a row, by the key that its reader gives. */
  problems: Record<string, string>;
  language: "en" | "sq";
  /** How facts of systems are said. */
  saying: Saying;
}

/** Words for the island of an import of systems. */
export const csvSetting = (messages: Messages, headings: Headings, language: "en" | "sq", zone: string): CsvSetting => {
  const { csv, catalogue } = messages.systems;
  const names: Record<string, string> = { ...catalogue.fact, needs: csv.needs };
  return {
    words: csv,
    fields: Object.fromEntries(csvFields.map((field) => [field, names[field] ?? field])) as CsvSetting["fields"],
    headings,
    problems: messages.errors.field,
    language,
    saying: { words: messages.systems, language, zone },
  };
};
