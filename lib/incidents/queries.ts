import "server-only";
import { z } from "zod";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import { rolesIn } from "@/lib/access/may";
import { defineQuery } from "@/lib/entry/query";
import { legalMoves } from "@/lib/kernel/machine";
import { phaseMoves } from "./machine";
import { mayImport, mayLog, maySetPhase, maySetSeverity } from "./policy";
import { ByRef } from "./schema";
import type { IncidentHeader, IncidentRow } from "./views";

/** Incidents that exist for this reader, open ones first, newest first. */
export const listIncidents = (actor: Actor): Promise<IncidentRow[]> =>
  asActor(
    actor.token,
    (tx) =>
      tx.$queryRaw<IncidentRow[]>`
      SELECT i.id, i.ref, i.name, s.severity, s.phase, i.exercise, i.opened_at AS "openedAt",
        (SELECT p.name FROM membership m JOIN person p ON p.id = m.person_id
          WHERE m.incident_id = i.id AND m.role = 'INCIDENT_COMMANDER' AND m.ends_at IS NULL ORDER BY m.starts_at, p.name LIMIT 1) AS commander,
        (SELECT e.recorded_at FROM entry e WHERE e.incident_id = i.id AND e.audience <> 'audit' ORDER BY e.seq DESC LIMIT 1) AS "lastEntryAt"
      FROM incident i LEFT JOIN situation s ON s.incident_id = i.id
      ORDER BY (s.closed_at IS NOT NULL), i.opened_at DESC, i.ref`,
  );

type HeaderRow = Omit<IncidentHeader, "abilities" | "roles" | "nextPhases" | "members"> & {
  people: number;
  organisations: number;
};

/** One incident by its reference; null when it does not exist for this reader. Every figure counts only what this reader may see. */
export const getIncident = (actor: Actor, ref: string): Promise<IncidentHeader | null> =>
  asActor(actor.token, async (tx, reader) => {
    const [row] = await tx.$queryRaw<HeaderRow[]>`
      SELECT i.id, i.ref, i.name, s.severity, s.phase, i.exercise, i.opened_at AS "openedAt", i.default_tlp AS tlp, i.zone,
        s.detected_at AS "detectedAt", s.closed_at AS "closedAt", coalesce(s.version, 0) AS version,
        (SELECT count(*)::int FROM (SELECT 1 FROM entry e WHERE e.incident_id = i.id AND e.audience <> 'audit' AND e.log_number IS NOT NULL LIMIT 10001) counted) AS "entryCount",
        (SELECT p.name FROM membership m JOIN person p ON p.id = m.person_id
          WHERE m.incident_id = i.id AND m.role = 'INCIDENT_COMMANDER' AND m.ends_at IS NULL ORDER BY m.starts_at, p.name LIMIT 1) AS commander,
        (SELECT e.recorded_at FROM entry e WHERE e.incident_id = i.id AND e.audience <> 'audit' ORDER BY e.seq DESC LIMIT 1) AS "lastEntryAt",
        (SELECT count(DISTINCT m.person_id)::int FROM membership m WHERE m.incident_id = i.id) AS people,
        (SELECT count(DISTINCT m.organisation_id)::int FROM membership m WHERE m.incident_id = i.id) AS organisations
      FROM incident i LEFT JOIN situation s ON s.incident_id = i.id WHERE i.ref = ${ref}`;
    if (!row) return null;
    const { people, organisations, ...header } = row;
    return {
      ...header,
      members: { people, organisations },
      roles: rolesIn(reader, row.id),
      nextPhases: row.phase ? [...new Set(legalMoves(phaseMoves, row.phase).map((name) => phaseMoves[name].to))] : [],
      abilities: {
        log: mayLog(reader, row),
        import: mayImport(reader, row),
        setSeverity: maySetSeverity(reader, row),
        setPhase: maySetPhase(reader, row),
      },
    };
  });

export const incidentsQuery = defineQuery({
  name: "incidents",
  input: z.strictObject({}),
  read: (actor) => listIncidents(actor),
});
export const incidentQuery = defineQuery({
  name: "incident",
  input: ByRef,
  read: (actor, { ref }) => getIncident(actor, ref),
});
