import { kinds, LAPSE_MINUTES, LAPSE_MINUTES_MAX, REVIEW_HOURS_MAX } from "@/lib/decisions/lists";
import { markOf, unmet } from "@/lib/decisions/mark";
import { type FileDecision, fileTypes } from "./decision-schema";

const untold = (what: string) => markOf([unmet("D2", `${what} is not in the file`)]);

/** What the form of a decision would say; where the file says nothing of what we ask for, it says so. */
export function rawWords(decision: FileDecision) {
  const type = fileTypes[decision.type];
  const { stop } = kinds[type];
  const { situationKnown: situation, rationale, options, authority, citizenImpact, evidence, restoration } = decision;
  const expectedMinutes = decision.expectedMinutes || undefined;
  return {
    situation,
    rationale,
    options: options.map((option) => ({ ...option })),
    authority: authority ?? "",
    citizenImpact: citizenImpact ?? "",
    evidence: evidence ?? "",
    expectedMinutes,
    ...(stop && expectedMinutes === undefined && { gaps: untold("how long it would last") }),
    undo: decision.undo ?? (stop ? untold("how it is undone") : ""),
    ...((stop || type === "extend") && { reviewHours: decision.reviewHours ?? reviewHours(decision) }),
    publicLine: decision.comms ?? "",
    localPublicLine: decision.localComms ?? "",
    criteria: restoration.map(({ text }) => text),
  };
}

const HOUR = 3_600_000;

/** Whole hours from the beginning to the review of the file, as far as a review may lie ahead (D2). */
function reviewHours({ reviewBy, executedFrom, decidedAt, proposedAt }: FileDecision): number | undefined {
  if (!reviewBy) return undefined;
  const hours = Math.ceil((Date.parse(reviewBy) - Date.parse(executedFrom ?? decidedAt ?? proposedAt)) / HOUR);
  return Math.min(REVIEW_HOURS_MAX, Math.max(1, hours));
}

/** Long enough to be decided when the file says; what waits still, as long as anything may. */
export function lapseMinutes({ proposedAt, decidedAt }: FileDecision): number {
  if (!decidedAt) return LAPSE_MINUTES_MAX;
  const took = Math.floor((Date.parse(decidedAt) - Date.parse(proposedAt)) / 60_000) + 1;
  return Math.min(LAPSE_MINUTES_MAX, Math.max(LAPSE_MINUTES, took));
}
