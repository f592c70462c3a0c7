import "server-only";
import { randomUUID } from "node:crypto";
import type { Actor } from "@/lib/access/actor-facts";
import type { Tx } from "@/lib/kernel/db";
import { conflict, invalid } from "@/lib/kernel/errors";
import type { SystemState } from "@/lib/systems/states";
import type { Stage } from "./lists";
import type { LoadedDecision, ScopeSystem } from "./load";

/** Where systems are in each stage of a return. */
export const stateIn: Record<Stage, SystemState> = {
  internal: "restoring",
  limited: "restored_limited",
  all: "operational",
  off: "shut_down",
};

/** The systems that are named, or all of the decision. @throws Refusal when it is no return that is being carried out, or one is not its own */
export function systemsIn(decision: LoadedDecision, codes: readonly string[]): ScopeSystem[] {
  if (decision.state !== "executing") throw conflict("illegal-move", { state: decision.state });
  if (decision.type !== "restore") throw conflict("no-return");
  const named = decision.scope.filter(({ code }) => codes.length === 0 || codes.includes(code));
  if (codes.length > named.length) throw invalid({ systems: "not-in-scope" });
  return named;
}

interface Opened {
  decision: LoadedDecision;
  actor: Actor;
  stage: Stage;
  systems: readonly ScopeSystem[];
  conditions: string;
  limits: string | null;
  now: Date;
}

export const keepStage = (tx: Tx, { decision, actor, stage, systems, conditions, limits, now }: Opened) =>
  tx.decisionStage.createMany({
    data: [
      {
        id: randomUUID(),
        decisionId: decision.id,
        stage,
        systemIds: systems.map(({ id }) => id),
        conditions,
        limits,
        byId: actor.personId,
        at: now,
      },
    ],
  });
