import { z } from "zod";
import { Ref } from "@/lib/incidents/schema";
import { Code } from "@/lib/systems/schema";
import {
  confidences,
  decisionTlps,
  decisionTypes,
  LAPSE_MINUTES,
  LAPSE_MINUTES_MAX,
  methods,
  REVIEW_HOURS_MAX,
  SCOPE_MAX,
} from "./lists";

/** A form sends "" for what is left empty. */
const orNone = <T extends z.ZodType>(schema: T) =>
  z.union([z.literal("").transform(() => undefined), schema]).optional();
const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1, "required")
    .max(max, "too-big")
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u, "invalid");
const long = orNone(text(4000));
const short = orNone(text(500));
const whole = (min: number, max: number) =>
  z.coerce.number("number").int("number").min(min, "too-small").max(max, "too-big");
const flag = z.union([z.boolean(), z.literal("on").transform(() => true)]).optional();
const reason = z.string().trim().min(3, "one-sentence").max(1000, "too-big");

const Option = z.strictObject({
  label: text(200),
  description: short,
  benefit: short,
  cost: short,
  risk: short,
  chosen: flag,
  /** Why it was chosen, or why not. */
  reason: short,
});
const Consulted = z.strictObject({ who: text(200), view: short, dissent: flag });

/** Everything that a decision says (domain.md §7). A draft may leave all of it out; lib/decisions/complete.ts tells what is missing. */
export const DecisionWords = z.strictObject({
  situation: long,
  gaps: long,
  threat: long,
  confidence: orNone(z.enum(confidences)),
  ifNothing: long,
  options: z.array(Option).max(12, "too-big").optional(),
  rationale: long,
  authority: short,
  consulted: z.array(Consulted).max(30, "too-big").optional(),
  citizenImpact: long,
  businessImpact: long,
  fallback: long,
  evidence: long,
  memoryCaptured: flag,
  method: orNone(z.enum(methods)),
  order: long,
  undo: long,
  expectedMinutes: orNone(whole(1, 525_600)),
  reviewHours: orNone(whole(1, REVIEW_HOURS_MAX)),
  publicLine: long,
  localPublicLine: long,
  publicBy: short,
  criteria: z.array(text(500)).max(30, "too-big").optional(),
  /** For what is kept up: what keeps it safe, and who watches. */
  keepsSafe: long,
  watches: short,
  tlp: z.enum(decisionTlps).default("TLP:AMBER"),
});
export type DecisionWords = z.output<typeof DecisionWords>;

const said = {
  title: text(200),
  systems: z.array(Code).max(SCOPE_MAX, "too-big").default([]),
  /** The number of the stop that it ends or prolongs. */
  undoes: orNone(whole(1, 1_000_000)),
  words: DecisionWords.default({ tlp: "TLP:AMBER" }),
};
const number = whole(1, 1_000_000);
const one = { ref: Ref, number };
/** Which revision of the draft was seen: two who write at once are told. */
const revision = whole(1, 1_000_000_000);
/** Which version of the proposal the answer is to. */
const version = whole(1, 1_000_000);
const Moment = z.iso.datetime({ offset: true, message: "time" });

export const ByIncident = z.strictObject({ ref: Ref });
export const ByNumber = z.strictObject(one);
export const DraftDecision = z.strictObject({ ref: Ref, type: z.enum(decisionTypes), ...said });
export const EditDecision = z.strictObject({ ...one, revision, type: z.enum(decisionTypes), ...said });
export const ProposeDecision = z.strictObject({
  ...one,
  revision,
  /** After how many minutes it lapses if nobody decides. */
  lapseMinutes: whole(10, LAPSE_MINUTES_MAX).default(LAPSE_MINUTES),
});
export const ApproveDecision = z.strictObject({
  ...one,
  version,
  /** The hash of the preview that was on screen: one approves what one saw. */
  previewHash: z.string().regex(/^[0-9a-f]{64}$/, "invalid"),
  reason,
  code: z.string().trim().min(1, "required").max(20, "too-big"),
});
export const AnswerVersion = z.strictObject({ ...one, version, reason });
export const WithdrawDecision = z.strictObject({ ...one, reason });

export const AddDelegation = z.strictObject({
  ref: Ref,
  person: z.uuid("uuid"),
  types: z.array(z.enum(decisionTypes)).min(1, "required").max(decisionTypes.length),
  tierFrom: whole(0, 4),
  systemsMax: whole(1, SCOPE_MAX),
  organisations: z.array(z.uuid("uuid")).max(50, "too-big").default([]),
  hours: whole(1, 24),
  reason,
});
export const EndDelegation = z.strictObject({ ref: Ref, id: z.uuid("uuid") });

export const ActNow = z.strictObject({
  ...one,
  revision,
  reason,
  /** The codes of all systems in scope, typed by hand. */
  codes: z.array(Code).min(1, "required").max(SCOPE_MAX, "too-big"),
});
const step = { ...one, step: whole(1, 100_000), occurredAt: orNone(Moment) };
export const TickStep = z.strictObject({ ...step, note: short });
export const SkipStep = z.strictObject({ ...step, reason });
const criterion = { ...one, criterion: whole(1, 100) };
export const MeetCriterion = z.strictObject({
  ...criterion,
  evidence: z.string().trim().min(3, "one-sentence").max(1000, "too-big"),
});
export const WaiveCriterion = z.strictObject({ ...criterion, reason });
export const OpenStage = z
  .strictObject({
    ...one,
    stage: z.enum(["internal", "limited", "all"]),
    /** Which systems; all of the decision when none is named. */
    systems: z.array(Code).max(SCOPE_MAX, "too-big").default([]),
    conditions: z.string().trim().min(3, "one-sentence").max(1000, "too-big"),
    limits: orNone(text(300)),
  })
  .superRefine(({ stage, limits }, context) => {
    if (stage === "limited" && !limits) context.addIssue({ code: "custom", path: ["limits"], message: "limits" });
    if (stage !== "limited" && limits) context.addIssue({ code: "custom", path: ["limits"], message: "only-limited" });
  });
export const TurnBack = z.strictObject({
  ...one,
  systems: z.array(Code).max(SCOPE_MAX, "too-big").default([]),
  reason,
});
export const VerifyDecision = z.strictObject({ ...one, reason });
export const CloseDecision = z.strictObject({ ...one, reason });
