import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { all, may, no, rolesIn, type Verdict, yes } from "@/lib/access/may";
import type { Permission } from "@/lib/access/permissions";
import { openPhases, type Phase } from "@/lib/incidents/machine";

/** What decides who keeps a system: the organisations that own and run it (domain.md §4.2, "O"). */
export interface Keepers {
  ownerId: string;
  operatorId: string;
}

export const ours = (actor: Actor, { ownerId, operatorId }: Keepers) =>
  actor.organisationId === ownerId || actor.organisationId === operatorId;
export const commands = (roles: readonly string[]) =>
  roles.some((role) => role === "INCIDENT_COMMANDER" || role === "DECISION_AUTHORITY");

/** Commander and authority keep the whole catalogue; staff keep what their own organisation owns or runs. */
export const mayKeep = (actor: Actor, verb: Permission, system: Keepers): Verdict =>
  all(may(actor, verb), commands(actor.duties) || ours(actor, system) ? yes : no("refusal.not-your-system"));

interface IncidentFacts {
  id: string;
  phase: Phase | null;
}

/** In an open incident commander and authority set the state of any system, staff that of their own organisation's. */
export const maySetState = (
  actor: Actor,
  verb: "system.set-state" | "system.confirm-state" | "system.set-compromise",
  incident: IncidentFacts,
  systems: readonly Keepers[],
): Verdict =>
  all(
    may(actor, verb, incident.id),
    commands(rolesIn(actor, incident.id)) || systems.every((system) => ours(actor, system))
      ? yes
      : no("refusal.not-your-system"),
    incident.phase === null || openPhases.includes(incident.phase) ? yes : no("refusal.closed"),
  );
