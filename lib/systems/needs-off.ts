import "server-only";
import type { Tx } from "@/lib/kernel/db";
import { conflict } from "@/lib/kernel/errors";
import { outcomes } from "./blast";
import { loadMap, type StandingSystem } from "./load";

/** S4: nobody calls a system operational while something it needs is off; systems that return together are looked at together. */
export async function refuseWithoutNeeds(
  tx: Tx,
  incidentId: string,
  returning: readonly StandingSystem[],
): Promise<void> {
  const { systems, needs } = await loadMap(tx, incidentId);
  const back = new Set(returning.map(({ id }) => id));
  const found = outcomes(
    systems.map(({ id, state }) => ({ id, state: back.has(id) ? "operational" : state })),
    needs,
  );
  for (const { id, code } of returning) {
    const outcome = found.get(id);
    if (outcome?.service !== "stops") continue;
    const needed = systems.find((system) => system.id === outcome.path.at(-1));
    throw conflict("need-is-off", { code, needs: needed ? `${needed.code} ${needed.name}` : "" });
  }
}
