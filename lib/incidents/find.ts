import "server-only";
import type { Tx } from "@/lib/kernel/db";

const MOST = 8;

/** Incidents that exist for this reader, by reference or name; the open and the newest first. */
export const findIncidents = (tx: Tx, q: string): Promise<{ ref: string; name: string }[]> =>
  tx.$queryRaw<{ ref: string; name: string }[]>`
    SELECT i.ref, i.name FROM incident i LEFT JOIN situation s ON s.incident_id = i.id
    WHERE strpos(lower(i.ref || ' ' || i.name), lower(${q})) > 0
    ORDER BY (s.closed_at IS NOT NULL), i.opened_at DESC, i.ref LIMIT ${MOST}`;
