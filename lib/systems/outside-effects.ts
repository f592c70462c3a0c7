import "server-only";
import type { Tx } from "@/lib/kernel/db";
import type { NewEntry } from "@/lib/record/append";
import { outcomes } from "./blast";
import type { Need } from "./graph";
import { type Expected, expectedOf, fits, judge, type Seen, type Side } from "./outside";
import type { SystemState } from "./states";

/** The systems of an incident and what they need, as `loadMap` reads them. */
export interface IncidentMap {
  systems: { id: string; code: string; name: string; state: SystemState }[];
  needs: Need[];
}

/** Who looked, and from where. */
export interface Looker {
  side: Side;
  origin: string;
  point: string;
  network: string;
  organisationId: string | null;
  personId: string | null;
}

export interface Look {
  systemId: string;
  seen: Seen;
  at: Date;
  detail?: string | undefined;
  link?: string | undefined;
  fileId?: string | undefined;
}

/**
 * Keeps what one point saw in one incident, confirms our own states where it agrees, and opens or ends disagreements; the caller records the
 * lines it answers with in the same transaction. What a watch sees is a line when it changes, a disagreement once, whoever looks how often.
 */
export async function keepLooks(
  tx: Tx,
  incidentId: string,
  map: IncidentMap,
  looker: Looker,
  looks: readonly Look[],
  now: Date,
): Promise<NewEntry[]> {
  if (looks.length === 0) return [];
  // Two points that report at once are judged one after the other.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`outside ${incidentId}`}, 0))`;
  const ids = looks.map(({ systemId }) => systemId);
  const where = { incidentId, systemId: { in: ids }, side: looker.side };
  const before = await tx.outsideCheck.findMany({ where });
  const fresh = looks.filter((look) => !before.some((one) => isNewer(one, look, looker.origin)));
  await upsert(tx, incidentId, looker, fresh);
  const kept = await tx.outsideCheck.findMany({ where });
  const open = await tx.disagreement.findMany({ where: { ...where, overAt: null } });
  const expected = expectations(map);
  const confirmed: string[] = [];
  const lines: NewEntry[] = [];
  for (const look of fresh) {
    const system = map.systems.find(({ id }) => id === look.systemId);
    if (!system) continue;
    const last = before.find((one) => one.systemId === look.systemId && one.origin === looker.origin);
    const line = lineOf(incidentId, system, looker.side);
    if (!looker.personId && last?.seen !== look.seen)
      lines.push(line("outside-check.probed", { point: looker.point, seen: look.seen }));
    const wanted = expected.get(system.id) ?? "either";
    const ours = kept.filter((one) => one.systemId === system.id).map(sightingOf);
    const { verdict, againstSeen } = judge(ours, wanted, now);
    const known = open.find((one) => one.systemId === system.id);
    if (verdict === "disagree" && againstSeen && known?.state !== system.state) {
      if (known) await end(tx, known.id, now);
      const { count } = await tx.disagreement.createMany({
        data: [
          { incidentId, systemId: system.id, side: looker.side, state: system.state, seen: againstSeen, since: now },
        ],
        skipDuplicates: true,
      });
      if (count === 1) lines.push(line("outside-check.disagreed", { state: system.state, seen: againstSeen }));
    }
    if (verdict === "disagree" || wanted === "either" || !fits(look.seen, wanted)) continue;
    confirmed.push(system.id);
    if (!known) continue;
    await end(tx, known.id, now);
    lines.push(line("outside-check.agreed", { state: system.state }));
  }
  if (confirmed.length) await tx.$executeRaw`SELECT app.confirm_seen(${incidentId}::uuid, ${confirmed}::uuid[])`;
  return lines;
}

/** What should be seen of every system of a map. */
export function expectations({ systems, needs }: IncidentMap): Map<string, Expected> {
  const found = outcomes(systems, needs);
  return new Map(systems.map(({ id, state }) => [id, expectedOf(state, found.get(id)?.service ?? "works")]));
}

interface KeptCheck {
  systemId: string;
  origin: string;
  network: string;
  organisationId: string | null;
  seen: string;
  seenAt: Date;
}

export const sightingOf = ({ origin, network, organisationId, seen, seenAt }: KeptCheck) => ({
  origin,
  network,
  organisation: organisationId,
  seen: seen as Seen,
  at: seenAt,
});

/** A look that somebody writes down late is not newer than what the same point has seen since. */
const isNewer = (one: KeptCheck, look: Look, origin: string) =>
  one.systemId === look.systemId && one.origin === origin && one.seenAt > look.at;

const end = (tx: Tx, id: string, now: Date) =>
  tx.disagreement.updateMany({ where: { id, overAt: null }, data: { overAt: now } });

const upsert = (tx: Tx, incidentId: string, looker: Looker, looks: readonly Look[]) =>
  tx.$executeRaw`
    INSERT INTO outside_check AS o (incident_id, system_id, side, origin, point, network, organisation_id, person_id, seen, detail, link, file_id, seen_at, since)
    SELECT ${incidentId}::uuid, l."systemId", ${looker.side}, ${looker.origin}, ${looker.point}, ${looker.network}, ${looker.organisationId}::uuid,
      ${looker.personId}::uuid, l.seen, l.detail, l.link, l."fileId", l.at, l.at
    FROM jsonb_to_recordset(${JSON.stringify(looks)}::jsonb) l("systemId" uuid, seen text, detail text, link text, "fileId" uuid, at timestamptz)
    ON CONFLICT (incident_id, system_id, side, origin) DO UPDATE SET point = excluded.point, network = excluded.network, organisation_id = excluded.organisation_id,
      person_id = excluded.person_id, seen = excluded.seen, detail = excluded.detail, link = excluded.link, file_id = excluded.file_id, seen_at = excluded.seen_at,
      since = CASE WHEN o.seen = excluded.seen THEN o.since ELSE excluded.seen_at END`;

type LineData = { point?: string; seen?: Seen; state?: string };

const lineOf =
  (incident: string, { id, code, name }: IncidentMap["systems"][number], side: Side) =>
  (type: "outside-check.probed" | "outside-check.disagreed" | "outside-check.agreed", data: LineData): NewEntry =>
    ({ type, incident, subjectType: "system", subjectId: id, data: { code, name, side, ...data } }) as NewEntry;
