import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { all, may, no, type Verdict, yes } from "@/lib/access/may";
import { openPhases, type Phase } from "./machine";

interface IncidentFacts {
  id: string;
  phase: Phase | null;
}

/** Writing in the log, while the incident is open. */
export const mayLog = (actor: Actor, { id, phase }: IncidentFacts): Verdict =>
  all(may(actor, "entry.add", id), phase === null || openPhases.includes(phase) ? yes : no("refusal.closed"));

/** Adding entries from a file or from paper, while the incident is open. */
export const mayImport = (actor: Actor, { id, phase }: IncidentFacts): Verdict =>
  all(may(actor, "import.add", id), phase === null || openPhases.includes(phase) ? yes : no("refusal.closed"));

export const maySetSeverity = (actor: Actor, { id }: IncidentFacts): Verdict => may(actor, "incident.set-severity", id);
export const maySetPhase = (actor: Actor, { id }: IncidentFacts): Verdict => may(actor, "incident.set-phase", id);
