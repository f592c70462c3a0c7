import { z } from "zod";
import type { DecisionType } from "@/lib/decisions/lists";
import { flag, Id, Ids, Moment, text, words } from "./form";

/** How the types of a file are called here. */
export const fileTypes = {
  SHUTDOWN: "shutdown",
  ISOLATE: "isolate",
  RESTRICT_ACCESS: "restrict-access",
  KEEP_OPERATIONAL: "keep-up",
  EXTEND: "extend",
  RESTORE: "restore",
  LIFT_RESTRICTION: "lift-restriction",
  MAINTENANCE_WINDOW: "maintenance-window",
} as const satisfies Record<string, DecisionType>;

/** How far a decision of a file came: it waits, was turned down, or was carried out to its end. */
export const fileDecisionStates = ["PROPOSED", "REJECTED", "CLOSED"] as const;
const person = Id.nullish();
const moment = Moment.nullish();

const Option = z.strictObject({
  label: words(200),
  description: text(500),
  chosen: z.boolean(),
  reason: text(500),
});
const Condition = z.strictObject({ text: words(300), met: z.boolean(), verifiedBy: person, metAt: moment });
const Lived = z.strictObject({ state: words(40), at: Moment, by: person });

/** A decision of the file. Keys after `lifecycle` are optional additions of ours. */
export const FileDecision = z.strictObject({
  id: Id,
  type: z.enum(Object.keys(fileTypes) as (keyof typeof fileTypes)[]),
  title: words(200),
  status: z.enum(fileDecisionStates),
  systems: z.array(z.string()).min(1).max(200),
  dependentSystems: Ids.optional(),
  proposedBy: Id,
  proposedAt: Moment,
  decidedBy: person,
  decidedAt: moment,
  emergency: z.boolean().default(false),
  authority: text(500).nullish(),
  ratifiedBy: person,
  ratifiedAt: moment,
  situationKnown: words(4000),
  rationale: words(700),
  options: z.array(Option).max(12).default([]),
  citizenImpact: text(4000).nullish(),
  impactedServices: z.int().min(0).nullish(),
  expectedMinutes: z.int().min(0).max(525_600).nullish(),
  reviewBy: moment,
  evidence: text(4000).nullish(),
  executedBy: person,
  executedFrom: moment,
  executedTo: moment,
  verifiedBy: person,
  verifiedAt: moment,
  comms: text(4000).nullish(),
  restoration: z.array(Condition).max(30).default([]),
  restores: Id.nullish(),
  extends: Id.nullish(),
  restoredBy: Id.nullish(),
  provenance: z.strictObject({ flag, sources: Ids, exerciseFields: Ids }).optional(),
  closedAt: moment,
  lifecycle: z.array(Lived).default([]),
  undo: words(4000).optional(),
  reviewHours: z.int().min(1).max(24).optional(),
  localComms: words(4000).optional(),
});
export type FileDecision = z.output<typeof FileDecision>;

/** A decision that was carried out: everything of it has its person and its time. */
export interface CarriedOut extends FileDecision {
  decidedBy: string;
  decidedAt: string;
  executedBy: string;
  executedFrom: string;
  executedTo: string;
  verifiedBy: string;
  verifiedAt: string;
  closedAt: string;
}

const whole = [
  "decidedBy",
  "decidedAt",
  "executedBy",
  "executedFrom",
  "executedTo",
  "verifiedBy",
  "verifiedAt",
] as const;
/** What a decision has to tell that came as far as its status says. */
export const toldOf = {
  PROPOSED: [],
  REJECTED: ["decidedBy", "decidedAt"],
  CLOSED: [...whole, "closedAt"],
} as const satisfies Record<FileDecision["status"], readonly (keyof FileDecision)[]>;

export const isCarriedOut = (decision: FileDecision): decision is CarriedOut =>
  decision.status === "CLOSED" && toldOf.CLOSED.every((field) => decision[field]);
