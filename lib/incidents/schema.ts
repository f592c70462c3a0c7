import { z } from "zod";
import { flag, reason } from "@/lib/kernel/fields";
import { severities } from "@/lib/record/severity";
import { phases } from "./machine";

/** A reference such as INC-2026-01 or AL-2022-07-15. */
export const Ref = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]*$/, "invalid");
const version = z.coerce.number().int().min(1);

export const OpenIncident = z.strictObject({
  name: z.string().trim().min(3, "required").max(200),
  severity: z.enum(severities).default("S2"),
  exercise: flag.default(false),
});

export const SetSeverity = z.strictObject({ ref: Ref, severity: z.enum(severities), reason: reason(), version });
export const SetPhase = z.strictObject({ ref: Ref, phase: z.enum(phases), reason: reason(), version });
export const ByRef = z.strictObject({ ref: Ref });
