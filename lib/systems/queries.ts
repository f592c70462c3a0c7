import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import { defineQuery } from "@/lib/entry/query";
import { type LoadedIncident, loadResponse } from "@/lib/incidents/load";
import type { Tx } from "@/lib/kernel/db";
import { outcomes } from "./blast";
import { countsOf, worseFirst } from "./board";
import { shownState } from "./derived";
import { dependantCounts } from "./graph";
import { loadMap, loadNeeds } from "./load";
import { type Keepers, maySetState } from "./policy";
import { ByIncident } from "./schema";
import type { Compromise, SystemState } from "./states";
import type { Board, BoardCounts, BoardRow, NamedSystem } from "./views";

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
    | "otherwise"
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

/** Every system as it stands in an incident, for those who run the response; and what needs what. */
const readSystems = (tx: Tx, incidentId: string) => tx.$queryRaw<RawSystem[]>`
    SELECT s.id, s.code, s.name, s.local_name AS "localName", s.kind, s.tier, s.essential, o.name AS owner, s.owner_id AS "ownerId", s.operator_id AS "operatorId",
      s.uses_per_day AS "usesPerDay", s.fallback, s.local_fallback AS "localFallback", s.deadlines,
      coalesce(t.state, 'operational') AS state, coalesce(t.compromise, 'not-assessed') AS compromise, t.limits, t.since,
      t.confirmed_at AS "confirmedAt", p.name AS "confirmedBy", coalesce(t.version, 0) AS version, d.seen AS otherwise
    FROM system s JOIN organisation o ON o.id = s.owner_id
      LEFT JOIN system_state t ON t.system_id = s.id AND t.incident_id = ${incidentId}::uuid
      LEFT JOIN person p ON p.id = t.confirmed_by_id
      LEFT JOIN disagreement d ON d.system_id = s.id AND d.incident_id = ${incidentId}::uuid AND d.side = 'outside' AND d.over_at IS NULL
        AND d.resolved_at IS NULL AND d.state = coalesce(t.state, 'operational')
    WHERE s.retired_at IS NULL ORDER BY s.code`;

/** Where every system stands in an incident, the worst first; null when the incident does not exist for this reader, or is only their task. */
export const getBoard = (actor: Actor, ref: string): Promise<Board | null> =>
  asActor(actor.token, async (tx, reader, now) => {
    const incident = await loadResponse(tx, ref);
    if (!incident) return null;
    const [systems, needs] = [await readSystems(tx, incident.id), await loadNeeds(tx)];
    const found = outcomes(systems, needs);
    const byId = new Map(systems.map((system) => [system.id, system]));
    const dependants = dependantCounts([...byId.keys()], needs);
    const verdicts = verdictsFor(reader, incident);
    const rows = systems.map(
      ({ id, ownerId, operatorId, deadlines: _deadlines, confirmedAt, confirmedBy, ...facts }): BoardRow => {
        const outcome = found.get(id) ?? { service: "works" as const, path: [] };
        const shown = shownState({ ...facts, confirmedAt }, outcome, now);
        const waits = shown === "stopped_by_dependency" || shown === "limited_by_dependency";
        const cause = waits ? byId.get(outcome.path.at(-1) ?? "") : undefined;
        return {
          ...facts,
          shown,
          shownSince: shown === "not_confirmed" ? null : cause ? cause.since : facts.since,
          confirmed: confirmedAt && { by: confirmedBy, at: confirmedAt },
          path: waits || (shown === "not_confirmed" && outcome.service === "unsure") ? named(outcome.path, byId) : [],
          own: reader.organisationId === ownerId || reader.organisationId === operatorId,
          dependants: dependants.get(id) ?? 0,
          abilities: verdicts({ ownerId, operatorId }),
        };
      },
    );
    return { rows: rows.sort(worseFirst), counts: countsOf(rows.map(({ shown }) => shown)), asOf: now };
  });

/** How the board stands in numbers, without its rows: for pages that only lead to it. */
export const getBoardCounts = (actor: Actor, ref: string): Promise<BoardCounts | null> =>
  asActor(actor.token, async (tx, _reader, now) => {
    const incident = await loadResponse(tx, ref);
    if (!incident) return null;
    const { systems, needs } = await loadMap(tx, incident.id);
    const found = outcomes(systems, needs);
    const shown = systems.map((system) =>
      shownState(system, found.get(system.id) ?? { service: "works", path: [] }, now),
    );
    return { counts: countsOf(shown), asOf: now };
  });

/** What a reader may do with systems, decided once for each pair of organisations. */
function verdictsFor(reader: Actor, incident: LoadedIncident): (keepers: Keepers) => BoardRow["abilities"] {
  const known = new Map<string, BoardRow["abilities"]>();
  return (keepers) => {
    const key = `${keepers.ownerId} ${keepers.operatorId}`;
    const verdicts = known.get(key) ?? {
      setState: maySetState(reader, "system.set-state", incident, [keepers]),
      setCompromise: maySetState(reader, "system.set-compromise", incident, [keepers]),
    };
    known.set(key, verdicts);
    return verdicts;
  };
}

const named = (path: readonly string[], byId: Map<string, RawSystem>): NamedSystem[] =>
  path.flatMap((id) => {
    const system = byId.get(id);
    return system ? { code: system.code, name: system.name, localName: system.localName } : [];
  });

export const boardQuery = defineQuery({
  name: "board",
  input: ByIncident,
  read: (actor, { ref }) => getBoard(actor, ref),
});
