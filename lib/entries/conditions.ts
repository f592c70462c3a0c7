import "server-only";
import { fold } from "@/lib/kernel/fold";
import { join, nothing, type Sql, sql } from "@/lib/kernel/sql";
import { LATE_MINUTES, type TimelineAsk } from "./filter";
import { asTsquery, readTerms } from "./search-terms";

/** Latest time of happening that a line recorded at a moment can name (T2). */
const AHEAD = "5 minutes";
const audienceOf = { team: "incident", command: "command", named: "named" } as const;
const written = sql`e.type IN ('entry.logged', 'entry.corrected')`;

/** What is asked of the words and tags of a line, which stand in entry_search. */
const asksWords = (ask: TimelineAsk) =>
  [ask.q, ask.system, ask.technique, ask.decision, ask.task, ask.file, ask.basis, ask.related].some(
    (value) => value !== undefined,
  );

/** Where the lines of a filter come from. Joined only when it is needed: the first screen does not pay for the search. */
export const filterTables = (ask: TimelineAsk) =>
  asksWords(ask) ? sql`entry e JOIN entry_search s ON s.entry_id = e.id` : sql`entry e`;

/** The conditions of a filter, each led by AND. They narrow what the policies show and never widen it. */
export function filterConditions(ask: TimelineAsk & { relatedTags?: string[] }): Sql {
  const tag = (...tags: string[]) => sql`AND s.tags && ${tags}::text[]`;
  const when = (wanted: unknown, condition: () => Sql) => (wanted === undefined ? nothing : condition());
  return join([
    when(ask.q, () => sql`AND s.document @@ to_tsquery('pg_catalog.simple', ${asTsquery(readTerms(ask.q ?? ""))})`),
    when(ask.kind, () => sql`AND e.kind = ANY (${ask.kind}::text[])`),
    when(ask.person, () => sql`AND e.actor_id = ${ask.person}::uuid`),
    when(ask.organisation, () => sql`AND e.organisation_id = ${ask.organisation}::uuid`),
    when(ask.system, () => tag(`system:${fold(ask.system ?? "")}`)),
    when(ask.technique, () => tag(`technique:${fold(ask.technique ?? "")}`)),
    when(ask.decision, () => tag(`decision:${fold(ask.decision ?? "")}`, `ref:${fold(ask.decision ?? "")}`)),
    when(ask.task, () => tag(`task:${fold(ask.task ?? "")}`, `ref:${fold(ask.task ?? "")}`)),
    when(ask.relatedTags, () => tag(...(ask.relatedTags ?? []))),
    when(ask.key, () => sql`AND e.is_key`),
    when(ask.written, () => sql`AND e.log_number IS NOT NULL`),
    when(ask.file, () => tag("file")),
    when(
      ask.late,
      () => sql`AND ${written} AND e.precision IN ('exact', 'about', 'between')
        AND e.recorded_at - coalesce(e.occurred_until, e.occurred_at) > make_interval(mins => ${LATE_MINUTES})`,
    ),
    // A span that reaches into the time asked for may have happened in it.
    when(
      ask.happenedFrom,
      () =>
        sql`AND (e.occurred_at >= ${ask.happenedFrom}::timestamptz OR e.occurred_until >= ${ask.happenedFrom}::timestamptz)`,
    ),
    when(ask.happenedTo, () => sql`AND e.occurred_at <= ${ask.happenedTo}::timestamptz`),
    when(ask.recordedFrom, () => sql`AND e.recorded_at >= ${ask.recordedFrom}::timestamptz`),
    when(ask.recordedTo, () => sql`AND e.recorded_at <= ${ask.recordedTo}::timestamptz`),
    when(ask.visibility, () => sql`AND e.audience = ANY (${ask.visibility?.map((one) => audienceOf[one])}::text[])`),
    when(ask.tlp, () => sql`AND e.tlp = ANY (${ask.tlp}::text[])`),
    when(ask.basis, () => basisIs(ask.basis ?? [])),
    when(ask.state, () => stateIs(ask.state ?? [], ask.known)),
    knownAt(ask.known),
  ]);
}

/** What was recorded until a moment; the second half says the same of the time of happening, for the index. */
export const knownAt = (known: string | undefined) =>
  known
    ? sql`AND e.recorded_at <= ${known}::timestamptz AND e.occurred_at <= ${known}::timestamptz + ${AHEAD}::interval`
    : nothing;

/** Only what is no fact has a tag. */
function basisIs(bases: readonly string[]): Sql {
  const tags = bases.map((basis) => `basis:${basis}`);
  const fact = bases.includes("fact") ? sql`OR NOT s.tags && ARRAY['basis:assessment', 'basis:opinion']` : nothing;
  return sql`AND ${written} AND (s.tags && ${tags}::text[] ${fact})`;
}

function stateIs(states: readonly string[], known: string | undefined): Sql {
  const until = known ?? "infinity";
  const is = (state: string) => states.includes(state);
  return sql`AND (${is("correction")} AND e.corrects_id IS NOT NULL
    OR ${is("corrected")} AND EXISTS (SELECT 1 FROM entry c WHERE c.corrects_id = e.id AND c.recorded_at <= ${until}::timestamptz)
    OR ${is("withdrawn")} AND EXISTS (SELECT 1 FROM entry w WHERE w.withdraws_id = e.id AND w.recorded_at <= ${until}::timestamptz))`;
}
