import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { all, may, no, rolesIn, type Verdict, yes } from "@/lib/access/may";
import { openPhases, type Phase } from "@/lib/incidents/machine";
import { commands, type Keepers, ours } from "./policy";

interface IncidentFacts {
  id: string;
  phase: Phase | null;
}

const isOpen = ({ phase }: IncidentFacts): Verdict =>
  phase === null || openPhases.includes(phase) ? yes : no("refusal.closed");

/** In an open incident everyone who works in it may say what they saw, of any system: the view from outside is nobody's own. */
export const mayAddOutsideCheck = (actor: Actor, incident: IncidentFacts): Verdict =>
  all(may(actor, "outside-check.add", incident.id), isOpen(incident));

/** Commander and authority explain any disagreement, staff those of their own organisation's systems. */
export const mayResolve = (actor: Actor, incident: IncidentFacts, system: Keepers): Verdict =>
  all(
    may(actor, "outside-check.resolve", incident.id),
    commands(rolesIn(actor, incident.id)) || ours(actor, system) ? yes : no("refusal.not-your-system"),
    isOpen(incident),
  );
