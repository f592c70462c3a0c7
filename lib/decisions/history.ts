import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import type { Tx } from "@/lib/kernel/db";
import { type LoadedDecision, loadDecision } from "./load";
import { markOf } from "./mark";

/** An act of history: who did it, to which decision as it stood then, and when. */
export interface Past {
  tx: Tx;
  actor: Actor;
  decision: LoadedDecision;
  now: Date;
}

/**
 * Does what people did without a rule of ours. The guards of the database let it through for the loader of an exercise only, and only under the
 * mark; whoever calls puts the mark into the words of the act's line.
 */
export async function underMark<T>(tx: Tx, unmet: readonly string[], work: (mark: string) => Promise<T>): Promise<T> {
  const mark = markOf(unmet);
  await tx.$queryRaw`SELECT set_config('app.historical', ${mark}, true)`;
  const done = await work(mark);
  await tx.$queryRaw`SELECT set_config('app.historical', '', true)`;
  return done;
}

/** The decision as it stands, for an act of history. */
export async function standing(tx: Tx, ref: string, number: number): Promise<LoadedDecision> {
  const decision = await loadDecision(tx, { ref, number });
  if (!decision) throw new Error(`there is no decision ${number} in ${ref}`);
  return decision;
}
