import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import type { Tx } from "@/lib/kernel/db";
import { moveDecision } from "./effects";
import { kinds, REVIEW_HOURS_MAX } from "./lists";
import type { LoadedDecision } from "./load";
import type { DecisionMove } from "./machine";

interface Beginning {
  actor: Actor;
  decision: LoadedDecision;
  now: Date;
  how: Extract<DecisionMove, "execute" | "act-now">;
  more?: Record<string, unknown>;
}

/** Begins to carry a decision out: its steps and the conditions of its end are written down, and a stop gets the time of its review (D8). */
export async function begin(tx: Tx, { actor, decision, now, how, more = {} }: Beginning): Promise<void> {
  const again = decision.startedAt !== null;
  const { stop } = kinds[decision.type];
  const hours = decision.words.reviewHours ?? REVIEW_HOURS_MAX;
  const review = stop && !again ? { reviewAt: new Date(now.getTime() + hours * 3_600_000) } : {};
  await moveDecision(tx, decision, how, { startedById: actor.personId, startedAt: now, ...review, ...more });
  if (again) return;
  const steps = await stepsFor(tx, decision);
  await tx.decisionStep.createMany({
    data: steps.map((step, index) => ({ decisionId: decision.id, position: index + 1, ...step })),
  });
  if (stop)
    await tx.decisionCriterion.createMany({
      data: (decision.words.criteria ?? []).map((text, index) => ({
        decisionId: decision.id,
        position: index + 1,
        text,
      })),
    });
}

interface Step {
  kind: "evidence" | "step" | "state";
  systemId: string | null;
  text: string;
}

/** Evidence first; then system by system the steps of its plan, and last the moment in which it changes its state. */
async function stepsFor(tx: Tx, { type, title, words, scope }: LoadedDecision): Promise<Step[]> {
  const { to } = kinds[type];
  const first: Step[] = words.evidence ? [{ kind: "evidence", systemId: null, text: words.evidence }] : [];
  const order = (words.order ?? "").split("\n").map((line) => line.trim());
  const said: Step[] = order.filter(Boolean).map((text) => ({ kind: "step", systemId: null, text }));
  if (to === null) {
    const steps = [...first, ...said];
    return steps.length > 0 ? steps : [{ kind: "step", systemId: null, text: title }];
  }
  const plans = await tx.systemPlan.findMany({ where: { systemId: { in: scope.map(({ id }) => id) } } });
  const planOf = new Map(plans.map((plan) => [plan.systemId, plan]));
  const returns = to === "operational";
  const ofSystems = scope.flatMap(({ id, code, name }): Step[] => {
    const plan = planOf.get(id);
    const planned = (returns ? plan?.restoreSteps : plan?.shutdownSteps) ?? [];
    // What is brought back changes its state by stages, not by a step.
    const change: Step[] = type === "restore" ? [] : [{ kind: "state", systemId: id, text: `${code} ${name}` }];
    return [...planned.map((text): Step => ({ kind: "step", systemId: id, text })), ...change];
  });
  return [...first, ...said, ...ofSystems];
}
