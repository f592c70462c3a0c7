import "server-only";
import { z } from "zod";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import { may } from "@/lib/access/may";
import { defineQuery } from "@/lib/entry/query";
import { loadResponse } from "@/lib/incidents/load";
import { outcomes } from "./blast";
import { shownState } from "./derived";
import { loadMap } from "./load";
import { outsideOf } from "./outside-load";
import { mayAddOutsideCheck, mayResolve } from "./outside-policy";
import type { Outside, OutsideRow, OutsideView, ProbeRow, Probes } from "./outside-views";
import { ByIncident } from "./schema";
import { fingerprintOf } from "./signed";
import type { SystemState } from "./states";

interface RawRow extends Pick<OutsideRow, "code" | "name" | "localName" | "address"> {
  id: string;
  ownerId: string;
  operatorId: string;
  state: SystemState;
  confirmedAt: Date | null;
  confirmedBy: string | null;
}

/** Every system that somebody looks at, disagreements first; null when the incident does not exist for this reader. */
export const getOutside = (actor: Actor, ref: string): Promise<Outside | null> =>
  asActor(actor.token, async (tx, reader, now) => {
    const incident = await loadResponse(tx, ref);
    if (!incident) return null;
    const systems = await tx.$queryRaw<RawRow[]>`
      SELECT s.id, s.code, s.name, s.local_name AS "localName", s.owner_id AS "ownerId", s.operator_id AS "operatorId", l.probe AS address,
        coalesce(t.state, 'operational') AS state, t.confirmed_at AS "confirmedAt", p.name AS "confirmedBy"
      FROM system s LEFT JOIN system_plan l ON l.system_id = s.id
        LEFT JOIN system_state t ON t.system_id = s.id AND t.incident_id = ${incident.id}::uuid LEFT JOIN person p ON p.id = t.confirmed_by_id
      WHERE s.retired_at IS NULL ORDER BY s.tier, s.code`;
    const views = await outsideOf(tx, incident.id, now);
    const map = await loadMap(tx, incident.id);
    const found = outcomes(map.systems, map.needs);
    const rows = systems.flatMap((system): OutsideRow[] => {
      const view = views.get(system.id);
      if (!view || (!system.address && view.outside.looks.length + view.inside.looks.length === 0)) return [];
      const { code, name, localName, address, confirmedAt, confirmedBy } = system;
      return [
        {
          ...{ code, name, localName, address, view },
          shown: shownState(system, found.get(system.id) ?? { service: "works", path: [] }, now),
          confirmed: confirmedAt && { by: confirmedBy, at: confirmedAt },
          abilities: { resolve: mayResolve(reader, incident, system) },
        },
      ];
    });
    return {
      rows: rows.toSorted((a, b) => place(a.view) - place(b.view)),
      systems: systems.map(({ code, name, localName }) => ({ code, name, localName })),
      disagreements: rows.filter(({ view }) => isMarked(view)).length,
      asOf: now,
      abilities: { add: mayAddOutsideCheck(reader, incident) },
    };
  });

const isMarked = ({ outside, inside }: OutsideView) =>
  [outside, inside].some(({ disagreement }) => disagreement && !disagreement.resolvedAt);

/** Marks first, then what was explained, then what one point or nobody saw lately, then what agrees. */
function place(view: OutsideView): number {
  if (isMarked(view)) return 0;
  return ["disagree", "one-point", "stale", "agree", "none"].indexOf(view.outside.verdict) + 1;
}

/** So many intervals may pass without a word before a probe counts as silent. */
const SILENT_AFTER = 3;

/** Who looks for us; null when the catalogue does not exist for this reader. Those taken away come last. */
export const listProbes = (actor: Actor): Promise<Probes | null> =>
  asActor(actor.token, async (tx, reader, now) => {
    const [known] = await tx.$queryRaw<{ reads: boolean }[]>`
      SELECT app.knows_systems('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'AUDITOR') AS reads`;
    if (!known?.reads) return null;
    const rows = await tx.$queryRaw<
      (Omit<ProbeRow, "fingerprint" | "silentSince"> & { key: string | null; interval: number })[]
    >`
      SELECT b.id, b.point, b.network, o.name AS organisation, p.name AS "addedBy", b.added_at AS "addedAt",
        CASE WHEN b.session_id IS NULL THEN b.code_ends_at END AS "codeEndsAt", b.public_key AS key, b.enrolled_at AS "enrolledAt",
        b.heard_at AS "heardAt", b.marked_at AS "markedAt", b.revoked_at AS "revokedAt", b.interval_seconds AS interval
      FROM probe b JOIN organisation o ON o.id = b.organisation_id JOIN person p ON p.id = b.added_by_id
      ORDER BY b.revoked_at IS NOT NULL, b.point`;
    return {
      rows: rows.map(({ key, interval, ...row }) => ({
        ...row,
        fingerprint: key && fingerprintOf(key),
        silentSince: row.revokedAt ? null : silentSince(row.heardAt ?? row.enrolledAt, interval, now),
      })),
      targets: await tx.systemPlan.count({ where: { probe: { not: null }, system: { retiredAt: null } } }),
      abilities: { add: may(reader, "probe.add"), revoke: may(reader, "probe.revoke") },
    };
  });

const silentSince = (heard: Date | null, interval: number, now: Date) =>
  heard && now.getTime() - heard.getTime() > SILENT_AFTER * interval * 1000 ? heard : null;

export const outsideQuery = defineQuery({
  name: "outside",
  input: ByIncident,
  read: (actor, { ref }) => getOutside(actor, ref),
});
export const probesQuery = defineQuery({
  name: "probes",
  input: z.strictObject({}),
  read: (actor) => listProbes(actor),
});
