import { z } from "zod";
import { FileIds } from "@/lib/files/schema";
import { Ref } from "@/lib/incidents/schema";
import { flag, moment, orNone } from "@/lib/kernel/fields";
import { bases, entryKinds, precisions, reasonKinds, sourceKinds } from "@/lib/record/catalog";
import { tlps } from "@/lib/record/tlp";
import { filterFields, isBackwards, timelineFields } from "./filter";

export const TEXT_MAX = 4000;
export const SYSTEM_MAX = 80;
const PAGE_MAX = 500;
export const WITHDRAW_SECONDS = 60;

const Text = z.string().trim().min(1, "required").max(TEXT_MAX, "too-big");

const Happened = {
  occurredAt: orNone(moment),
  occurredUntil: orNone(moment),
  precision: orNone(z.enum(precisions)),
};
type Happened = { occurredAt?: string | undefined; occurredUntil?: string | undefined; precision?: string | undefined };

/** T3: between needs both ends in order; any other precision has no second end. */
function checkHappened(value: Happened, context: z.RefinementCtx) {
  const between = value.precision === "between";
  if (between && !value.occurredAt) context.addIssue({ code: "custom", path: ["occurredAt"], message: "required" });
  if (between && !value.occurredUntil)
    context.addIssue({ code: "custom", path: ["occurredUntil"], message: "required" });
  if (!between && value.occurredUntil)
    context.addIssue({ code: "custom", path: ["occurredUntil"], message: "only-between" });
  if (value.occurredAt && value.occurredUntil && value.occurredUntil <= value.occurredAt) {
    context.addIssue({ code: "custom", path: ["occurredUntil"], message: "before-start" });
  }
}

const System = z.string().trim().min(1, "required").max(SYSTEM_MAX, "too-big");
/** A plain form sends names with commas between them. */
const Systems = z.union([
  z.string().transform((typed) =>
    typed
      .split(",")
      .map((name) => name.trim())
      .filter(Boolean),
  ),
  z.array(System),
]);

/** What an entry may say beyond its text: which systems, which techniques, which entries, for whom, on what ground. */
const Said = {
  systems: orNone(Systems.pipe(z.array(System).max(20, "too-big"))),
  attack: z
    .array(z.string().regex(/^T\d{4}(\.\d{3})?$/, "technique"))
    .max(20, "too-big")
    .optional(),
  mentions: z.array(z.number().int().min(1).max(1_000_000_000)).max(20, "too-big").optional(),
  onBehalfOf: orNone(z.uuid()),
  sourceKind: orNone(z.enum(sourceKinds)),
  admiralty: orNone(z.string().regex(/^[A-F][1-6]$/, "admiralty")),
  files: FileIds.optional(),
};

/** What may be said in a log entry: the text alone is enough. */
export const AddEntry = z
  .strictObject({
    ref: Ref,
    text: Text,
    kind: orNone(z.enum(entryKinds)),
    basis: orNone(z.enum(bases)),
    ...Happened,
    ...Said,
    tlp: orNone(z.enum(tlps)),
    audience: orNone(z.enum(["incident", "command", "named"])),
    readers: z.array(z.uuid()).max(200).optional(),
    key: orNone(flag),
    writtenAt: orNone(moment),
  })
  .superRefine((entry, context) => {
    checkHappened(entry, context);
    if (entry.tlp === "TLP:RED" && entry.audience !== "named")
      context.addIssue({ code: "custom", path: ["audience"], message: "red-needs-names" });
    if (entry.audience === "named" && !entry.readers?.length)
      context.addIssue({ code: "custom", path: ["readers"], message: "required" });
  });
export type AddEntry = z.output<typeof AddEntry>;

const Numbered = { ref: Ref, number: z.coerce.number().int().min(1) };

/** A correction is a new entry that says why (L2). */
export const CorrectEntry = z
  .strictObject({
    ...Numbered,
    text: Text,
    reasonKind: z.enum(reasonKinds),
    reason: orNone(z.string().trim().max(500)),
    ...Happened,
  })
  .superRefine((correction, context) => {
    checkHappened(correction, context);
    if (correction.reasonKind === "other" && !correction.reason)
      context.addIssue({ code: "custom", path: ["reason"], message: "one-sentence" });
  });

export const WithdrawEntry = z.strictObject(Numbered);
export const ByNumber = z.strictObject(Numbered);
export const ByIncident = z.strictObject({ ref: Ref });
/** The timeline with every filter of its page, strict (an unknown or impossible value is refused). */
export const ListTimeline = z
  .strictObject({
    ref: Ref,
    show: z.enum(["all", "key", "mine"]).optional(),
    size: z.coerce.number().int().min(1).max(PAGE_MAX).optional(),
    ...z.object(timelineFields).partial().shape,
  })
  .superRefine((ask, context) => {
    for (const to of ["happenedTo", "recordedTo"] as const)
      if (isBackwards(ask, to)) context.addIssue({ code: "custom", path: [to], message: "before-start" });
    if (ask.before && ask.after) context.addIssue({ code: "custom", path: ["after"], message: "invalid" });
  });

export const SearchAll = z.strictObject({ q: filterFields.q });
/** How far somebody has read: the time at which the newest line they saw was recorded. */
export const KeepReading = z.strictObject({ ref: Ref, until: moment });
