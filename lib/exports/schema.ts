import { z } from "zod";
import { roles } from "@/lib/access/roles";
import { Ref } from "@/lib/incidents/schema";
import { moment } from "@/lib/kernel/fields";
import { languages } from "@/lib/kernel/preferences";
import { tlps } from "@/lib/record/tlp";

export const formats = ["csv", "json", "ndjson", "markdown"] as const;
export const orders = ["happened", "recorded"] as const;
export const recipients = ["oneself", "another"] as const;
export type Format = (typeof formats)[number];
export type Order = (typeof orders)[number];

/** Labels that a file for somebody else may reach: TLP:RED is for the people it names, and for nobody who is told by a file. */
export const ceilings = tlps.filter((tlp) => tlp !== "TLP:RED");

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
/** Whose lines: everybody's, the key events, or those of one person, one organisation or one position. */
const Whose = z
  .string()
  .regex(new RegExp(`^(all|key|(person|organisation):${uuid}|role:(${roles.join("|")}))$`), "not-in-list");

const Chosen = {
  whose: Whose.default("all"),
  order: z.enum(orders).default("happened"),
  /** Bounds on the clock of the order; both are included. */
  from: moment.optional(),
  until: moment.optional(),
};

/** Which lines, for whom. What was left empty means: all of it, in the order of events, for oneself. */
const Choice = {
  ...Chosen,
  to: z.enum(recipients).default("oneself"),
  recipient: z.string().trim().max(200, "too-big").optional(),
  ceiling: z.enum(tlps).optional(),
};
type Choice = z.output<z.ZodObject<typeof Choice>>;

function checkChoice({ from, until, to, recipient, ceiling }: Choice, context: z.RefinementCtx) {
  const wrong = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
  if (from && until && new Date(until) < new Date(from)) wrong("until", "before-start");
  if (to === "oneself") {
    if (recipient) wrong("recipient", "recipient-is-oneself");
    return;
  }
  if (!recipient) wrong("recipient", "required");
  if (!ceiling) wrong("ceiling", "required");
  if (ceiling === "TLP:RED") wrong("ceiling", "red-only-oneself");
}

export const ChooseExport = z.strictObject(Choice).superRefine(checkChoice);
export type ChooseExport = z.output<typeof ChooseExport>;

/** What may be asked of an export. */
export const MakeExport = z
  .strictObject({
    ref: Ref,
    format: z.enum(formats),
    language: z.enum(languages).optional(),
    ...Choice,
  })
  .superRefine(checkChoice);
export type MakeExport = z.output<typeof MakeExport>;

/** How many entries one print holds; the rest is in its next parts. */
export const PRINT_MAX = 1000;
export const ChoosePrint = z.strictObject({ ...Chosen, part: z.coerce.number().int().min(1).max(10_000).default(1) });
export type ChoosePrint = z.output<typeof ChoosePrint>;
