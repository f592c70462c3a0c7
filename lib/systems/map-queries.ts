import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import { defineQuery } from "@/lib/entry/query";
import { loadResponse } from "@/lib/incidents/load";
import type { Tx } from "@/lib/kernel/db";
import { log } from "@/lib/kernel/log";
import { outcomes } from "./blast";
import { shownState } from "./derived";
import type { Need } from "./graph";
import type { Positions } from "./layout";
import { loadNeeds } from "./load";
import { placeAll } from "./placing";
import { ByIncident } from "./schema";
import type { SystemState } from "./states";
import type { MapSystem, MapView, NamedSystem } from "./views";

interface RawSystem extends NamedSystem, Pick<MapSystem, "kind" | "tier"> {
  id: string;
  state: SystemState;
  confirmedAt: Date | null;
}

const readSystems = (tx: Tx, incidentId: string) => tx.$queryRaw<RawSystem[]>`
  SELECT s.id, s.code, s.name, s.local_name AS "localName", s.kind, s.tier, coalesce(t.state, 'operational') AS state,
    t.confirmed_at AS "confirmedAt"
  FROM system s LEFT JOIN system_state t ON t.system_id = s.id AND t.incident_id = ${incidentId}::uuid
  WHERE s.retired_at IS NULL ORDER BY s.tier, s.code`;

/** Every system where it is drawn and as it is shown, and what needs what; null when the incident does not exist for this reader, or is only their task. */
export async function getMap(actor: Actor, ref: string): Promise<MapView | null> {
  const read = await asActor(actor.token, async (tx, _reader, now) => {
    const incident = await loadResponse(tx, ref);
    if (!incident) return null;
    const [systems, needs] = [await readSystems(tx, incident.id), await loadNeeds(tx)];
    const [map] = await tx.$queryRaw<{ version: bigint; positions: Positions | null }[]>`
      SELECT m.version, l.positions FROM map_version m LEFT JOIN map_layout l ON l.version = m.version`;
    return map ? { systems, needs, now, ...map } : null;
  });
  if (!read) return null;
  const positions = read.positions ?? placeAll(read.systems, read.needs);
  if (!read.positions) await keepLayout(actor, read.version, positions);
  return viewOf(read, positions);
}

/** Kept for the next reader. A layout that cannot be kept, because somebody else was first or nothing can be written now, is drawn all the same. */
async function keepLayout(actor: Actor, version: bigint, positions: Positions): Promise<void> {
  try {
    await asActor(actor.token, async (tx) => {
      await tx.$executeRaw`INSERT INTO map_layout (version, positions) VALUES (${version}, ${JSON.stringify(positions)}::jsonb) ON CONFLICT (version) DO NOTHING`;
      await tx.$executeRaw`DELETE FROM map_layout WHERE version < ${version}`;
    });
  } catch (error) {
    log().warn({ err: error }, "map: the layout could not be kept");
  }
}

function viewOf(
  { systems, needs, now, version }: { systems: RawSystem[]; needs: Need[]; now: Date; version: bigint },
  positions: Positions,
): MapView {
  const found = outcomes(systems, needs);
  const byId = new Map(systems.map((system) => [system.id, system]));
  const code = (id: string) => byId.get(id)?.code;
  return {
    systems: systems.map((system): MapSystem => {
      const { id, state, confirmedAt, ...facts } = system;
      const outcome = found.get(id) ?? { service: "works" as const, path: [] };
      const [x, y] = positions[id] ?? [0, 0];
      const cause = outcome.path.length > 1 ? outcome.path : [];
      return {
        ...facts,
        shown: shownState({ state, confirmedAt }, outcome, now),
        path: cause
          .flatMap((step) => byId.get(step) ?? [])
          .map(({ code, name, localName }) => ({ code, name, localName })),
        x,
        y,
      };
    }),
    needs: needs.flatMap(({ from, to, kind, group, confirmed }) => {
      const [a, b] = [code(from), code(to)];
      return a && b ? [{ from: a, to: b, kind, group: group ?? null, confirmed }] : [];
    }),
    mapVersion: String(version),
    asOf: now,
  };
}

export const mapQuery = defineQuery({
  name: "map",
  input: ByIncident,
  read: (actor, { ref }) => getMap(actor, ref),
});
