import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import type { Tx } from "@/lib/kernel/db";
import { conflict } from "@/lib/kernel/errors";
import { move } from "@/lib/kernel/machine";
import type { NewEntry } from "@/lib/record/append";
import { writeState } from "@/lib/systems/effects";
import { compare } from "@/lib/systems/graph";
import { loadStanding, type StandingSystem } from "@/lib/systems/load";
import { decidedMoves, returnsUnclean, stateMoves } from "@/lib/systems/machine";
import { refuseWithoutNeeds } from "@/lib/systems/needs-off";
import type { SystemState } from "@/lib/systems/states";
import type { LoadedDecision } from "./load";

interface Moving {
  actor: Actor;
  decision: LoadedDecision;
  codes: readonly string[];
  to: SystemState;
  limits?: string | null;
  since: Date;
  now: Date;
}

/**
 * Moves systems by a decision, in the same commit as the act that says so; what stands there already stays. Answers a line for each (S4–S8).
 * @throws Refusal when a system cannot move there, is not clean, or needs something that is off
 */
export async function moveSystems(
  tx: Tx,
  { actor, decision, codes, to, limits = null, since, now }: Moving,
): Promise<NewEntry[]> {
  const systems = await loadStanding(tx, decision.incident.id, codes);
  const moving = systems.filter(({ standing }) => standing.state !== to);
  for (const system of moving) refuseUnlawful(system, to);
  if (to === "operational") await refuseWithoutNeeds(tx, decision.incident.id, moving);
  for (const system of moving.toSorted((a, b) => compare(a.id, b.id)))
    await writeState(tx, {
      incidentId: decision.incident.id,
      system,
      version: system.standing.version,
      by: actor.personId,
      now,
      state: to,
      limits,
      since,
      decisionId: decision.id,
    });
  return moving.map(
    ({ id, code, name, standing }): NewEntry => ({
      type: "system.state-set",
      incident: decision.incident.id,
      subjectType: "system",
      subjectId: id,
      occurredAt: since,
      precision: "exact",
      data: {
        code,
        name,
        from: standing.state,
        to,
        reason: `${decision.name} ${decision.title}`,
        ...(limits && { limits }),
      },
    }),
  );
}

function refuseUnlawful({ standing }: StandingSystem, to: SystemState): void {
  const decided = to === "shut_down" || standing.state === "shut_down";
  move(decided ? decidedMoves : stateMoves, to, standing.state);
  if (returnsUnclean(to, standing.compromise)) throw conflict("not-clean");
}
