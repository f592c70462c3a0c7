import { z } from "zod";
import { audiences, entryKinds, precisions } from "@/lib/record/catalog";
import { tlps } from "@/lib/record/tlp";

const TEXT_MAX = 500;
const noNul = (text: string) => !text.includes("\u0000");
const text = z.string().max(TEXT_MAX).refine(noNul);
const time = z.iso.datetime();

/** Postgres reads an id in more than one spelling; here it has one. */
const id = z
  .string()
  .transform((given) => given.replace(/[{}-]/g, "").toLowerCase())
  .refine((given) => /^[0-9a-f]{32}$/.test(given))
  .transform((given) => given.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"));

/** The first line of an export, as a stranger's file may claim it. */
export const Header = z.object({
  format: z.literal("kulla export v1"),
  incident: z.object({ id, ref: text.min(1), name: text.min(1), exercise: z.boolean(), zone: text.default("UTC") }),
  madeAt: time,
  by: text,
  lines: z.number().int().min(1),
  checkpoint: z.string().nullable(),
  publicKey: z.string().nullable(),
  people: z.array(z.object({ id, name: text, organisation: text })).max(100_000),
});
export type Header = z.output<typeof Header>;

/** One line of an export. */
export const Line = z.strictObject({
  seq: z.number().int().positive(),
  canon: z.string().refine(noNul),
  salt: z.base64().nullable(),
  body: z.string().refine(noNul).nullable(),
  proof: z.base64().nullable(),
});
export type Line = z.output<typeof Line>;

/** The hashed text of a line, as far as it becomes columns here. What else it holds stays in the text. */
export const Canon = z.looseObject({
  v: z.literal(1),
  seq: z.number().int().positive(),
  id,
  type: text.min(1),
  kind: z.enum(entryKinds).optional(),
  incident: id,
  number: z.int32().positive().optional(),
  actor: id.optional(),
  role: text.optional(),
  occurred: time.optional(),
  occurredUntil: time.optional(),
  precision: z.enum(precisions),
  recorded: time,
  exercise: z.boolean().optional(),
  audience: z.enum(audiences),
  tlp: z.enum(tlps),
  key: z.boolean(),
  corrects: id.optional(),
  withdraws: id.optional(),
  body: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Canon = z.output<typeof Canon>;

/** Words of these lines were for people named elsewhere: they are hashed here and never kept. */
export const isRestricted = ({ tlp, audience }: Pick<Canon, "tlp" | "audience">) =>
  tlp === "TLP:RED" || audience === "named";

export const ListForeign = z.strictObject({});
export const ById = z.strictObject({ id: z.uuid(), before: z.string().max(100).optional() });
export const ByForeignFile = z.strictObject({ id: z.uuid(), sha256: z.string().regex(/^[0-9a-f]{64}$/) });
