import "server-only";
import type { Tx } from "@/lib/kernel/db";
import type { NewEntry } from "@/lib/record/append";
import { entryOf, moveDecision } from "./effects";
import { type LoadedDecision, loadDecision } from "./load";
import { type DecisionMove, decisionMoves } from "./machine";

const BACK = ["operational", "decommissioned"];
const UP = [...BACK, "restored_limited", "degraded"];

/** A stop follows its systems: restored when all are back, in part when some are, and in force again when none is. */
export async function settleStop(tx: Tx, restoring: LoadedDecision): Promise<NewEntry[]> {
  const { undoes, incident } = restoring;
  const stop = undoes && (await loadDecision(tx, { ref: incident.ref, number: undoes.number }));
  if (!stop) return [];
  const ids = stop.scope.map(({ id }) => id);
  const found = await tx.systemState.findMany({ where: { incidentId: incident.id, systemId: { in: ids } } });
  const states = new Map(found.map(({ systemId, state }) => [systemId, state]));
  const count = (list: string[]) => ids.filter((id) => list.includes(states.get(id) ?? "operational")).length;
  const name: DecisionMove = count(BACK) === ids.length ? "restore-all" : count(UP) > 0 ? "restore-part" : "off-again";
  const { from, to } = decisionMoves[name];
  if (!(from as readonly string[]).includes(stop.state)) return [];
  await moveDecision(tx, stop, name);
  return [entryOf(stop, "decision.restored", { state: to, by: restoring.name })];
}
