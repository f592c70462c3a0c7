import "server-only";
import { openPhases } from "@/lib/incidents/machine";
import type { Tx } from "@/lib/kernel/db";
import { conflict, Refusal } from "@/lib/kernel/errors";
import type { KeptFile } from "@/lib/record/catalog";
import { INCIDENT_FILES_MAX } from "./schema";

/** Whether an incident takes a file of this size. @throws Refusal conflict when it is closed, too-large when it is full */
export async function checkRoom(tx: Tx, incidentId: string, size: number): Promise<void> {
  const [row] = await tx.$queryRaw<{ kept: bigint | null }[]>`
    SELECT app.files_kept(${incidentId}::uuid, ${[...openPhases]}::text[]) AS kept`;
  if (row?.kept === null || row?.kept === undefined) throw conflict("incident-closed");
  if (Number(row.kept) + size > INCIDENT_FILES_MAX) throw new Refusal("too-large", "files-full");
}

/** The files of these ids that the asker added and that no entry names, but for the one that was sent with this key, where there is one. */
export const unnamedFiles = (
  tx: Tx,
  incidentId: string,
  ids: readonly string[],
  key: string | null,
): Promise<KeptFile[]> =>
  tx.$queryRaw<KeptFile[]>`
    SELECT f.id::text AS id, f.name, f.size, f.type, f.sha256 FROM file f
    WHERE f.id = ANY (${[...ids]}::uuid[]) AND f.incident_id = ${incidentId}::uuid AND f.person_id = app.person_id()
      AND NOT EXISTS (SELECT 1 FROM entry_file l JOIN entry e ON e.id = l.entry_id
        WHERE l.file_id = f.id AND NOT (e.actor_id = f.person_id AND coalesce(e.client_id = ${key}::uuid, false)))`;
