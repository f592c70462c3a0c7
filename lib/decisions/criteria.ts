import "server-only";
import type { Tx } from "@/lib/kernel/db";
import { conflict } from "@/lib/kernel/errors";
import { type LoadedDecision, loadDecision } from "./load";

/** One condition for ending a stop; null when either does not exist for this session. */
export async function loadCriterion(tx: Tx, asked: { ref: string; number: number; criterion: number }) {
  const decision = await loadDecision(tx, asked);
  const criterion =
    decision &&
    (await tx.decisionCriterion.findUnique({
      where: { decisionId_position: { decisionId: decision.id, position: asked.criterion } },
    }));
  return decision && criterion && { decision, criterion };
}

/** Writes that a condition is met or waived, once. @throws Refusal when it already was, or the stop is over */
export async function writeCriterion(
  tx: Tx,
  { id, state }: LoadedDecision,
  { position, metAt, waivedAt }: { position: number; metAt: Date | null; waivedAt: Date | null },
  data: Record<string, unknown>,
): Promise<void> {
  if (state === "closed" || state === "cancelled") throw conflict("illegal-move", { state });
  if (metAt || waivedAt) throw conflict("already-so");
  const { count } = await tx.decisionCriterion.updateMany({
    where: { decisionId: id, position, metAt: null, waivedAt: null },
    data,
  });
  if (count === 0) throw conflict("already-so");
}
