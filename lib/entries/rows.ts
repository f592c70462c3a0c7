import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import type { Tx } from "@/lib/kernel/db";
import { sql } from "@/lib/kernel/sql";
import { type EntryType, Imported, type WrittenWords } from "@/lib/record/catalog";
import { sentenceOf } from "@/lib/record/sentences";
import { numberFor } from "./load";
import { type EntryFacts, isOutside, mayCorrect, mayWithdraw } from "./policy";
import { WITHDRAW_SECONDS } from "./schema";
import type { EntryRow, SourceRef, TimelineRow } from "./views";

/** What the timeline's one query brings back for a line. */
export interface RawLine
  extends Omit<
    EntryRow,
    | "row"
    | "by"
    | "attack"
    | "imported"
    | "sources"
    | "abilities"
    | "lateMinutes"
    | "canWithdrawUntil"
    | "truncated"
    | "systems"
    | "mentions"
    | "onBehalfOf"
    | "files"
  > {
  type: EntryType;
  seq: bigint;
  incidentId: string;
  actorId: string | null;
  organisationId: string | null;
  authorName: string | null;
  authorOrganisation: string | null;
  actorRole: string | null;
  length: number;
  words: Record<string, unknown>;
  readers: string[];
}

const CUT = 1200;

/** The columns of a line; `cut` false brings the whole text; corrections and withdrawals that came after `known` are not applied yet. */
export const lineColumns = (outside: boolean, cut: boolean, known = "infinity") => sql`
  e.id, e.seq, e.type, e.incident_id AS "incidentId", e.actor_id AS "actorId", e.organisation_id AS "organisationId", e.actor_role AS "actorRole", e.kind, e.occurred_at AS "occurredAt",
  e.occurred_until AS "occurredUntil", e.precision, e.recorded_at AS "recordedAt", e.written_at AS "writtenAt", e.audience, e.tlp, e.is_key AS key,
  CASE WHEN e.log_number IS NULL THEN NULL ELSE ${numberFor(outside, "e")} END AS number,
  p.name AS "authorName", o.name AS "authorOrganisation", b.doc - 'text' AS words,
  ${cut ? sql`left(b.doc->>'text', ${CUT}::int)` : sql`b.doc->>'text'`} AS text, coalesce(length(b.doc->>'text'), 0) AS length,
  CASE WHEN e.audience = 'named' THEN ARRAY(SELECT x.name FROM entry_reader r JOIN person x ON x.id = r.person_id WHERE r.entry_id = e.id ORDER BY x.name) ELSE '{}' END AS readers,
  (SELECT jsonb_build_object('number', ${numberFor(outside, "c")}, 'reasonKind', cb.body::jsonb->>'reasonKind') FROM entry c JOIN entry_body cb ON cb.entry_id = c.id WHERE c.corrects_id = e.id AND c.recorded_at <= ${known}::timestamptz
    AND NOT EXISTS (SELECT 1 FROM entry w WHERE w.withdraws_id = c.id AND w.recorded_at <= ${known}::timestamptz) LIMIT 1) AS "correctedBy",
  coalesce((SELECT jsonb_build_object('number', ${numberFor(outside, "o")}) FROM entry o WHERE o.id = e.corrects_id),
    (SELECT jsonb_build_object('number', ${numberFor(outside, "o")}) FROM entry o WHERE o.id = e.withdraws_id)) AS corrects,
  (SELECT (wb.body::jsonb->>'afterSeconds')::int FROM entry w JOIN entry_body wb ON wb.entry_id = w.id WHERE w.withdraws_id = e.id AND w.recorded_at <= ${known}::timestamptz LIMIT 1) AS "withdrawnAfterSeconds"`;

export const lineTables = sql`entry e
  JOIN LATERAL (SELECT x.body::jsonb AS doc FROM entry_body x WHERE x.entry_id = e.id) b ON true
  LEFT JOIN person p ON p.id = e.actor_id LEFT JOIN organisation o ON o.id = e.organisation_id`;

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);

/** Turns raw lines into view rows: names of techniques and sources, lateness, abilities, sentences. */
export async function toRows(
  tx: Tx,
  actor: Actor,
  now: Date,
  lines: RawLine[],
  language: "en" | "sq",
): Promise<TimelineRow[]> {
  const written = lines.filter(isWritten);
  const techniques = await namesOf(tx, written);
  const sources = await sourcesOf(tx, written);
  return lines.map((line) => {
    const by = {
      name: line.authorName ?? "",
      organisation: line.authorOrganisation ?? "",
      role: line.actorRole?.split(" ")[0] ?? null,
    };
    if (!isWritten(line)) {
      const sentence = sentenceOf(language, line.type, {
        ...line.words,
        number: line.number ?? 0,
        of: line.corrects?.number ?? 0,
      });
      return {
        row: "act",
        id: line.id,
        type: line.type,
        sentence,
        occurredAt: line.occurredAt,
        recordedAt: line.recordedAt,
        by,
      };
    }
    return entryRow(line, actor, now, by, techniques, sources);
  });
}

const isWritten = (line: RawLine) => line.type === "entry.logged" || line.type === "entry.corrected";

function entryRow(
  line: RawLine,
  actor: Actor,
  now: Date,
  by: EntryRow["by"],
  techniques: Map<string, string>,
  sources: Map<string, SourceRef>,
): EntryRow {
  const { words } = line;
  const facts: EntryFacts = {
    ...line,
    corrected: line.correctedBy !== null,
    withdrawn: line.withdrawnAfterSeconds !== null,
  };
  const withdraw = mayWithdraw(actor, facts, now);
  const clocked = line.precision === "exact" || line.precision === "about";
  const reasonKind = textOrNull(words["reasonKind"]) as NonNullable<EntryRow["corrects"]>["reasonKind"] | null;
  return {
    row: "entry",
    id: line.id,
    number: line.number,
    kind: line.kind,
    basis: (textOrNull(words["basis"]) ?? "fact") as EntryRow["basis"],
    title: textOrNull(words["title"]),
    text: line.text,
    truncated: line.length > line.text.length,
    occurredAt: line.occurredAt,
    occurredUntil: line.occurredUntil,
    precision: line.precision,
    recordedAt: line.recordedAt,
    writtenAt: line.writtenAt,
    lateMinutes: clocked
      ? Math.max(0, Math.floor((line.recordedAt.getTime() - line.occurredAt.getTime()) / 60_000))
      : null,
    by,
    tlp: line.tlp,
    audience: line.audience,
    key: line.key,
    category: textOrNull(words["category"]),
    systems: list(words["systems"]),
    attack: list(words["attack"]).map((id) => ({ id, name: techniques.get(id) ?? "" })),
    sources: list(words["sources"]).flatMap((code) => sources.get(`${line.incidentId} ${code}`) ?? []),
    provenance: textOrNull(words["provenance"]) as EntryRow["provenance"],
    admiralty: textOrNull(words["admiralty"]),
    sourceKind: textOrNull(words["sourceKind"]) as EntryRow["sourceKind"],
    mentions: isOutside(actor, line.incidentId) ? [] : ((words["mentions"] ?? []) as number[]),
    onBehalfOf: textOrNull((words["onBehalfOf"] as WrittenWords["onBehalfOf"])?.name),
    files: (words["files"] ?? []) as EntryRow["files"],
    imported: Imported.safeParse(words["imported"]).data ?? null,
    correctedBy: line.correctedBy,
    corrects: line.corrects &&
      reasonKind && { number: line.corrects.number, reasonKind, reason: textOrNull(words["reason"]) },
    withdrawnAfterSeconds: line.withdrawnAfterSeconds,
    canWithdrawUntil: withdraw.ok ? new Date(line.recordedAt.getTime() + WITHDRAW_SECONDS * 1000) : null,
    abilities: { correct: mayCorrect(actor, facts), withdraw },
  };
}

async function namesOf(tx: Tx, lines: RawLine[]): Promise<Map<string, string>> {
  const ids = [...new Set(lines.flatMap((line) => list(line.words["attack"])))];
  const found = ids.length
    ? await tx.attackTechnique.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
    : [];
  return new Map(found.map(({ id, name }) => [id, name]));
}

async function sourcesOf(tx: Tx, lines: RawLine[]): Promise<Map<string, SourceRef>> {
  const codes = [...new Set(lines.flatMap((line) => list(line.words["sources"])))];
  const incidents = [...new Set(lines.map((line) => line.incidentId))];
  const found = codes.length
    ? await tx.source.findMany({ where: { code: { in: codes }, incidentId: { in: incidents } } })
    : [];
  return new Map(
    found.map((one) => [
      `${one.incidentId} ${one.code}`,
      { id: one.code, title: one.title, url: one.url, date: one.publishedOn },
    ]),
  );
}
