import type { Moves } from "@/lib/kernel/machine";

/** States of a decision (domain.md §5.3). Overdue and unratified are derived, never stored. */
export const decisionStates = [
  "draft",
  "proposed",
  "returned",
  "approved",
  "executing",
  "failed",
  "in-force",
  "executed",
  "verified",
  "partially-restored",
  "restored",
  "closed",
  "rejected",
  "withdrawn",
  "lapsed",
  "cancelled",
] as const;
export type DecisionState = (typeof decisionStates)[number];

/** States in which its words and scope can still change; from the first proposal on each change is a new version. */
export const openStates = ["draft", "proposed", "returned", "lapsed"] as const satisfies readonly DecisionState[];

/** States in which a stop can be ended or prolonged. */
export const stopStates = [
  "approved",
  "executing",
  "failed",
  "in-force",
  "verified",
  "partially-restored",
  "restored",
] as const satisfies readonly DecisionState[];

/** How a decision moves. The database holds the same table (`app.decision_moves`). */
export const decisionMoves = {
  propose: { from: ["draft", "lapsed"], to: "proposed" },
  return: { from: ["proposed"], to: "returned" },
  answer: { from: ["returned"], to: "proposed" },
  approve: { from: ["proposed"], to: "approved" },
  reject: { from: ["proposed"], to: "rejected" },
  withdraw: { from: openStates, to: "withdrawn" },
  cancel: { from: ["approved", "failed"], to: "cancelled" },
  lapse: { from: ["proposed", "returned"], to: "lapsed" },
  /** Emergency: act first, ratify later. */
  "act-now": { from: openStates, to: "executing" },
  execute: { from: ["approved", "failed"], to: "executing" },
  fail: { from: ["executing"], to: "failed" },
  /** A stop holds from here until it is undone; everything else is done. */
  hold: { from: ["executing"], to: "in-force" },
  finish: { from: ["executing"], to: "executed" },
  verify: { from: ["in-force", "executed"], to: "verified" },
  "restore-part": { from: ["failed", "in-force", "verified", "restored"], to: "partially-restored" },
  "restore-all": { from: ["failed", "in-force", "verified", "partially-restored"], to: "restored" },
  "off-again": { from: ["partially-restored", "restored"], to: "in-force" },
  close: { from: ["restored", "verified"], to: "closed" },
} as const satisfies Moves<DecisionState>;
export type DecisionMove = keyof typeof decisionMoves;

/** It was put before people and is not over. */
export const isLive = (state: DecisionState): boolean =>
  !["draft", "closed", "rejected", "withdrawn", "lapsed", "cancelled"].includes(state);
