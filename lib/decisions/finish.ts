import "server-only";
import type { Tx } from "@/lib/kernel/db";
import { conflict } from "@/lib/kernel/errors";
import type { NewEntry } from "@/lib/record/append";
import { moveDecision } from "./effects";
import { kinds } from "./lists";
import type { LoadedDecision } from "./load";
import { type DecisionState, decisionMoves } from "./machine";
import { prolong } from "./prolong";
import { settleStop } from "./settle-stop";

/** The systems of a decision to restore that are not back; what was taken out of use meanwhile does not come back. */
export async function notBack(tx: Tx, { type, incident, scope }: LoadedDecision): Promise<string[]> {
  if (type !== "restore") return [];
  const found = await tx.systemState.findMany({
    where: {
      incidentId: incident.id,
      systemId: { in: scope.map(({ id }) => id) },
      state: { notIn: ["operational", "decommissioned"] },
    },
    select: { systemId: true },
  });
  return scope.filter(({ id }) => found.some(({ systemId }) => systemId === id)).map(({ code }) => code);
}

/** Ends the carrying out, when something was said of every step: in force, done, or failed. @throws Refusal while a step is open */
export async function finish(
  tx: Tx,
  decision: LoadedDecision,
  now: Date,
): Promise<{ state: DecisionState; more: NewEntry[] }> {
  const found = await tx.decisionStep.findMany({
    where: { decisionId: decision.id },
    include: { acts: { orderBy: { recordedAt: "desc" }, take: 1 } },
  });
  const open = found.filter(({ acts }) => acts.length === 0).length;
  if (open > 0) throw conflict("steps-open", { count: open });
  const failed = found.some(({ kind, acts }) => kind === "state" && !acts[0]?.done);
  const { stop } = kinds[decision.type];
  const name = failed ? "fail" : stop ? "hold" : "finish";
  await moveDecision(tx, decision, name, { finishedAt: now });
  const more = decision.type === "extend" ? await prolong(tx, decision, now) : await settleStop(tx, decision);
  return { state: decisionMoves[name].to, more };
}
