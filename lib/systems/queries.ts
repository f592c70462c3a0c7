import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import { defineQuery } from "@/lib/entry/query";
import { loadIncident } from "@/lib/incidents/load";
import type { Tx } from "@/lib/kernel/db";
import { outcomes } from "./blast";
import { shownOrder, shownState } from "./derived";
import type { Need } from "./graph";
import { maySetState } from "./policy";
import { ByIncident } from "./schema";
import type { Compromise, SystemState } from "./states";
import type { Board, BoardRow } from "./views";

interface RawSystem
  extends Pick<
    BoardRow,
    | "code"
    | "name"
    | "localName"
    | "kind"
    | "tier"
    | "essential"
    | "owner"
    | "usesPerDay"
    | "fallback"
    | "localFallback"
    | "limits"
    | "since"
  > {
  id: string;
  ownerId: string;
  operatorId: string;
  deadlines: { what: string; when: string }[];
  state: SystemState;
  compromise: Compromise;
  confirmedAt: Date | null;
  confirmedBy: string | null;
  version: number;
}

/** Every system as it stands in an incident, and what needs what: two queries, whatever is done with them. */
async function standing(tx: Tx, incidentId: string): Promise<{ systems: RawSystem[]; needs: Need[] }> {
  const systems = await tx.$queryRaw<RawSystem[]>`
    SELECT s.id, s.code, s.name, s.local_name AS "localName", s.kind, s.tier, s.essential, o.name AS owner, s.owner_id AS "ownerId", s.operator_id AS "operatorId",
      s.uses_per_day AS "usesPerDay", s.fallback, s.local_fallback AS "localFallback", s.deadlines,
      coalesce(t.state, 'operational') AS state, coalesce(t.compromise, 'not-assessed') AS compromise, t.limits, t.since,
      t.confirmed_at AS "confirmedAt", p.name AS "confirmedBy", coalesce(t.version, 0) AS version
    FROM system s JOIN organisation o ON o.id = s.owner_id
      LEFT JOIN system_state t ON t.system_id = s.id AND t.incident_id = ${incidentId}::uuid
      LEFT JOIN person p ON p.id = t.confirmed_by_id
    WHERE s.retired_at IS NULL ORDER BY s.code`;
  const needs = await tx.$queryRaw<Need[]>`
    SELECT d.system_id AS "from", d.needs_id AS "to", d.kind, d."group", d.confirmed_at IS NOT NULL AS confirmed FROM dependency d`;
  return { systems, needs };
}

/** Where every system stands in an incident, the worst first; null when the incident does not exist for this reader. */
export const getBoard = (actor: Actor, ref: string): Promise<Board | null> =>
  asActor(actor.token, async (tx, reader, now) => {
    const incident = await loadIncident(tx, ref);
    if (!incident) return null;
    const { systems, needs } = await standing(tx, incident.id);
    const found = outcomes(systems, needs);
    const byId = new Map(systems.map((system) => [system.id, system]));
    const dependants = dependantsOf(needs);
    const rows = systems.map((system): BoardRow => {
      const outcome = found.get(system.id) ?? { service: "works" as const, path: [] };
      const { id, ownerId, operatorId, deadlines: _deadlines, confirmedAt, confirmedBy, ...facts } = system;
      return {
        ...facts,
        shown: shownState(system, outcome, now),
        confirmed: confirmedAt && { by: confirmedBy, at: confirmedAt },
        path: outcome.path.length > 1 ? named(outcome.path, byId) : [],
        dependants: dependants(id),
        abilities: {
          setState: maySetState(reader, "system.set-state", incident, [{ ownerId, operatorId }]),
          setCompromise: maySetState(reader, "system.set-compromise", incident, [{ ownerId, operatorId }]),
        },
      };
    });
    const counts: Board["counts"] = {};
    for (const { shown } of rows) counts[shown] = (counts[shown] ?? 0) + 1;
    const place = (row: BoardRow) => shownOrder.indexOf(row.shown);
    return { rows: rows.sort((a, b) => place(a) - place(b) || a.tier - b.tier), counts, asOf: now };
  });

const named = (path: readonly string[], byId: Map<string, RawSystem>) =>
  path.flatMap((id) => {
    const system = byId.get(id);
    return system ? { code: system.code, name: system.name } : [];
  });

/** How many systems need a system, by whatever way. */
function dependantsOf(needs: readonly Need[]): (id: string) => number {
  const direct = new Map<string, string[]>();
  for (const { from, to } of needs) direct.set(to, [...(direct.get(to) ?? []), from]);
  return (id) => {
    const seen = new Set(direct.get(id) ?? []);
    for (const one of seen) for (const more of direct.get(one) ?? []) seen.add(more);
    return seen.size;
  };
}

export const boardQuery = defineQuery({
  name: "board",
  input: ByIncident,
  read: (actor, { ref }) => getBoard(actor, ref),
});
