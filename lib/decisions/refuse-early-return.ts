import "server-only";
import type { Tx } from "@/lib/kernel/db";
import { conflict } from "@/lib/kernel/errors";
import { kinds } from "./lists";
import type { LoadedDecision } from "./load";
import { decisionMoves } from "./machine";

const undoable: readonly string[] = [...decisionMoves["restore-part"].from, "partially-restored"];

/**
 * What ends or prolongs a stop begins while that stop holds, and a return only when every condition of it is met or waived (D9). The database asks
 * the same of returns (`app.guard_return`). @throws Refusal otherwise
 */
export async function refuseEarlyReturn(tx: Tx, { type, undoes }: LoadedDecision): Promise<void> {
  if (!undoes) return;
  if (!undoable.includes(undoes.state)) throw conflict("stop-not-in-force");
  if (kinds[type].to !== "operational") return;
  const count = await tx.decisionCriterion.count({ where: { decisionId: undoes.id, metAt: null, waivedAt: null } });
  if (count > 0) throw conflict("criteria-open", { count });
}
