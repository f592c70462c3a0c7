import "server-only";
import type { Tx } from "@/lib/kernel/db";
import type { Severity } from "@/lib/record/severity";
import type { Phase } from "./machine";

export interface LoadedIncident {
  id: string;
  ref: string;
  exercise: boolean;
  severity: Severity | null;
  phase: Phase | null;
  version: number | null;
}

/** The same for what belongs to the response itself: for outside responders it does not exist. */
export async function loadResponse(tx: Tx, ref: string): Promise<LoadedIncident | null> {
  const incident = await loadIncident(tx, ref);
  return incident && incident.phase !== null ? incident : null;
}

/** An incident as far as the transaction's session may see it; null when it does not exist for them. Severity and phase stay null for outside responders. */
export async function loadIncident(tx: Tx, ref: string): Promise<LoadedIncident | null> {
  const found = await tx.incident.findUnique({ where: { ref }, include: { situation: true } });
  return (
    found && {
      id: found.id,
      ref: found.ref,
      exercise: found.exercise,
      severity: (found.situation?.severity ?? null) as Severity | null,
      phase: (found.situation?.phase ?? null) as Phase | null,
      version: found.situation?.version ?? null,
    }
  );
}
