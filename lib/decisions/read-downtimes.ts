import "server-only";
import type { Tx } from "@/lib/kernel/db";
import type { SystemState } from "@/lib/systems/states";
import { type Downtime, downtimes } from "./downtime";

interface Asked {
  incidentId: string;
  systemIds: readonly string[];
  from: Date;
  until: Date;
}

/** How long each of these systems did not serve between two moments, in one query; those that nobody moved are left out. */
export async function readDowntimes(tx: Tx, { incidentId, systemIds, from, until }: Asked): Promise<Downtime[]> {
  const acts = await tx.$queryRaw<{ at: Date; body: string }[]>`
    SELECT e.occurred_at AS at, b.body FROM entry e JOIN entry_body b ON b.entry_id = e.id
    WHERE e.incident_id = ${incidentId}::uuid AND e.type = 'system.state-set' AND e.subject_type = 'system'
      AND e.subject_id = ANY (${systemIds}::uuid[]) ORDER BY e.seq`;
  const moved = acts.map(({ at, body }) => ({ at, ...(JSON.parse(body) as { code: string; to: SystemState }) }));
  return downtimes(moved, from, until);
}
