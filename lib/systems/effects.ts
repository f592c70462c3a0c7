import "server-only";
import type { Tx } from "@/lib/kernel/db";
import { conflict } from "@/lib/kernel/errors";
import type { StandingSystem } from "./load";
import type { SystemState } from "./states";

interface Written {
  incidentId: string;
  system: StandingSystem;
  /** The version that whoever acts has seen; 0 when there was none. */
  version: number;
  by: string;
}

/**
 * Writes where a system stands, if it still stands as it was seen; the caller records it in the same transaction.
 * @throws Refusal conflict that names who changed it meanwhile, and to what
 */
export async function writeState(
  tx: Tx,
  {
    incidentId,
    system,
    version,
    by,
    now,
    state,
    limits,
    since,
  }: Written & { now: Date; state: SystemState; limits: string | null; since: Date },
): Promise<void> {
  const changes = { state, limits, since, confirmedAt: now, confirmedById: by };
  await write(tx, { incidentId, system, version, by }, changes);
}

/**
 * What somebody decided by another picture than the present one is not done, whatever it would be.
 * @throws Refusal conflict that names who changed it meanwhile, and to what
 */
export async function refuseStale(
  tx: Tx,
  { incidentId, system, version }: Pick<Written, "incidentId" | "system" | "version">,
): Promise<void> {
  if (version !== system.standing.version) throw await changedBy(tx, incidentId, system);
}

/** Writes any part of the row, if it still stands as it was seen; what nobody said yet stays unsaid. */
export async function write(
  tx: Tx,
  { incidentId, system, version, by }: Written,
  changes: Record<string, unknown>,
): Promise<void> {
  const key = { incidentId, systemId: system.id };
  if (version === 0) {
    const { count } = await tx.systemState.createMany({
      data: [{ ...changes, ...key, changedById: by }],
      skipDuplicates: true,
    });
    if (count === 1) return;
  }
  // A look that agreed may have left a row of which nobody has said anything: it still has version 0.
  const { count } = await tx.systemState.updateMany({
    where: { ...key, version },
    data: { ...changes, changedById: by, version: { increment: 1 } },
  });
  if (count === 1) return;
  throw await changedBy(tx, incidentId, system);
}

/** Who was faster, and what they set: told to whoever comes second. */
async function changedBy(tx: Tx, incidentId: string, { id, code }: StandingSystem) {
  const row = await tx.systemState.findUnique({
    where: { incidentId_systemId: { incidentId, systemId: id } },
    select: { state: true, changedById: true },
  });
  const person =
    row?.changedById && (await tx.person.findUnique({ where: { id: row.changedById }, select: { name: true } }));
  return conflict("system-changed", { code, who: person ? person.name : "–", state: row?.state ?? "operational" });
}

/** Who changed a system in the catalogue while somebody else was writing: told to whoever comes second. */
export async function changedInCatalogue(tx: Tx, { id, code }: { id: string; code: string }) {
  const [last] = await tx.$queryRaw<{ name: string }[]>`
    SELECT p.name FROM entry e JOIN person p ON p.id = e.actor_id
    WHERE e.subject_type = 'system' AND e.subject_id = ${id}::uuid AND e.incident_id IS NULL AND e.type <> 'system.correction-missed'
    ORDER BY e.seq DESC LIMIT 1`;
  return conflict("catalogue-changed", { code, who: last?.name ?? "–" });
}
