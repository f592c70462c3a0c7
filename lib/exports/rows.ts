import "server-only";
import { numberFor } from "@/lib/entries/load";
import type { Tx } from "@/lib/kernel/db";
import type { Language } from "@/lib/kernel/preferences";
import { nothing, sql } from "@/lib/kernel/sql";
import type { EntryType, reasonKinds } from "@/lib/record/catalog";
import { sentenceOf } from "@/lib/record/sentences";
import { strictest, type Tlp } from "@/lib/record/tlp";
import { chosen, inOrder, mayLeave, type Plan } from "./plan";
import type { ExportLine, ExportPreview, Link } from "./views";

const PAGE = 500;

interface Other {
  id: string;
  number: number | null;
}

interface RawLine
  extends Omit<
    ExportLine,
    "line" | "by" | "basis" | "title" | "text" | "corrects" | "correctedBy" | "withdraws" | "more"
  > {
  seq: bigint;
  number: number | null;
  author: string | null;
  organisation: string | null;
  role: string | null;
  body: string;
  earlier: Other | null;
  correctedBy: (Other & { reasonKind: (typeof reasonKinds)[number] }) | null;
}

/** Runs one short reading under the rights that the session has at that moment. */
export type Read = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/** The lines of a plan, a page at a time, so that any number of them fits in memory; each page is read with the rights of its moment. */
export async function* linesOf(read: Read, plan: Plan, language: Language, part = { skip: 0, take: Infinity }) {
  const places = await read((tx) => placesOf(tx, plan));
  let after: { occurredAt: Date; seq: bigint } | null = null;
  for (let line = part.skip; line < part.skip + part.take; ) {
    const last: typeof after = after;
    const size = Math.min(PAGE, part.skip + part.take - line);
    const page: RawLine[] = await read((tx) => pageOf(tx, plan, { last, size, skip: last ? 0 : part.skip }));
    for (const raw of page) yield toLine(raw, ++line, plan, places, language);
    if (page.length < size) return;
    after = page.at(-1) ?? null;
  }
}

const pageOf = (
  tx: Tx,
  plan: Plan,
  { last, size, skip }: { last: { occurredAt: Date; seq: bigint } | null; size: number; skip: number },
) => tx.$queryRaw<RawLine[]>`
  SELECT e.id, e.seq, e.type, e.kind, e.occurred_at AS "occurredAt", e.occurred_until AS "occurredUntil", e.precision, e.recorded_at AS "recordedAt",
    e.written_at AS "writtenAt", e.audience, e.tlp, e.is_key AS key, e.actor_role AS role, p.name AS author, g.name AS organisation, b.body,
    CASE WHEN e.log_number IS NULL THEN NULL ELSE ${numberFor(plan.outside, "e")} END AS number,
    coalesce((${earlier(plan)} AND o.id = e.corrects_id), (${earlier(plan)} AND o.id = e.withdraws_id)) AS earlier,
    (SELECT jsonb_build_object('id', c.id, 'number', ${numberFor(plan.outside, "c")}, 'reasonKind', cb.body::jsonb->>'reasonKind') FROM entry c
      JOIN entry_body cb ON cb.entry_id = c.id WHERE c.corrects_id = e.id AND ${mayLeave(plan, "c")} LIMIT 1) AS "correctedBy",
    (SELECT (cb.body::jsonb->>'afterSeconds')::int FROM entry c JOIN entry_body cb ON cb.entry_id = c.id
      WHERE c.withdraws_id = e.id AND ${mayLeave(plan, "c")} LIMIT 1) AS "withdrawnAfterSeconds"
  FROM entry e JOIN entry_body b ON b.entry_id = e.id LEFT JOIN person p ON p.id = e.actor_id LEFT JOIN organisation g ON g.id = e.organisation_id
  WHERE ${mayLeave(plan, "e")} ${chosen(plan)} ${last ? beyond(plan, last) : nothing}
  ORDER BY ${inOrder(plan)} LIMIT ${size} OFFSET ${skip}`;

const earlier = (plan: Plan) =>
  sql`SELECT jsonb_build_object('id', o.id, 'number', ${numberFor(plan.outside, "o")}) FROM entry o WHERE ${mayLeave(plan, "o")}`;

const beyond = ({ order }: Plan, last: { occurredAt: Date; seq: bigint }) =>
  order === "happened"
    ? sql`AND (e.occurred_at, e.seq) > (${last.occurredAt}, ${last.seq})`
    : sql`AND e.seq > ${last.seq}`;

/** On which line of the file each entry stands that another one corrects or withdraws, or that does so: links may point forward. */
async function placesOf(tx: Tx, plan: Plan): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ id: string; line: number }[]>`
    WITH linked AS (SELECT o.id, coalesce(o.corrects_id, o.withdraws_id) AS earlier FROM entry o
        WHERE ${mayLeave(plan, "o")} AND (o.corrects_id IS NOT NULL OR o.withdraws_id IS NOT NULL)),
      placed AS (SELECT e.id, row_number() OVER (ORDER BY ${inOrder(plan)})::int AS line FROM entry e WHERE ${mayLeave(plan, "e")} ${chosen(plan)})
    SELECT id, line FROM placed WHERE id IN (SELECT id FROM linked UNION ALL SELECT earlier FROM linked)`;
  return new Map(rows.map(({ id, line }) => [id, line]));
}

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);
const isWritten = (type: EntryType) => type === "entry.logged" || type === "entry.corrected";

function toLine(raw: RawLine, line: number, plan: Plan, places: Map<string, number>, language: Language): ExportLine {
  const { seq: _seq, number, author, organisation, role, body, earlier, correctedBy, ...rest } = raw;
  const numbered = plan.to === "oneself";
  const link = (to: Other): Link => ({
    id: to.id,
    line: places.get(to.id) ?? null,
    ...(numbered && to.number !== null && { number: to.number }),
  });
  const facts = {
    line,
    ...(numbered && { number }),
    ...rest,
    by: { name: author, organisation, role },
    correctedBy: correctedBy && { ...link(correctedBy), reasonKind: correctedBy.reasonKind },
  };
  const words = JSON.parse(body) as Record<string, unknown>;
  if (!isWritten(raw.type)) {
    const withdraws = (raw.type === "entry.withdrawn" || raw.type === "entry.undone") && earlier ? link(earlier) : null;
    const said = { ...words, number: (numbered && number) || line, of: nameOf(withdraws) };
    const text = sentenceOf(language, raw.type, said);
    return { ...facts, basis: null, title: null, text, corrects: null, withdraws, more: words };
  }
  const { text, title, basis, reasonKind, reason, ...more } = words;
  const kind = reasonKind as (typeof reasonKinds)[number];
  const corrects = raw.type === "entry.corrected" && earlier ? link(earlier) : null;
  return {
    ...facts,
    basis: textOf(basis) ?? "fact",
    title: textOf(title),
    text: textOf(text) ?? "",
    corrects: corrects && { ...corrects, reasonKind: kind, reason: textOf(reason) },
    withdraws: null,
    more,
  };
}

/** How a sentence names another line: by its number, by its place in the file, or by the beginning of its id. */
const nameOf = (link: Link | null) => (link ? (link.number ?? link.line ?? link.id.slice(0, 8)) : "");

/** What a plan amounts to, in one reading. `hidden` are the lines that the one who asks sees, and that may not leave. */
export async function measure(tx: Tx, plan: Plan): Promise<ExportPreview> {
  const whole: Plan = { ...plan, to: "oneself", ceiling: undefined };
  const [row] = await tx.$queryRaw<
    { lines: number; hidden: number; labels: Tlp[]; first: Date | null; last: Date | null }[]
  >`
    SELECT (count(*) FILTER (WHERE ${mayLeave(plan, "e")}))::int AS lines, (count(*) FILTER (WHERE NOT (${mayLeave(plan, "e")})))::int AS hidden,
      coalesce(array_agg(DISTINCT e.tlp) FILTER (WHERE ${mayLeave(plan, "e")}), '{}') AS labels,
      min(e.occurred_at) FILTER (WHERE ${mayLeave(plan, "e")}) AS first, max(e.occurred_at) FILTER (WHERE ${mayLeave(plan, "e")}) AS last
    FROM entry e WHERE ${mayLeave(whole, "e")} ${chosen(plan)}`;
  if (!row) throw new Error("an aggregate gave no row");
  const { labels, ...figures } = row;
  return { ...figures, strictest: labels.length > 0 ? strictest(...labels) : null };
}
