import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { all, may, no, rolesIn, type Verdict, yes } from "@/lib/access/may";
import { openPhases, type Phase } from "@/lib/incidents/machine";

interface IncidentFacts {
  id: string;
  phase: Phase | null;
}

const open = (phase: Phase | null): Verdict =>
  phase === null || openPhases.includes(phase) ? yes : no("refusal.closed");

/** Paper is needed most when everything else is off, and never after the record is complete. */
export const mayIssueSheets = (actor: Actor, { id, phase }: IncidentFacts): Verdict =>
  all(may(actor, "sheet.issue", id), open(phase));

/** Whoever imported takes it back, and so may the commander; after closing it is corrected entry by entry. */
export const mayUndo = (
  actor: Actor,
  batch: { addedById: string; undoneAt: Date | null; incident: IncidentFacts },
): Verdict =>
  all(
    may(actor, "import.undo", batch.incident.id),
    batch.addedById === actor.personId || rolesIn(actor, batch.incident.id).includes("INCIDENT_COMMANDER")
      ? yes
      : no("refusal.not-your-import"),
    batch.undoneAt ? no("refusal.undone") : yes,
    open(batch.incident.phase),
  );
