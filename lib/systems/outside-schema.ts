import { z } from "zod";
import { Ref } from "@/lib/incidents/schema";
import { sides, sights } from "./outside";
import { Code } from "./schema";

const words = (max: number) =>
  z
    .string()
    .trim()
    .min(1, "required")
    .max(max, "too-big")
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, "invalid");
const orNothing = <T extends z.ZodType>(schema: T) =>
  z.union([z.literal("").transform(() => undefined), schema]).optional();
const sentence = z.string().trim().min(3, "one-sentence").max(500, "too-big");
const When = z.iso.datetime({ offset: true, message: "time" });

/** What somebody saw of a system: from where, through which network, what, when, and what shows it. */
export const AddOutsideCheck = z.strictObject({
  ref: Ref,
  code: z.union([Code], { error: "not-in-list" }),
  point: words(80),
  network: words(80),
  seen: z.enum(sights),
  detail: orNothing(words(300)),
  occurredAt: orNothing(When),
  link: orNothing(z.url({ protocol: /^https?$/, error: "url" }).max(500, "too-big")),
  file: orNothing(z.uuid("uuid")),
});

export const ResolveDisagreement = z.strictObject({ ref: Ref, code: Code, side: z.enum(sides), reason: sentence });

/** A place from which a probe will look. */
export const AddProbe = z.strictObject({ point: words(80), network: words(80) });
export const RevokeProbe = z.strictObject({ id: z.uuid(), reason: sentence });

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
