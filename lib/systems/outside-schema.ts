import { z } from "zod";
import { Ref } from "@/lib/incidents/schema";
import { line, moment, orNone, reason } from "@/lib/kernel/fields";
import { sides, sights } from "./outside";
import { Code } from "./schema";

/** What somebody saw of a system: from where, through which network, what, when, and what shows it. */
export const AddOutsideCheck = z.strictObject({
  ref: Ref,
  code: z.union([Code], { error: "not-in-list" }),
  point: line(80),
  network: line(80),
  seen: z.enum(sights),
  detail: orNone(line(300)),
  occurredAt: orNone(moment),
  link: orNone(z.url({ protocol: /^https?$/, error: "url" }).max(500, "too-big")),
  file: orNone(z.uuid("uuid")),
});

export const ResolveDisagreement = z.strictObject({ ref: Ref, code: Code, side: z.enum(sides), reason: reason() });

/** A place from which a probe will look. */
export const AddProbe = z.strictObject({ point: line(80), network: line(80) });
export const RevokeProbe = z.strictObject({ id: z.uuid(), reason: reason() });

export const EnrolProbe = z.strictObject({ publicKey: z.string().regex(/^[\w-]{40,200}$/, "invalid") });

const Result = z.strictObject({
  code: Code,
  seen: z.enum(sights),
  detail: z
    .string()
    .max(120)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, "invalid")
    .optional(),
});
export type Result = z.output<typeof Result>;
export const Results = z.array(Result).max(600, "too-big");

/** What a probe signs: itself, a number that only grows, its clock, and what it saw. */
export const Posted = z.strictObject({
  signed: z.strictObject({
    v: z.literal(1),
    probe: z.uuid(),
    seq: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
    at: z.iso.datetime({ message: "time" }),
    results: Results,
  }),
  signature: z.string().regex(/^[\w-]{80,100}$/, "invalid"),
});
export type Posted = z.output<typeof Posted>;
