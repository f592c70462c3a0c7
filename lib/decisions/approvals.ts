import "server-only";
import type { Tx } from "@/lib/kernel/db";
import { beforeOf, counting } from "./counting";
import type { LoadedDecision } from "./load";
import { People } from "./people";

/** The approvals that count for what is before people now; or for another preview, when one is about to take its place. */
export async function countedApprovals(tx: Tx, decision: LoadedDecision, previewHash = decision.preview?.hash ?? null) {
  const given = await tx.approval.findMany({
    where: { decisionId: decision.id, says: "approve" },
    orderBy: { givenAt: "asc" },
  });
  const people = await People.of(tx, decision.incident.id);
  return counting(given, beforeOf(decision, previewHash), people.rolesHeld());
}

/** The names of people, in the order of their ids here, for a sentence: "A. Leka, B. Hoxha". */
export async function namesOf(tx: Tx, ids: readonly string[]): Promise<string> {
  const found = await tx.person.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
  const names = new Map(found.map(({ id, name }) => [id, name]));
  return ids.map((id) => names.get(id) ?? "–").join(", ");
}
