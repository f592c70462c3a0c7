import "server-only";
import { openPhases } from "@/lib/incidents/machine";
import type { Tx } from "@/lib/kernel/db";
import { invalid } from "@/lib/kernel/errors";
import { append } from "@/lib/record/append";
import type { Need } from "./graph";
import { keepLooks, type Looker } from "./outside-effects";
import type { Result } from "./outside-schema";
import type { SystemState } from "./states";

interface Watched {
  incidents: { id: string; exercise: boolean }[];
  systems: { id: string; code: string; name: string; watched: boolean }[];
  states: { incident: string; system: string; state: SystemState }[];
  needs: Need[];
}

export interface Target {
  code: string;
  address: string;
}

/** Where a probe, or the jobs, may look: the addresses of the catalogue. */
export const targetsOf = (tx: Tx): Promise<Target[]> =>
  tx.$queryRaw<Target[]>`SELECT code, address FROM app.probe_list()`;

type Incident = Watched["incidents"][number];

const watched = async (tx: Tx): Promise<Watched | undefined> =>
  (await tx.$queryRaw<{ watched: Watched | null }[]>`SELECT app.watched(${[...openPhases]}::text[]) AS watched`)[0]
    ?.watched ?? undefined;

/** Whether any incident is open for which somebody should look. */
export const isWatching = async (tx: Tx, counts: (incident: Incident) => boolean): Promise<boolean> =>
  (await watched(tx))?.incidents.some(counts) ?? false;

/**
 * Keeps what a watch saw in every open incident (`counts` says in which) and records what changed.
 * @throws Refusal invalid when a result speaks of something that is not to be watched
 */
export async function keepResults(
  tx: Tx,
  looker: Looker,
  results: readonly Result[],
  { now, at, counts = () => true }: { now: Date; at: Date; counts?: (incident: Incident) => boolean },
): Promise<void> {
  const world = await watched(tx);
  if (!world) return;
  const { incidents, systems, states, needs } = world;
  const byCode = new Map(systems.filter(({ watched }) => watched).map((system) => [system.code, system.id]));
  const looks = results.map(({ code, seen, detail }) => {
    const systemId = byCode.get(code);
    if (!systemId) throw invalid({ results: "no-such-system" });
    return { systemId, seen, at, detail };
  });
  if (new Set(looks.map(({ systemId }) => systemId)).size < looks.length) throw invalid({ results: "twice" });
  for (const incident of incidents.filter(counts)) {
    const stated = new Map(states.filter((one) => one.incident === incident.id).map((one) => [one.system, one.state]));
    const map = { systems: systems.map((one) => ({ ...one, state: stated.get(one.id) ?? "operational" })), needs };
    for (const line of await keepLooks(tx, incident.id, map, looker, looks, now)) await append(tx, line);
  }
}
