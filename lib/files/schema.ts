import { z } from "zod";
import { Ref } from "@/lib/incidents/schema";
import { FILE_MAX, FILES_PER_ENTRY } from "./limits";

/** All files of an incident together. */
export const INCIDENT_FILES_MAX = 20_000_000_000;

const NAME_MAX = 200;
/** A folder mark, or a character that cannot be seen. */
const impossible = /[/\\\p{Cc}\p{Cs}]/u;

/** A name of a file, kept as a word and never as a path. */
export const FileName = z
  .string()
  .trim()
  .min(1, "required")
  .max(NAME_MAX, "file-name")
  .refine((name) => !impossible.test(name) && !/^\.+$/.test(name), "file-name");

/** What is kept of a file once its content lies on the disk: all of it is read from the content but the name. */
export const AddFile = z.strictObject({
  ref: Ref,
  name: FileName,
  size: z.number().int().min(1).max(FILE_MAX),
  type: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

export const ByFile = z.strictObject({ ref: Ref, id: z.uuid() });
/** Lists of ids that an entry may name. */
export const FileIds = z.array(z.uuid()).max(FILES_PER_ENTRY);
