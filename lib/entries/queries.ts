import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import { no, rolesIn } from "@/lib/access/may";
import { defineQuery } from "@/lib/entry/query";
import type { Tx } from "@/lib/kernel/db";
import type { Language } from "@/lib/kernel/preferences";
import { nothing, sql } from "@/lib/kernel/sql";
import type { Receipt } from "@/lib/record/append";
import type { Tlp } from "@/lib/record/tlp";
import type { TimelineAsk } from "./filter";
import { isOvertaken, numberFor } from "./load";
import { ordered, readPlaces } from "./pages";
import { isOutside } from "./policy";
import { lineColumns, lineTables, type RawLine, toRows } from "./rows";
import { ByNumber, ListTimeline, SearchAll } from "./schema";
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
  /** Where the page before this one ends; null at the beginning. */
  prev: string | null;
  /** The moment of this reading, from which a live stream goes on. */
  asOf: Date;
}

interface Ask extends TimelineAsk {
  show?: "all" | "key" | "mine" | undefined;
  /** Lines on a page, when it is not 50. */
  size?: number | undefined;
}

/** One page of an incident's timeline as this reader sees it, in the order in which things happened, newest first, unless another is asked for (T6). */
export const listTimeline = (
  actor: Actor,
  incidentId: string,
  { language = actor.language ?? "en", ...ask }: Ask & { language?: Language } = {},
): Promise<TimelinePage> =>
  asActor(actor.token, (tx, reader, now) => readPage({ tx, reader, now, language }, incidentId, ask));

interface Scene {
  tx: Tx;
  reader: Actor;
  now: Date;
  language: Language;
}

async function readPage(
  { tx, reader, now, language }: Scene,
  incidentId: string,
  { show = "all", size = PAGE, ...ask }: Ask,
): Promise<TimelinePage> {
  const outside = isOutside(reader, incidentId);
  const { places, next, prev } = await readPlaces(tx, ask, { incidentId, outside, narrowed: SHOW[show], size });
  const lines = places.length
    ? await tx.$queryRaw<RawLine[]>`
        SELECT ${lineColumns(outside, true, ask.known)} FROM ${lineTables}
        WHERE e.id = ANY (${places.map(({ id }) => id)}::uuid[]) ${ordered(ask.order ?? "happened", ask.first !== "oldest")}`
    : [];
  await recordReading(tx, reader, incidentId, lines);
  const rows = await toRows(tx, reader, now, lines, language);
  return { rows: ask.known ? rows.map(asItStood) : rows, next, prev, asOf: now };
}

/** What stood there at a moment is read, not worked on: the present has its own page. */
const asItStood = (row: TimelineRow): TimelineRow =>
  row.row === "act"
    ? row
    : {
        ...row,
        canWithdrawUntil: null,
        abilities: { correct: no("refusal.as-known"), withdraw: no("refusal.as-known") },
      };

const INCIDENTS_SEARCHED = 100;
const HITS_SHOWN = 5;

/** What was found in one incident, the newest first; `more` when that is not all. */
export interface Found {
  incident: { ref: string; name: string; zone: string; tlp: Tlp; exercise: boolean };
  rows: TimelineRow[];
  more: boolean;
}

/** What is found in every incident that exists for this reader, the newest incident first. */
export const searchEverywhere = (
  actor: Actor,
  q: string,
  language: Language = actor.language ?? "en",
): Promise<Found[]> =>
  asActor(actor.token, async (tx, reader, now) => {
    const incidents = await tx.incident.findMany({
      orderBy: [{ openedAt: "desc" }, { ref: "asc" }],
      take: INCIDENTS_SEARCHED,
    });
    const found: Found[] = [];
    for (const { id, ref, name, zone, exercise, defaultTlp } of incidents) {
      const page = await readPage({ tx, reader, now, language }, id, { q, size: HITS_SHOWN });
      const incident = { ref, name, zone, exercise, tlp: defaultTlp as Tlp };
      if (page.rows.length) found.push({ incident, rows: page.rows, more: page.next !== null });
    }
    return found;
  });

/** One entry by its number, whole, with its chain of corrections; null when it does not exist for this reader. */
export const getEntry = (
  actor: Actor,
  incidentId: string,
  number: number,
  language: Language = actor.language ?? "en",
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
    const row = rows[at] as EntryRow;
    const overtaken = row.abilities.correct.ok && (await isOvertaken(tx, line.id));
    const [kept] = await tx.$queryRaw<
      { receipt: Receipt }[]
    >`SELECT jsonb_build_object('id', e.id, 'seq', e.seq, 'logNumber', e.log_number, 'leaf', encode(e.leaf, 'hex'), 'recordedAt', e.recorded_at) AS receipt FROM entry e WHERE e.id = ${line.id}::uuid`;
    return {
      ...row,
      ...(overtaken && { abilities: { correct: no("refusal.overtaken"), withdraw: no("refusal.overtaken") } }),
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

export const searchQuery = defineQuery({
  name: "search",
  input: SearchAll,
  read: (actor, { q }) => searchEverywhere(actor, q),
});
