import "server-only";
import { randomUUID } from "node:crypto";
import type { Actor } from "@/lib/access/actor-facts";
import type { Tx } from "@/lib/kernel/db";
import { conflict, invalid } from "@/lib/kernel/errors";
import { type LoadedDecision, loadDecision } from "./load";

interface LoadedStep {
  position: number;
  kind: string;
  systemId: string | null;
  text: string;
  /** What was last said of it. */
  done: boolean | null;
}

/** One step of a decision; null when either does not exist for this session. */
export async function loadStep(
  tx: Tx,
  asked: { ref: string; number: number; step: number },
): Promise<{ decision: LoadedDecision; step: LoadedStep } | null> {
  const decision = await loadDecision(tx, asked);
  const found =
    decision &&
    (await tx.decisionStep.findUnique({
      where: { decisionId_position: { decisionId: decision.id, position: asked.step } },
      include: { acts: { orderBy: { recordedAt: "desc" }, take: 1 } },
    }));
  if (!decision || !found) return null;
  const { position, kind, systemId, text, acts } = found;
  return { decision, step: { position, kind, systemId, text, done: acts[0]?.done ?? null } };
}

interface Act {
  actor: Actor;
  decision: LoadedDecision;
  step: LoadedStep;
  done: boolean;
  note: string | undefined;
  /** When it was done, where that was earlier than now. */
  at: string | undefined;
  now: Date;
}

/** Keeps what was said of a step. @returns when it happened @throws Refusal when it is not being carried out, was done already, or lies ahead */
export async function keepAct(tx: Tx, { actor, decision, step, done, note, at, now }: Act): Promise<Date> {
  if (decision.state !== "executing") throw conflict("illegal-move", { state: decision.state });
  if (step.done === true || step.done === done) throw conflict("already-so");
  const occurredAt = at ? new Date(at) : now;
  if (occurredAt > now) throw invalid({ occurredAt: "future" });
  const { id: decisionId } = decision;
  const act = { id: randomUUID(), decisionId, position: step.position, done, note: note ?? null, byId: actor.personId };
  await tx.stepAct.createMany({ data: [{ ...act, occurredAt, recordedAt: now }] });
  return occurredAt;
}
