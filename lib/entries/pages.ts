import "server-only";
import type { Tx } from "@/lib/kernel/db";
import { invalid } from "@/lib/kernel/errors";
import { nothing, type Sql, sql } from "@/lib/kernel/sql";
import { filterConditions, filterTables } from "./conditions";
import { AROUND_MINUTES, type TimelineAsk } from "./filter";
import { numberFor } from "./load";

/** The place of a line in both orders. */
interface Place {
  id: string;
  occurredAt: Date;
  recordedAt: Date;
  seq: bigint;
}

/** A page of places: which lines, and where the pages after it (`next`) and before it (`prev`) begin. */
interface PlacePage {
  places: Place[];
  next: string | null;
  prev: string | null;
}

interface Where {
  incidentId: string;
  outside: boolean;
  narrowed: Sql;
  size: number;
}

/** What was asked, with the entries that it names looked up. */
interface Resolved extends TimelineAsk {
  relatedTags?: string[];
}

type By = NonNullable<TimelineAsk["order"]>;

/** The lines of one page, by keyset: no page costs more than the first, however long the log (T6). */
export async function readPlaces(tx: Tx, asked: TimelineAsk, where: Where): Promise<PlacePage> {
  const ask = await resolved(tx, asked, where);
  if (ask === null) return { places: [], next: null, prev: null };
  const by = ask.order ?? "happened";
  const upward = ask.after !== undefined;
  const newestFirst = (ask.first !== "oldest") !== upward;
  const found = await tx.$queryRaw<Place[]>`
    SELECT e.id, e.occurred_at AS "occurredAt", e.recorded_at AS "recordedAt", e.seq FROM ${filterTables(ask)}
    WHERE e.incident_id = ${where.incidentId}::uuid AND e.audience <> 'audit' ${where.narrowed} ${filterConditions(ask)} ${startOf(ask, by, newestFirst, await placeOf(tx, ask))}
    ${ordered(by, newestFirst)} LIMIT ${where.size + 1}`;
  const more = found.length > where.size;
  const places = found.slice(0, where.size);
  if (upward) places.reverse();
  const [first, last] = [places[0], places.at(-1)];
  const begun = ask.before !== undefined || ask.at !== undefined;
  return {
    places,
    next: last && (upward || more) ? cursorOf(last) : null,
    prev: first && (upward ? more : begun) ? cursorOf(first) : null,
  };
}

/** The order of a page, for the lines that are then brought whole. */
export const ordered = (by: By, newestFirst: boolean): Sql =>
  by === "happened"
    ? newestFirst
      ? sql`ORDER BY e.occurred_at DESC, e.seq DESC`
      : sql`ORDER BY e.occurred_at, e.seq`
    : newestFirst
      ? sql`ORDER BY e.recorded_at DESC, e.seq DESC`
      : sql`ORDER BY e.recorded_at, e.seq`;

function startOf(ask: TimelineAsk, by: By, newestFirst: boolean, edge: Place | null): Sql {
  if (edge && by === "happened")
    return newestFirst
      ? sql`AND (e.occurred_at, e.seq) < (${edge.occurredAt}, ${edge.seq})`
      : sql`AND (e.occurred_at, e.seq) > (${edge.occurredAt}, ${edge.seq})`;
  if (edge)
    return newestFirst
      ? sql`AND (e.recorded_at, e.seq) < (${edge.recordedAt}, ${edge.seq})`
      : sql`AND (e.recorded_at, e.seq) > (${edge.recordedAt}, ${edge.seq})`;
  if (ask.at === undefined) return nothing;
  const at = new Date(ask.at);
  if (by === "happened") return newestFirst ? sql`AND e.occurred_at <= ${at}` : sql`AND e.occurred_at >= ${at}`;
  return newestFirst ? sql`AND e.recorded_at <= ${at}` : sql`AND e.recorded_at >= ${at}`;
}

/** "Around" and "related" name an entry: what that means in times and tags, or null when there is no such entry for this reader. */
async function resolved(tx: Tx, ask: TimelineAsk, where: Where): Promise<Resolved | null> {
  const around = ask.around === undefined ? null : await spanAround(tx, ask.around, where);
  const related = ask.related === undefined ? null : await tagsOf(tx, ask.related, where);
  if ((ask.around !== undefined && !around) || (ask.related !== undefined && !related)) return null;
  return {
    ...ask,
    ...(around && {
      happenedFrom: laterOf(ask.happenedFrom, around.from.toISOString()),
      happenedTo: earlierOf(ask.happenedTo, around.to.toISOString()),
    }),
    ...(related && { relatedTags: related }),
  };
}

const laterOf = (one: string | undefined, other: string) => (one && one > other ? one : other);
const earlierOf = (one: string | undefined, other: string) => (one && one < other ? one : other);

const entryNumbered = (number: number, { incidentId, outside }: Where) =>
  sql`e.incident_id = ${incidentId}::uuid AND e.audience <> 'audit' AND e.log_number IS NOT NULL AND ${numberFor(outside, "e")} = ${number}`;

async function spanAround(tx: Tx, number: number, where: Where) {
  const [found] = await tx.$queryRaw<{ from: Date; to: Date }[]>`
    SELECT e.occurred_at - make_interval(mins => ${AROUND_MINUTES}::int) AS "from", coalesce(e.occurred_until, e.occurred_at) + make_interval(mins => ${AROUND_MINUTES}::int) AS "to"
    FROM entry e WHERE ${entryNumbered(number, where)}`;
  return found ?? null;
}

/** What an entry is about, and itself. */
async function tagsOf(tx: Tx, number: number, where: Where) {
  const [found] = await tx.$queryRaw<{ tags: string[] }[]>`
    SELECT s.tags FROM entry e JOIN entry_search s ON s.entry_id = e.id WHERE ${entryNumbered(number, where)}`;
  return found ? [...found.tags.filter((tag) => !/^(file$|basis:)/.test(tag)), `ref:${number}`] : null;
}

/** A cursor names the line at the edge of a page and nothing of the record's order, which outside responders do not learn (DESIGN §8). */
const cursorOf = ({ id }: Place) => id;

async function placeOf(tx: Tx, ask: TimelineAsk): Promise<Place | null> {
  const [name, id] = ask.after === undefined ? ["before", ask.before] : ["after", ask.after];
  if (id === undefined) return null;
  const [place] = await tx.$queryRaw<Place[]>`
    SELECT e.id, e.occurred_at AS "occurredAt", e.recorded_at AS "recordedAt", e.seq FROM entry e WHERE e.id = ${id}::uuid`;
  if (!place) throw invalid({ [name as string]: "invalid" });
  return place;
}
