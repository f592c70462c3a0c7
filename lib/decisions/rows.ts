import "server-only";
import type { LoadedIncident } from "@/lib/incidents/load";
import type { Tx } from "@/lib/kernel/db";
import { loadDelegations } from "./load";

const withParts = {
  scope: { orderBy: { position: "asc" }, include: { system: true } },
  versions: { orderBy: { version: "desc" }, omit: { text: true } },
  previews: { orderBy: { number: "desc" }, take: 1, omit: { effects: true, seen: true } },
  approvals: { orderBy: { givenAt: "asc" } },
  undoes: true,
} as const;

/** Decisions of an incident with what their lines are drawn from; all, or the one with this number. */
export async function readRows(tx: Tx, incident: LoadedIncident, number?: number) {
  return {
    incident,
    decisions: await tx.decision.findMany({
      where: { incidentId: incident.id, ...(number !== undefined && { number }) },
      orderBy: { number: "desc" },
      include: withParts,
    }),
    delegations: await loadDelegations(tx, incident.id),
  };
}

export type Rows = Awaited<ReturnType<typeof readRows>>;
export type DecisionRow = Rows["decisions"][number];
