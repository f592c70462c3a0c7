import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import { notFound, Refusal } from "@/lib/kernel/errors";

/** What came since somebody was last here; counts stop at 1,000. */
export interface Since {
  leftAt: Date;
  readUntil: Date;
  entries: number;
  keyEvents: number;
}

export interface Reading {
  /** When the newest line that exists for this reader was recorded: reading on from here is "read". */
  newest: Date | null;
  /** Null for somebody who is here for the first time. */
  since: Since | null;
}

const COUNTED_MAX = 1_000;

/** How far this reader has read, and what has been written since. */
export const getReading = (actor: Actor, incidentId: string): Promise<Reading> =>
  asActor(actor.token, async (tx) => {
    const [newest] = await tx.$queryRaw<{ at: Date }[]>`
      SELECT e.recorded_at AS at FROM entry e WHERE e.incident_id = ${incidentId}::uuid AND e.audience <> 'audit'
      ORDER BY e.recorded_at DESC, e.seq DESC LIMIT 1`;
    const [since] = await tx.$queryRaw<Since[]>`
      SELECT r.left_at AS "leftAt", r.read_until AS "readUntil", n.entries, n.keys AS "keyEvents" FROM reading r,
        LATERAL (SELECT count(*)::int AS entries, (count(*) FILTER (WHERE fresh.is_key))::int AS keys FROM (
          SELECT e.is_key FROM entry e WHERE e.incident_id = r.incident_id AND e.audience <> 'audit' AND e.recorded_at > r.read_until
            AND e.log_number IS NOT NULL LIMIT ${COUNTED_MAX}) fresh) n
      WHERE r.incident_id = ${incidentId}::uuid AND r.person_id = app.person_id()`;
    return { newest: newest?.at ?? null, since: since ?? null };
  });

/** Keeps how far a person has read; it never goes back, and never beyond now. @throws Refusal not-found */
export const keepReading = (actor: Actor, ref: string, until: string): Promise<{ readUntil: Date }> =>
  asActor(actor.token, async (tx, reader) => {
    if (reader.kind === "api-token" && reader.scope === "read")
      throw new Refusal("forbidden", "refusal.token-reads-only");
    const [kept] = await tx.$queryRaw<{ readUntil: Date }[]>`
      INSERT INTO reading (person_id, incident_id, read_until, left_at)
        SELECT ${reader.personId}::uuid, i.id, least(${until}::timestamptz, now()), now() FROM incident i WHERE i.ref = ${ref}
      ON CONFLICT (person_id, incident_id) DO UPDATE SET read_until = greatest(reading.read_until, excluded.read_until), left_at = excluded.left_at
      RETURNING read_until AS "readUntil"`;
    if (!kept) throw notFound();
    return kept;
  });

/** The first and the newest moment at which something was recorded that exists for this reader: the ends of "as known at". */
export const getSpan = (actor: Actor, incidentId: string): Promise<{ from: Date; to: Date } | null> =>
  asActor(actor.token, async (tx) => {
    const [span] = await tx.$queryRaw<{ from: Date | null; to: Date | null }[]>`
      SELECT (SELECT e.recorded_at FROM entry e WHERE e.incident_id = ${incidentId}::uuid AND e.audience <> 'audit' ORDER BY e.recorded_at, e.seq LIMIT 1) AS "from",
        (SELECT e.recorded_at FROM entry e WHERE e.incident_id = ${incidentId}::uuid AND e.audience <> 'audit' ORDER BY e.recorded_at DESC, e.seq DESC LIMIT 1) AS "to"`;
    return span?.from && span.to ? { from: span.from, to: span.to } : null;
  });

const LATER_MAX = 10_000;

/** How many entries this reader may see that were recorded after a moment; stops at 10,001. */
export const countLater = (actor: Actor, incidentId: string, known: string): Promise<number> =>
  asActor(actor.token, async (tx) => {
    const [row] = await tx.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM (SELECT 1 FROM entry e WHERE e.incident_id = ${incidentId}::uuid AND e.audience <> 'audit'
        AND e.log_number IS NOT NULL AND e.recorded_at > ${known}::timestamptz LIMIT ${LATER_MAX + 1}) later`;
    return row?.count ?? 0;
  });

/** What a filter can be about here: who may have written, and the systems that the newest entries name. */
export interface Choices {
  people: { id: string; name: string; organisation: string }[];
  organisations: { id: string; name: string }[];
  systems: string[];
}

const NEWEST_LOOKED_AT = 300;

/** As far as this reader may see the people and the entries. */
export const getChoices = (actor: Actor, incidentId: string): Promise<Choices> =>
  asActor(actor.token, async (tx) => {
    const people = await tx.$queryRaw<(Choices["people"][number] & { organisationId: string })[]>`
      SELECT DISTINCT p.id::text AS id, p.name, o.name AS organisation, o.id::text AS "organisationId"
      FROM membership m JOIN person p ON p.id = m.person_id JOIN organisation o ON o.id = m.organisation_id
      WHERE m.incident_id = ${incidentId}::uuid ORDER BY p.name, o.name`;
    const systems = await tx.$queryRaw<{ name: string }[]>`
      SELECT DISTINCT system AS name FROM (SELECT e.id FROM entry e WHERE e.incident_id = ${incidentId}::uuid AND e.audience <> 'audit'
          AND e.log_number IS NOT NULL ORDER BY e.occurred_at DESC, e.seq DESC LIMIT ${NEWEST_LOOKED_AT}) newest
        JOIN entry_body b ON b.entry_id = newest.id, jsonb_array_elements_text(coalesce(b.body::jsonb->'systems', '[]')) system ORDER BY system`;
    const organisations = new Map(people.map(({ organisationId, organisation }) => [organisationId, organisation]));
    return {
      people: people.map(({ id, name, organisation }) => ({ id, name, organisation })),
      organisations: [...organisations].map(([id, name]) => ({ id, name })).sort((a, b) => (a.name < b.name ? -1 : 1)),
      systems: systems.map(({ name }) => name),
    };
  });
