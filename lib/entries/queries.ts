import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import { rolesIn } from "@/lib/access/may";
import { defineQuery } from "@/lib/entry/query";
import type { Tx } from "@/lib/kernel/db";
import { invalid } from "@/lib/kernel/errors";
import { nothing, sql } from "@/lib/kernel/sql";
import type { Receipt } from "@/lib/record/append";
import { numberFor } from "./load";
import { isOutside } from "./policy";
import { lineColumns, lineTables, type RawLine, toRows } from "./rows";
import { ByNumber, ListTimeline } from "./schema";
import type { EntryDetail, EntryRow, TimelineRow } from "./views";

const PAGE = 50;
const SHOW = {
  all: nothing,
  key: sql`AND e.is_key`,
  mine: sql`AND e.actor_id = app.person_id() AND e.log_number IS NOT NULL`,
};

export interface TimelinePage {
  rows: TimelineRow[];
  /** Where the next page starts; null at the end of what this reader may see. */
  next: string | null;
  /** The moment of this reading, from which a live stream goes on. */
  asOf: Date;
}

interface Ask {
  before?: string | undefined;
  show?: "all" | "key" | "mine" | undefined;
  language?: "en" | "sq";
}

/** One page of an incident's timeline as this reader sees it, in the order in which things happened, newest first (T6). */
export const listTimeline = (
  actor: Actor,
  incidentId: string,
  { before, show = "all", language = actor.language ?? "en" }: Ask = {},
): Promise<TimelinePage> =>
  asActor(actor.token, async (tx, reader, now) => {
    const lines = await tx.$queryRaw<RawLine[]>`
      SELECT ${lineColumns(isOutside(reader, incidentId), true)} FROM ${lineTables}
      WHERE e.incident_id = ${incidentId}::uuid AND e.audience <> 'audit' ${SHOW[show]} ${before ? olderThan(before) : nothing}
      ORDER BY e.occurred_at DESC, e.seq DESC LIMIT ${PAGE + 1}`;
    const page = lines.slice(0, PAGE);
    await recordReading(tx, reader, incidentId, page);
    const last = page.at(-1);
    return {
      rows: await toRows(tx, reader, now, page, language),
      next: lines.length > PAGE && last ? cursorOf(last) : null,
      asOf: now,
    };
  });

/** One entry by its number, whole, with its chain of corrections; null when it does not exist for this reader. */
export const getEntry = (
  actor: Actor,
  incidentId: string,
  number: number,
  language: "en" | "sq" = actor.language ?? "en",
): Promise<EntryDetail | null> =>
  asActor(actor.token, async (tx, reader, now) => {
    const outside = isOutside(reader, incidentId);
    const chain = await tx.$queryRaw<(RawLine & { asked: boolean })[]>`
      WITH RECURSIVE asked AS (SELECT e.id, e.corrects_id FROM entry e WHERE e.incident_id = ${incidentId}::uuid AND e.type IN ('entry.logged', 'entry.corrected') AND ${numberFor(outside, "e")} = ${number}),
        older AS (SELECT * FROM asked UNION ALL SELECT e.id, e.corrects_id FROM entry e JOIN older ON e.id = older.corrects_id),
        whole AS (SELECT id FROM older UNION SELECT e.id FROM entry e JOIN whole ON e.corrects_id = whole.id)
      SELECT ${lineColumns(outside, false)}, e.id IN (SELECT id FROM asked) AS asked FROM ${lineTables}
      WHERE e.id IN (SELECT id FROM whole) ORDER BY e.seq`;
    const at = chain.findIndex((line) => line.asked);
    const line = chain[at];
    if (!line) return null;
    await recordReading(tx, reader, incidentId, chain);
    const rows = (await toRows(tx, reader, now, chain, language)) as EntryRow[];
    const [kept] = await tx.$queryRaw<
      { receipt: Receipt }[]
    >`SELECT jsonb_build_object('id', e.id, 'seq', e.seq, 'logNumber', e.log_number, 'leaf', encode(e.leaf, 'hex'), 'recordedAt', e.recorded_at) AS receipt FROM entry e WHERE e.id = ${line.id}::uuid`;
    return {
      ...(rows[at] as EntryRow),
      readers: line.readers,
      chain: rows,
      receipt: outside ? null : (kept?.receipt ?? null),
    };
  });

/** A5: a restricted line is read once per person on record; an auditor's reading once per newest line. */
async function recordReading(tx: Tx, reader: Actor, incidentId: string, lines: RawLine[]): Promise<void> {
  const red = lines.filter((line) => line.tlp === "TLP:RED" && line.actorId !== reader.personId).map((line) => line.id);
  if (red.length) await tx.$executeRaw`SELECT app.record_reads('entry.read', ${red}::uuid[])`;
  const first = lines[0];
  if (first && rolesIn(reader, incidentId).includes("AUDITOR"))
    await tx.$executeRaw`SELECT app.record_reads('timeline.read', ${[first.id]}::uuid[])`;
}

const cursorOf = ({ occurredAt, seq }: RawLine) =>
  Buffer.from(`${occurredAt.toISOString()}_${seq}`).toString("base64url");

function olderThan(cursor: string) {
  const [at, seq] = Buffer.from(cursor, "base64url").toString().split("_");
  if (!at || !seq || !/^\d{1,18}$/.test(seq) || Number.isNaN(Date.parse(at))) throw invalid({ before: "invalid" });
  return sql`AND (e.occurred_at, e.seq) < (${new Date(at)}, ${BigInt(seq)})`;
}

const idOf = (actor: Actor, ref: string) =>
  asActor(actor.token, (tx) => tx.incident.findUnique({ where: { ref }, select: { id: true } }));

export const timelineQuery = defineQuery({
  name: "timeline",
  input: ListTimeline,
  async read(actor, { ref, ...ask }) {
    const incident = await idOf(actor, ref);
    return incident && listTimeline(actor, incident.id, ask);
  },
});

export const entryQuery = defineQuery({
  name: "entry",
  input: ByNumber,
  async read(actor, { ref, number }) {
    const incident = await idOf(actor, ref);
    return incident && getEntry(actor, incident.id, number);
  },
});
