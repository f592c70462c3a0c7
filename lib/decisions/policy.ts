import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { all, may, no, rolesIn, type Verdict, yes } from "@/lib/access/may";
import type { Permission } from "@/lib/access/permissions";
import type { Role } from "@/lib/access/roles";
import { openPhases, type Phase } from "@/lib/incidents/machine";
import type { DecisionType } from "./lists";

export interface IncidentFacts {
  id: string;
  phase: Phase | null;
}

export interface ScopeFacts {
  tier: number;
  ownerId: string;
}

/** What decides who may do something with a decision. */
export interface DecisionFacts {
  incident: IncidentFacts;
  type: DecisionType;
  proposedById: string | null;
  /** Who wrote the version that is before people. */
  madeById: string | null;
  startedById: string | null;
  scope: readonly ScopeFacts[];
  delegations: readonly DelegationFacts[];
}

export interface DelegationFacts {
  id: string;
  personId: string;
  types: readonly string[];
  tierFrom: number;
  systemsMax: number;
  organisationIds: readonly string[];
  startsAt: Date;
  endsAt: Date;
  endedAt: Date | null;
}

const open = ({ phase }: IncidentFacts): Verdict =>
  phase === null || openPhases.includes(phase) ? yes : no("refusal.closed");

/** What those who run the response do with decisions, while the incident is open. */
export const mayDecide = (actor: Actor, verb: Permission, incident: IncidentFacts): Verdict =>
  all(may(actor, verb, incident.id), open(incident));

/** D5: a live delegation covers everything that a decision is about: its type, the tier and owner of each system, and how many they are. */
export const covers = (
  delegation: DelegationFacts,
  { type, scope }: Pick<DecisionFacts, "type" | "scope">,
  now: Date,
): boolean =>
  delegation.types.includes(type) &&
  delegation.startsAt <= now &&
  delegation.endsAt > now &&
  delegation.endedAt === null &&
  scope.length <= delegation.systemsMax &&
  scope.every(
    ({ tier, ownerId }) =>
      tier >= delegation.tierFrom &&
      (delegation.organisationIds.length === 0 || delegation.organisationIds.includes(ownerId)),
  );

/** By which right a person would approve. */
export interface Right {
  by: "authority" | "delegation" | "leadership";
  delegationId: string | null;
}

/** The role that a right to approve rests on: who has lost it approves no more, and neither does what they approved. */
export const restsOn = {
  authority: ["DECISION_AUTHORITY"],
  delegation: ["INCIDENT_COMMANDER", "AGENCY_STAFF"],
  leadership: ["LEADERSHIP"],
} as const satisfies Record<Right["by"], readonly Role[]>;

/** Whether somebody with these roles still holds the right by which they approved. The database asks the same (`app.holds_right`). */
export const holdsRight = (roles: readonly string[], by: string | null): boolean =>
  by !== null && by in restsOn && restsOn[by as Right["by"]].some((role) => roles.includes(role));

/** The strongest right that somebody with these roles has to approve this decision now; null for none, and always for outside responders. */
export function rightTo(
  { personId, roles }: { personId: string; roles: readonly string[] },
  decision: DecisionFacts,
  now: Date,
): Right | null {
  if (roles.includes("EXTERNAL_RESPONDER")) return null;
  if (holdsRight(roles, "authority")) return { by: "authority", delegationId: null };
  const lent =
    holdsRight(roles, "delegation") &&
    decision.delegations.find((one) => one.personId === personId && covers(one, decision, now));
  if (lent) return { by: "delegation", delegationId: lent.id };
  return holdsRight(roles, "leadership") ? { by: "leadership", delegationId: null } : null;
}

export const rightOf = (actor: Actor, decision: DecisionFacts, now: Date): Right | null =>
  rightTo({ personId: actor.personId, roles: rolesIn(actor, decision.incident.id) }, decision, now);

/** Those who have a right to approve answer a proposal in any way. */
export const mayAnswerProposal = (
  actor: Actor,
  verb: "decision.approve" | "decision.ratify" | "decision.reject" | "decision.return",
  decision: DecisionFacts,
  now: Date,
): Verdict =>
  all(mayDecide(actor, verb, decision.incident), rightOf(actor, decision, now) ? yes : no("refusal.no-authority"));

/** D3: never who proposed it, wrote it or began it. */
export const mayApprove = (
  actor: Actor,
  verb: "decision.approve" | "decision.ratify",
  decision: DecisionFacts,
  now: Date,
): Verdict =>
  all(
    mayDecide(actor, verb, decision.incident),
    actor.personId === decision.proposedById ? no("refusal.proposer") : yes,
    actor.personId === decision.madeById ? no("refusal.author") : yes,
    actor.personId === decision.startedById ? no("refusal.starter") : yes,
    mayAnswerProposal(actor, verb, decision, now),
  );

const isOneOf = (actor: Actor, decision: DecisionFacts, ...roles: string[]) =>
  actor.personId === decision.proposedById || rolesIn(actor, decision.incident.id).some((role) => roles.includes(role));

/** A question is for whoever proposed, or for the commander. */
export const mayAnswerQuestion = (actor: Actor, decision: DecisionFacts): Verdict =>
  all(
    mayDecide(actor, "decision.answer", decision.incident),
    isOneOf(actor, decision, "INCIDENT_COMMANDER") ? yes : no("refusal.not-your-proposal"),
  );

export const mayWithdraw = (actor: Actor, decision: DecisionFacts): Verdict =>
  all(
    mayDecide(actor, "decision.withdraw", decision.incident),
    isOneOf(actor, decision, "INCIDENT_COMMANDER", "DECISION_AUTHORITY") ? yes : no("refusal.not-your-proposal"),
  );

/** D4: who carried any of it out does not verify it. */
export const mayVerify = (actor: Actor, decision: DecisionFacts, carriedOutBy: readonly string[]): Verdict =>
  all(
    mayDecide(actor, "decision.verify", decision.incident),
    actor.personId === decision.startedById || carriedOutBy.includes(actor.personId)
      ? no("refusal.executor-verifies")
      : yes,
  );

/** Nobody lends to oneself, which would be no second person. */
export const mayDelegate = (actor: Actor, incident: IncidentFacts, person: string): Verdict =>
  all(mayDecide(actor, "delegation.add", incident), person === actor.personId ? no("refusal.lends-to-oneself") : yes);
