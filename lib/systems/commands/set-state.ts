import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { loadResponse } from "@/lib/incidents/load";
import { conflict, invalid } from "@/lib/kernel/errors";
import { move } from "@/lib/kernel/machine";
import type { NewEntry } from "@/lib/record/append";
import { outcomes } from "../blast";
import { refuseStale, writeState } from "../effects";
import { compare } from "../graph";
import { loadMap, loadStanding, type StandingSystem } from "../load";
import { returnsUnclean, stateMoves } from "../machine";
import { maySetState } from "../policy";
import { SetStates } from "../schema";
import type { SystemState } from "../states";

/** Those who run the response, or the system, say where one or many systems stand, with one sentence: all of them or none (S4, S7, S8). */
export const setState = defineCommand({
  name: "system.set-state",
  input: SetStates,
  async load(tx, _actor, { ref, systems }) {
    const incident = await loadResponse(tx, ref);
    if (!incident) return null;
    return {
      incident,
      systems: await loadStanding(
        tx,
        incident.id,
        systems.map(({ code }) => code),
      ),
    };
  },
  allow: (actor, { incident, systems }) => maySetState(actor, "system.set-state", incident, systems),
  incident: ({ incident }) => incident.id,
  missed: {
    because: "system-changed",
    entry: ({ incident, systems }, input) => ({
      type: "system.change-missed",
      incident: incident.id,
      data: { codes: systems.map(({ code }) => code).join(", "), to: input.state, reason: input.reason },
    }),
  },
  async run({ tx, actor, subject: { incident, systems }, input, now }) {
    const { state, limits = null, reason } = input;
    if (new Set(systems.map(({ id }) => id)).size < systems.length) throw invalid({ systems: "twice" });
    const seen = systems.map((system, index) => ({
      incidentId: incident.id,
      system,
      version: input.systems[index]?.version ?? 0,
      by: actor.personId,
    }));
    for (const one of seen) await refuseStale(tx, one);
    for (const system of systems) refuseUnlawful(system, state);
    const map = await loadMap(tx, incident.id);
    if (state === "operational") refuseWithoutNeeds(map, systems);
    const since = input.occurredAt ? new Date(input.occurredAt) : now;
    // In one order for everybody, so that two who change many at once do not wait for each other.
    for (const one of seen.toSorted((a, b) => compare(a.system.id, b.system.id)))
      await writeState(tx, { ...one, now, state, limits, since });
    const lines = systems.map(
      ({ id, code, name, standing }): NewEntry => ({
        type: "system.state-set",
        incident: incident.id,
        subjectType: "system",
        subjectId: id,
        occurredAt: since,
        precision: input.precision,
        data: { code, name, from: standing.state, to: state, reason, ...(limits && { limits }) },
      }),
    );
    return { result: { changed: lines.length }, entries: lines as [NewEntry, ...NewEntry[]] };
  },
});

/** S5, S6: switching off to protect and leaving that need a decision. S7: what was broken into returns clean. S8: only legal moves. */
function refuseUnlawful({ standing }: StandingSystem, to: SystemState): void {
  if (standing.state === to) throw conflict("already-so");
  if (to === "shut_down" || standing.state === "shut_down") throw conflict("needs-decision");
  move(stateMoves, to, standing.state);
  if (returnsUnclean(to, standing.compromise)) throw conflict("not-clean");
}

/** S4: nobody calls a system operational while something it needs is off; systems that return together are looked at together. */
function refuseWithoutNeeds(
  { systems, needs }: Awaited<ReturnType<typeof loadMap>>,
  returning: readonly StandingSystem[],
): void {
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
