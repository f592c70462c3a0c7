import { z } from "zod";

/** The files of every bundle, in the order in which they are packed; attachments stand between them under their hash. */
export const MANIFEST = "manifest.json";
export const RECORD = "record.ndjson";
export const ENTRIES = "entries.json";
export const READER = "reader.html";
export const VERIFIER = "verify.mjs";
export const ABOUT = "README.txt";
export const NEEDED: readonly string[] = [RECORD, ENTRIES, READER, VERIFIER, ABOUT];

const ATTACHMENT = /^files\/([0-9a-f]{64})$/;

/** The hash by which an attachment is named; null for every other file. */
export const hashOfName = (name: string): string | null => ATTACHMENT.exec(name)?.[1] ?? null;

export const isHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);
export const nameOfHash = (hash: string): string => `files/${hash}`;

/** What a bundle says of its own files. */
export const Manifest = z.strictObject({
  format: z.literal("kulla bundle v1"),
  incident: z.string().max(100),
  madeAt: z.iso.datetime(),
  files: z
    .array(
      z.strictObject({
        name: z.string().refine((name) => NEEDED.includes(name) || ATTACHMENT.test(name)),
        size: z.number().int().min(0),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .max(20_000),
});
export type Manifest = z.output<typeof Manifest>;

/** The one text in which a manifest is written, so that no byte of it can change without being seen. */
export const manifestText = (manifest: Manifest): string => `${JSON.stringify(manifest, null, 2)}\n`;
