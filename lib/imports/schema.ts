import { z } from "zod";
import { Ref } from "@/lib/incidents/schema";
import { reason } from "@/lib/kernel/fields";
import { entryKinds } from "@/lib/record/catalog";
import { tlps } from "@/lib/record/tlp";
import { FILE_MAX, formats, ROWS_MAX } from "./file";
import { dateOrders } from "./when";

export const SHEETS_MAX = 50;
/** A body is JSON, in which each sign of the file may take two. */
export const BODY_MAX = 2 * FILE_MAX + 1_000_000;

/** Labels that a batch may have: TLP:RED needs names, and an import names nobody. */
export const importTlps = tlps.filter((tlp) => tlp !== "TLP:RED");

const Place = z.number().int().min(0).max(199).nullable().default(null);
const Zone = z
  .string()
  .max(60)
  .refine((zone) => {
    try {
      return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
    } catch {
      return false;
    }
  }, "invalid");
const Row = z.number().int().min(1);

/** A file and how it is to be read. The server reads it again and trusts nothing that a browser made of it. */
const File = {
  ref: Ref,
  name: z.string().trim().min(1, "required").max(200),
  content: z.string().min(1, "required"),
  format: z.enum(formats),
  zone: Zone,
  day: z.iso.date().nullable().default(null),
  order: z.enum(dateOrders).default("dmy"),
  columns: z
    .strictObject({ happened: Place, day: Place, what: Place, who: Place, no: Place, initials: Place })
    .nullable()
    .default(null),
};

export const CheckImport = z.strictObject(File);
export type CheckImport = z.output<typeof CheckImport>;

/** The rows that were ticked become entries, all of them or none. */
export const AddImport = z.strictObject({
  ...File,
  rows: z.array(Row).min(1, "required").max(ROWS_MAX, "too-big"),
  kind: z.enum(entryKinds).default("note"),
  audience: z.enum(["incident", "command"]).default("incident"),
  tlp: z.enum(importTlps).optional(),
  /** The number of the paper sheet that was typed in, and a picture of it. */
  sheet: z.number().int().min(1).max(1_000_000).optional(),
  photo: z.uuid().optional(),
});
export type AddImport = z.output<typeof AddImport>;

export const ByImport = z.strictObject({ ref: Ref, id: z.uuid() });
export const UndoImport = z.strictObject({
  ref: Ref,
  id: z.uuid(),
  reason: reason(),
});
export const IssueSheets = z.strictObject({ ref: Ref, count: z.number().int().min(1).max(SHEETS_MAX) });
