import { z } from "zod";
import { Ref } from "@/lib/incidents/schema";
import { flag, lines, moment, orNone, reason } from "@/lib/kernel/fields";
import { PasskeySignature } from "@/lib/people/schema";
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

const long = orNone(lines(4000));
const short = orNone(lines(500));
const whole = (min: number, max: number) =>
  z.coerce.number("number").int("number").min(min, "too-small").max(max, "too-big");
const ticked = flag.optional();
const why = reason(1000);

const Option = z.strictObject({
  label: lines(200),
  description: short,
  benefit: short,
  cost: short,
  risk: short,
  chosen: ticked,
  /** Why it was chosen, or why not. */
  reason: short,
});
const Consulted = z.strictObject({ who: lines(200), view: short, dissent: ticked });

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
  memoryCaptured: ticked,
  method: orNone(z.enum(methods)),
  order: long,
  undo: long,
  expectedMinutes: orNone(whole(1, 525_600)),
  reviewHours: orNone(whole(1, REVIEW_HOURS_MAX)),
  publicLine: long,
  localPublicLine: long,
  publicBy: short,
  criteria: z.array(lines(500)).max(30, "too-big").optional(),
  /** For what is kept up: what keeps it safe, and who watches. */
  keepsSafe: long,
  watches: short,
  tlp: z.enum(decisionTlps).default("TLP:AMBER"),
});
export type DecisionWords = z.output<typeof DecisionWords>;

const said = {
  title: lines(200),
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
const seen = {
  ...one,
  version,
  /** The hash of the preview that was on screen: one approves what one saw. */
  previewHash: z.string().regex(/^[0-9a-f]{64}$/, "invalid"),
};
export const SignApproval = z.strictObject({ ...seen, reason: why });
export const ApproveDecision = z
  .strictObject({
    ...seen,
    reason: why,
    code: orNone(z.string().trim().min(1, "required").max(20, "too-big")),
    /** A passkey's signature over what is approved, and the nonce that came with the challenge; then no code is asked for. */
    assertion: z.strictObject({ nonce: z.base64url().max(100), response: PasskeySignature }).optional(),
  })
  .superRefine(({ code, assertion }, context) => {
    if (!code && !assertion) context.addIssue({ code: "custom", path: ["code"], message: "required" });
    if (code && assertion) context.addIssue({ code: "custom", path: ["code"], message: "only-one-proof" });
  });
export type ApproveDecision = z.output<typeof ApproveDecision>;
export const AnswerVersion = z.strictObject({ ...one, version, reason: why });
export const WithdrawDecision = z.strictObject({ ...one, reason: why });

export const AddDelegation = z.strictObject({
  ref: Ref,
  person: z.uuid("uuid"),
  types: z.array(z.enum(decisionTypes)).min(1, "required").max(decisionTypes.length),
  tierFrom: whole(0, 4),
  systemsMax: whole(1, SCOPE_MAX),
  organisations: z.array(z.uuid("uuid")).max(50, "too-big").default([]),
  hours: whole(1, 24),
  reason: why,
});
export const EndDelegation = z.strictObject({ ref: Ref, id: z.uuid("uuid") });

export const ActNow = z.strictObject({
  ...one,
  revision,
  reason: why,
  /** The codes of all systems in scope, typed by hand. */
  codes: z.array(Code).min(1, "required").max(SCOPE_MAX, "too-big"),
});
const step = { ...one, step: whole(1, 100_000), occurredAt: orNone(moment) };
export const TickStep = z.strictObject({ ...step, note: short });
export const SkipStep = z.strictObject({ ...step, reason: why });
const criterion = { ...one, criterion: whole(1, 100) };
export const MeetCriterion = z.strictObject({
  ...criterion,
  evidence: why,
});
export const WaiveCriterion = z.strictObject({ ...criterion, reason: why });
/** Why it counts although two independent points outside do not see it so. */
const unconfirmed = orNone(why);
export const OpenStage = z
  .strictObject({
    ...one,
    stage: z.enum(["internal", "limited", "all"]),
    /** Which systems; all of the decision when none is named. */
    systems: z.array(Code).max(SCOPE_MAX, "too-big").default([]),
    conditions: why,
    limits: orNone(lines(300)),
    unconfirmed,
  })
  .superRefine(({ stage, limits }, context) => {
    if (stage === "limited" && !limits) context.addIssue({ code: "custom", path: ["limits"], message: "limits" });
    if (stage !== "limited" && limits) context.addIssue({ code: "custom", path: ["limits"], message: "only-limited" });
  });
export const TurnBack = z.strictObject({
  ...one,
  systems: z.array(Code).max(SCOPE_MAX, "too-big").default([]),
  reason: why,
});
export const VerifyDecision = z.strictObject({ ...one, reason: why, unconfirmed });
export const CloseDecision = z.strictObject({ ...one, reason: why });
