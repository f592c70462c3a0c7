import "server-only";
import type { Tx } from "@/lib/kernel/db";
import { beforeOf, counting } from "./counting";
import type { LoadedDecision } from "./load";

/** Who of these people still has access and belongs to the response from inside. */
export async function belonging(tx: Tx, incidentId: string, people: readonly string[]): Promise<Set<string>> {
  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT p.id FROM person p JOIN membership m ON m.person_id = p.id AND m.incident_id = ${incidentId}::uuid
    WHERE p.id = ANY (${[...new Set(people)]}::uuid[]) AND p.disabled_at IS NULL AND m.role <> 'EXTERNAL_RESPONDER'
      AND m.starts_at <= now() AND (m.ends_at IS NULL OR m.ends_at > now())`;
  return new Set(found.map(({ id }) => id));
}

/** The approvals that count for what is before people now; or for another preview, when one is about to take its place. */
export async function countedApprovals(tx: Tx, decision: LoadedDecision, previewHash = decision.preview?.hash ?? null) {
  const given = await tx.approval.findMany({
    where: { decisionId: decision.id, says: "approve" },
    orderBy: { givenAt: "asc" },
  });
  const belongs = await belonging(
    tx,
    decision.incident.id,
    given.map(({ personId }) => personId),
  );
  return counting(given, beforeOf(decision, previewHash), belongs);
}

/** The names of people, in the order of their ids here, for a sentence: "A. Leka, B. Hoxha". */
export async function namesOf(tx: Tx, ids: readonly string[]): Promise<string> {
  const found = await tx.person.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
  const names = new Map(found.map(({ id, name }) => [id, name]));
  return ids.map((id) => names.get(id) ?? "–").join(", ");
}
