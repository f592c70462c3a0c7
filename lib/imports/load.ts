import "server-only";
import { type LoadedIncident, loadIncident } from "@/lib/incidents/load";
import type { Tx } from "@/lib/kernel/db";

export interface LoadedImport {
  id: string;
  file: string;
  audience: "incident" | "command";
  addedById: string;
  addedAt: Date;
  undoneAt: Date | null;
  incident: LoadedIncident;
}

/** An import as far as the transaction's session may see it; null when it does not exist for them. */
export async function loadImport(tx: Tx, ref: string, id: string): Promise<LoadedImport | null> {
  const incident = await loadIncident(tx, ref);
  const batch = incident && (await tx.importBatch.findFirst({ where: { id, incidentId: incident.id } }));
  return batch && { ...batch, audience: batch.audience as LoadedImport["audience"], incident };
}
