import { z } from "zod";
import { type CsvField, csvFields } from "./csv-fields";

const Place = z.number().int().min(0).max(199).nullable().default(null);

/** A table of systems and which of its columns holds what; guessed by their names where that is not said. The server reads it again. */
export const CheckSystems = z.strictObject({
  name: z.string().trim().min(1, "required").max(200, "too-big"),
  content: z.string().min(1, "required"),
  columns: z
    .strictObject(Object.fromEntries(csvFields.map((field) => [field, Place])) as Record<CsvField, typeof Place>)
    .nullable()
    .default(null),
});
export type CheckSystems = z.output<typeof CheckSystems>;

/** The same, with the version of the catalogue in which it was looked at: what nobody has seen is not done. */
export const ImportSystems = CheckSystems.extend({ seen: z.string().regex(/^\d{1,19}$/, "invalid") });
