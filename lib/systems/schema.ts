import { z } from "zod";
import { Ref } from "@/lib/incidents/schema";
import { flag, line, moment, orNone, orNull, reason } from "@/lib/kernel/fields";
import { needKinds } from "./graph";
import { exposures, marks, systemAudiences, systemKinds, TIERS } from "./lists";
import { AT_ONCE_MAX, compromises, systemStates } from "./states";

export { exposures, systemAudiences, systemKinds } from "./lists";

const hours = (min: number) => z.coerce.number("number").int("number").min(min, "too-small").max(87_600, "too-big");
const steps = z.array(line(500)).max(60).optional();
/** A moment, or what a clock on the wall of this house showed. */
const houseMoment = z.iso.datetime({ offset: true, local: true, message: "time" });
const version = z.coerce.number().int().min(1);
/** Which version of a state was seen; 0 when there was none. Not coerced: nothing is not nought. */
const seenVersion = z.number().int().min(0);

/** A short name that people say on the phone, such as SYS-TAXF. */
export const Code = z
  .string()
  .trim()
  .toUpperCase()
  .min(1, "required")
  .max(40, "too-big")
  .regex(/^[A-Z0-9][A-Z0-9-]*$/, "code");

/** Pages of the catalogue stand where a system of such a code would: it would have none of its own. */
export const takenCodes: readonly string[] = ["NEW", "IMPORT", "PROBES"];
const NewCode = Code.refine((code) => !takenCodes.includes(code), "code-of-page");

/** Where a probe may look: only what stands here, and nothing inside a URL that would send a password along. */
const Probe = z
  .string()
  .trim()
  .max(300, "too-big")
  .regex(/^(https?:\/\/[^\s/@]+(:\d{1,5})?(\/[^\s@]*)?|tcp:\/\/[^\s/@]+:\d{1,5}|dns:\/\/[^\s/@]+)$/i, "probe");

export const Contact = z.strictObject({
  name: line(120),
  duty: orNone(line(120)),
  day: orNone(line(60)),
  night: orNone(line(60)),
});
export const Deadline = z.strictObject({ what: line(200), when: line(100) });

const facts = {
  name: line(200),
  localName: orNull(line(200)),
  kind: z.enum(systemKinds),
  owner: z.uuid("required"),
  operator: z.uuid("required"),
  maintainer: orNull(z.uuid("uuid")),
  host: orNull(z.uuid("uuid")),
  tier: z.coerce.number().pipe(z.literal([...TIERS], "not-in-list")),
  essential: flag.default(false),
  rtoHours: orNull(hours(1)),
  mtpdHours: orNull(hours(1)),
  rpoHours: orNull(hours(0)),
  mbco: orNull(line(500)),
  audiences: z.array(z.enum(systemAudiences)).max(systemAudiences.length).default([]),
  usesPerDay: orNull(z.coerce.number("number").int("number").min(0, "too-small").max(100_000_000, "too-big")),
  usesSource: orNull(line(300)),
  usesOn: orNull(z.iso.date("time")),
  deadlines: z.array(Deadline).max(20).default([]),
  fallback: orNull(line(500)),
  localFallback: orNull(line(500)),
  exposure: z.enum(exposures).default("internal"),
  publicName: orNull(line(200)),
  localPublicName: orNull(line(200)),
  provenance: orNull(line(500)),
  contacts: z.array(Contact).max(12).default([]),
  shutdownSteps: steps,
  restoreSteps: steps,
  probe: orNull(Probe),
  backupGoodAt: orNull(houseMoment),
  backupTestedAt: orNull(houseMoment),
};

/** S2: the time to come back is shorter than the time that can be borne. */
function checkTimes(
  system: { rtoHours?: number | null | undefined; mtpdHours?: number | null | undefined },
  context: z.RefinementCtx,
) {
  if (system.rtoHours && system.mtpdHours && system.rtoHours > system.mtpdHours)
    context.addIssue({ code: "custom", path: ["rtoHours"], message: "rto-over-mtpd" });
}

export const AddSystem = z.strictObject({ code: NewCode, ...facts }).superRefine(checkTimes);
export type AddSystem = z.output<typeof AddSystem>;
export const ChangeSystem = z.strictObject({ code: Code, ...facts, version }).superRefine(checkTimes);
export const ByCode = z.strictObject({ code: Code });

/** One system needs another; alternatives share the name of a group. */
export const AddDependency = z
  .strictObject({
    code: Code,
    needs: Code,
    kind: z.enum(needKinds),
    group: orNull(line(60)),
    hosting: z.boolean().default(false),
    note: orNull(line(300)),
    confirmed: z.boolean().default(false),
  })
  .superRefine((need, context) => {
    if (need.kind === "any" && !need.group) context.addIssue({ code: "custom", path: ["group"], message: "required" });
    if (need.kind !== "any" && need.group) context.addIssue({ code: "custom", path: ["group"], message: "only-any" });
    if (need.code === need.needs) context.addIssue({ code: "custom", path: ["needs"], message: "needs-itself" });
  });
export const OneDependency = z.strictObject({ code: Code, needs: Code });

const LIST_MAX = 10_000;
export const ListSystems = z.strictObject({
  q: orNone(z.string().trim().max(200, "too-big")),
  kind: orNone(z.enum(systemKinds)),
  tier: orNone(z.coerce.number().pipe(z.literal([...TIERS], "not-in-list"))),
  mark: orNone(z.enum(marks)),
  limit: z.coerce.number("number").int("number").min(1, "too-small").max(LIST_MAX, "too-big").optional(),
});
export type ListSystems = z.output<typeof ListSystems>;

/** Reads the address of the catalogue as far as it can be understood. */
export function readList(said: Record<string, string | string[] | undefined>): Omit<ListSystems, "limit"> {
  const { q, kind, tier, mark } = ListSystems.shape;
  const fields = { q, kind, tier, mark };
  const read = Object.entries(fields).flatMap(([name, field]) => {
    const value = field.safeParse(said[name]);
    return value.success && value.data !== undefined ? [[name, value.data]] : [];
  });
  return Object.fromEntries(read) as Omit<ListSystems, "limit">;
}

/** Retires a system, or takes it back into use, as it stood when the page was read. */
export const EndSystem = z.strictObject({ code: Code, version, reason: reason() });

/** One or many systems move to the same state, with one sentence; each in the version that was seen. 0 means that it had no state yet. */
export const SetStates = z
  .strictObject({
    ref: Ref,
    systems: z
      .array(z.strictObject({ code: Code, version: seenVersion }))
      .min(1, "required")
      .max(AT_ONCE_MAX, "too-big"),
    state: z.enum(systemStates),
    limits: orNull(line(300)),
    reason: reason(),
    occurredAt: moment.optional(),
    precision: z.enum(["exact", "about", "day"]).default("exact"),
  })
  .superRefine(({ state, limits }, context) => {
    if (state === "restored_limited" && !limits)
      context.addIssue({ code: "custom", path: ["limits"], message: "limits" });
    if (state !== "restored_limited" && limits)
      context.addIssue({ code: "custom", path: ["limits"], message: "only-limited" });
  });

export const SetCompromise = z.strictObject({
  ref: Ref,
  code: Code,
  version: seenVersion,
  compromise: z.enum(compromises),
  reason: reason(),
  occurredAt: moment.optional(),
});
export const ConfirmState = z.strictObject({ ref: Ref, code: Code, version: seenVersion });
export const ByIncident = z.strictObject({ ref: Ref });
export const WhatIf = z.strictObject({
  ref: Ref,
  off: z
    .string()
    .trim()
    .min(1, "required")
    .max(4000, "too-big")
    .transform((list) => [...new Set(list.split(",").map((code) => code.trim().toUpperCase()))]),
  /** How long it would be off: deadlines are looked for in these hours. */
  hours: z.coerce.number("number").int("number").min(1, "too-small").max(720, "too-big").default(24),
});
