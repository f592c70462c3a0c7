import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import type { Tx } from "@/lib/kernel/db";
import { alias, sql } from "@/lib/kernel/sql";
import type { Audience, EntryKind, Precision } from "@/lib/record/catalog";
import { WrittenWords } from "@/lib/record/catalog";
import type { Tlp } from "@/lib/record/tlp";
import { type EntryFacts, isOutside } from "./policy";

export interface LoadedEntry extends EntryFacts {
  id: string;
  kind: EntryKind | null;
  occurredAt: Date;
  occurredUntil: Date | null;
  precision: Precision;
  audience: Audience;
  tlp: Tlp;
  key: boolean;
  readers: string[];
  words: WrittenWords;
}

/** The number by which this reader knows an entry: the log number, or an outside responder's own counter. */
export const numberFor = (outside: boolean, of: "e" | "c" | "o") => {
  const name = alias(of);
  return outside
    ? sql`(SELECT count(*)::int FROM entry k WHERE k.incident_id = ${name}.incident_id AND k.log_number IS NOT NULL AND k.seq <= ${name}.seq)`
    : sql`${name}.log_number`;
};

/** Whether an entry has a correction that stands: one that its author withdrew corrects nothing any more. */
export const isCorrected = sql`EXISTS (SELECT 1 FROM entry c WHERE c.corrects_id = e.id AND NOT EXISTS (SELECT 1 FROM entry w WHERE w.withdraws_id = c.id))`;
export const isWithdrawn = sql`EXISTS (SELECT 1 FROM entry w WHERE w.withdraws_id = e.id)`;

/** Whether an entry has a newer version, also one that its author does not see (ADR 021). */
export async function isOvertaken(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM entry e WHERE e.id = ${id}::uuid AND (${isCorrected} OR ${isWithdrawn} OR app.is_overtaken(e.id))`;
  return rows.length > 0;
}

/** An entry that a person wrote, by its number; null when it does not exist for this session. */
export async function loadEntry(tx: Tx, actor: Actor, ref: string, number: number): Promise<LoadedEntry | null> {
  const incident = await tx.incident.findUnique({ where: { ref }, select: { id: true } });
  if (!incident) return null;
  const outside = isOutside(actor, incident.id);
  const [row] = await tx.$queryRaw<(Omit<LoadedEntry, "words"> & { body: string })[]>`
    SELECT e.id, e.incident_id AS "incidentId", e.actor_id AS "actorId", e.organisation_id AS "organisationId", e.kind, e.occurred_at AS "occurredAt", e.occurred_until AS "occurredUntil",
      e.precision, e.recorded_at AS "recordedAt", e.audience, e.tlp, e.is_key AS key, b.body,
      ARRAY(SELECT r.person_id::text FROM entry_reader r WHERE r.entry_id = e.id) AS readers,
      ${isCorrected} AS corrected, ${isWithdrawn} AS withdrawn, app.is_overtaken(e.id) AS overtaken
    FROM entry e JOIN entry_body b ON b.entry_id = e.id
    WHERE e.incident_id = ${incident.id}::uuid AND e.type IN ('entry.logged', 'entry.corrected') AND ${numberFor(outside, "e")} = ${number}`;
  if (!row) return null;
  const { body, ...entry } = row;
  return { ...entry, words: WrittenWords.strip().parse(JSON.parse(body)) };
}

/** Keeps the undoing of a whole import waiting until this transaction ends, and waits for one that is under way. */
export async function holdImport(tx: Tx, { words }: LoadedEntry): Promise<void> {
  const batch = words.imported?.batch;
  if (batch) await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended(${batch}, 0))`;
}
