import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { rolesIn } from "@/lib/access/may";
import type { Tx } from "@/lib/kernel/db";
import { nothing, sql } from "@/lib/kernel/sql";
import { isCorrected, isWithdrawn, numberFor } from "./load";
import { isOutside } from "./policy";
import type { FoundEntry, FoundPerson, FoundSystem } from "./views";

/** At most this many of a kind: more are not read, they are searched for again. */
const MOST = 8;
/** As far back as words are looked for, so that an answer is there before the next key. */
const NEWEST = 2_000;
/** How much of a text is shown, and how much of that stands before what was asked for. */
const LINE = 160;
const BEFORE = 30;

/** One incident, or all that exist for this reader. */
export interface Where {
  incidentId: string | null;
}

/** Capitals and accents apart, as people type them. */
const folded = (text: ReturnType<typeof sql>) => sql`translate(lower(${text}), 'ëçáàâéèêíìóòöúùü', 'ecaaaeeeiiooouuu')`;
/** Whether a text holds what is asked for, capitals and accents apart. */
export const holds = (text: ReturnType<typeof sql>, q: string) =>
  sql`strpos(${folded(text)}, ${folded(sql`${q}`)}) > 0`;
const inIncident = ({ incidentId }: Where) => (incidentId ? sql`AND e.incident_id = ${incidentId}::uuid` : nothing);

/** Whether a line belongs to an incident in which this reader is only an outside responder, who counts for themselves. */
const ofTheOutside = (actor: Actor) => {
  const incidents = [...new Set(actor.memberships.map(({ incidentId }) => incidentId))];
  return sql`e.incident_id = ANY (${incidents.filter((id) => isOutside(actor, id))}::uuid[])`;
};

/** What stands around the words that were asked for, in a line's length. */
const around = (q: string) => {
  const text = sql`b.body::jsonb->>'text'`;
  const start = sql`greatest(1, strpos(${folded(text)}, ${folded(sql`${q}`)}) - ${BEFORE}::int)`;
  return sql`CASE WHEN e.tlp = 'TLP:RED' THEN NULL ELSE CASE WHEN ${start} > 1 THEN '…' ELSE '' END || substr(${text}, ${start}, ${LINE}::int) END AS text`;
};

/** Written entries as this reader knows them. */
const columns = (actor: Actor, q: string) => sql`e.id, i.ref, i.zone, e.occurred_at AS at, p.name AS "by",
    CASE WHEN ${ofTheOutside(actor)} THEN ${numberFor(true, "e")} ELSE ${numberFor(false, "e")} END AS number,
    ${around(q)}`;
const written = sql`e.type IN ('entry.logged', 'entry.corrected')`;
const joined = sql`JOIN incident i ON i.id = e.incident_id JOIN entry_body b ON b.entry_id = e.id LEFT JOIN person p ON p.id = e.actor_id`;

/**
 * Entries by their words, their author's name or a system, among the newest; the newest version of each. What is TLP:RED is found by its
 * number alone and shows no words, so that looking for it is not reading it (A5).
 */
export const findByWords = (tx: Tx, actor: Actor, where: Where, q: string): Promise<FoundEntry[]> =>
  tx.$queryRaw<FoundEntry[]>`
    SELECT ${columns(actor, q)}
    FROM (SELECT e.* FROM entry e WHERE ${written} AND e.tlp <> 'TLP:RED' ${inIncident(where)} ORDER BY e.seq DESC LIMIT ${NEWEST}) e ${joined}
    WHERE ${holds(sql`concat_ws(' ', b.body::jsonb->>'title', b.body::jsonb->>'text', p.name, b.body::jsonb->>'systems')`, q)}
      AND NOT (${isCorrected} OR ${isWithdrawn})
    ORDER BY e.seq DESC LIMIT ${MOST}`;

/** The entry with a number, whatever became of it. */
export const findByNumber = (tx: Tx, actor: Actor, where: Where, number: number): Promise<FoundEntry[]> =>
  tx.$queryRaw<FoundEntry[]>`
    SELECT id, ref, zone, at, "by", number, text FROM (SELECT ${columns(actor, "")}, e.seq FROM entry e ${joined} WHERE ${written} ${inIncident(where)}
      AND (e.log_number = ${number} OR ${ofTheOutside(actor)})) found
    WHERE number = ${number} ORDER BY seq DESC LIMIT ${MOST}`;

/** People of an incident by their name, as far as this reader sees them. */
export const findPeople = (tx: Tx, { incidentId }: Where, q: string): Promise<FoundPerson[]> =>
  tx.$queryRaw<FoundPerson[]>`
    SELECT DISTINCT p.id, p.name, o.name AS organisation
    FROM membership m JOIN person p ON p.id = m.person_id JOIN organisation o ON o.id = m.organisation_id
    WHERE m.incident_id = ${incidentId}::uuid AND ${holds(sql`p.name || ' ' || o.name`, q)} ORDER BY p.name, o.name LIMIT ${MOST}`;

/** Systems that the newest entries of an incident name. */
export const findSystems = (tx: Tx, where: Where, q: string): Promise<FoundSystem[]> =>
  tx.$queryRaw<FoundSystem[]>`
    SELECT s.name, count(*)::int AS entries
    FROM (SELECT e.id FROM entry e WHERE ${written} AND e.tlp <> 'TLP:RED' ${inIncident(where)} ORDER BY e.seq DESC LIMIT ${NEWEST}) e
      JOIN entry_body b ON b.entry_id = e.id CROSS JOIN LATERAL jsonb_array_elements_text(coalesce(b.body::jsonb->'systems', '[]')) s(name)
    WHERE ${holds(sql`s.name`, q)} GROUP BY s.name ORDER BY entries DESC, s.name LIMIT ${MOST}`;

/** A5: an auditor's reading is on record, once per newest line. */
export async function recordFinding(tx: Tx, actor: Actor, where: Where, found: { id: string }[]): Promise<void> {
  const first = found[0];
  if (first && where.incidentId && rolesIn(actor, where.incidentId).includes("AUDITOR"))
    await tx.$executeRaw`SELECT app.record_reads('timeline.read', ${[first.id]}::uuid[])`;
}
