import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import type { Verdict } from "@/lib/access/may";
import { defineQuery } from "@/lib/entry/query";
import { loadIncident } from "@/lib/incidents/load";
import { mayImport } from "@/lib/incidents/policy";
import { ByRef } from "@/lib/incidents/schema";
import type { Tx } from "@/lib/kernel/db";
import { notFound, Refusal } from "@/lib/kernel/errors";
import { sha256Hex } from "@/lib/kernel/ids";
import { nothing, sql } from "@/lib/kernel/sql";
import { loadImport } from "./load";
import { mayIssueSheets, mayUndo } from "./policy";
import { ByImport, type CheckImport } from "./schema";
import { type StagedRow, sameness } from "./stage";
import { stagedRows } from "./staged";
import type { CheckedImport, ImportDetail, ImportRow, SheetRow } from "./views";

const LIST_MAX = 100;

const batches = (tx: Tx, incidentId: string, where = nothing) => tx.$queryRaw<
  (ImportRow & Pick<ImportDetail, "photoId" | "photoName">)[]
>`
  SELECT b.id, b.file, b.sha256, b.sheet, b.rows, b.audience, b.added_at AS "addedAt", a.name AS "addedBy", b.photo_id AS "photoId", f.name AS "photoName",
    b.undone_at AS "undoneAt", u.name AS "undoneBy", b.undone_reason AS "undoneReason"
  FROM import_batch b LEFT JOIN person a ON a.id = b.added_by_id LEFT JOIN person u ON u.id = b.undone_by_id LEFT JOIN file f ON f.id = b.photo_id
  WHERE b.incident_id = ${incidentId}::uuid ${where} ORDER BY b.added_at DESC LIMIT ${LIST_MAX}`;

/** Imports of an incident that this reader may know of, newest first, and whether they may add one; null when the incident does not exist for them. */
export const listImports = (actor: Actor, ref: string): Promise<{ rows: ImportRow[]; add: Verdict } | null> =>
  asActor(actor.token, async (tx, reader) => {
    const incident = await loadIncident(tx, ref);
    return incident && { rows: await batches(tx, incident.id), add: mayImport(reader, incident) };
  });

/** One import; null when it does not exist for this reader. */
export const getImport = (actor: Actor, ref: string, id: string): Promise<ImportDetail | null> =>
  asActor(actor.token, async (tx, reader) => {
    const batch = await loadImport(tx, ref, id);
    const [row] = batch ? await batches(tx, batch.incident.id, sql`AND b.id = ${id}::uuid`) : [];
    if (!batch || !row) return null;
    const [figures] = await tx.$queryRaw<
      { first: number | null; last: number | null; withdrawn: number; corrected: number }[]
    >`SELECT min(e.log_number) AS first, max(e.log_number) AS last,
        (count(*) FILTER (WHERE EXISTS (SELECT 1 FROM entry w WHERE w.withdraws_id = e.id)))::int AS withdrawn,
        (count(*) FILTER (WHERE EXISTS (SELECT 1 FROM entry c WHERE c.corrects_id = e.id)))::int AS corrected
      FROM entry e WHERE e.subject_type = 'import' AND e.subject_id = ${id}::uuid AND e.type = 'entry.logged'`;
    const { first = null, last = null, withdrawn = 0, corrected = 0 } = figures ?? {};
    return {
      ...row,
      numbers: first === null || last === null ? null : { first, last },
      withdrawn,
      corrected,
      abilities: { undo: mayUndo(reader, batch) },
    };
  });

/** Reads a file as an import would, adds nothing, and says which rows stand in the log already. @throws Refusal */
export const checkImport = (actor: Actor, file: CheckImport): Promise<CheckedImport> =>
  asActor(actor.token, async (tx, reader, now) => {
    const incident = await loadIncident(tx, file.ref);
    if (!incident) throw notFound();
    const verdict = mayImport(reader, incident);
    if (!verdict.ok) throw new Refusal("forbidden", verdict.because);
    const rows = await stagedRows(file, now);
    return {
      rows,
      duplicates: await duplicatesOf(tx, incident.id, rows),
      earlier: await batches(tx, incident.id, sql`AND b.sha256 = ${sha256Hex(file.content)}`),
    };
  });

/** Rows that say what an entry of the same minute says; withdrawn entries do not count. */
async function duplicatesOf(tx: Tx, incidentId: string, rows: StagedRow[]): Promise<CheckedImport["duplicates"]> {
  const times = rows.flatMap(({ at, problem }) => (at && !problem ? [at.getTime()] : []));
  if (times.length === 0) return [];
  const [from, to] = times.reduce(
    ([least, most], at) => [Math.min(least, at), Math.max(most, at)],
    [Number.POSITIVE_INFINITY, 0],
  );
  const minutes = [...new Set(times.map((at) => Math.floor(at / 60_000)))];
  const known = await tx.$queryRaw<{ number: number; at: Date; text: string }[]>`
    SELECT e.log_number AS number, e.occurred_at AS at, b.body::jsonb->>'text' AS text
    FROM entry e JOIN entry_body b ON b.entry_id = e.id
    WHERE e.incident_id = ${incidentId}::uuid AND e.audience <> 'audit' AND e.type IN ('entry.logged', 'entry.corrected')
      AND e.occurred_at >= ${new Date(from - 60_000)} AND e.occurred_at <= ${new Date(to + 60_000)}
      AND floor(extract(epoch FROM e.occurred_at) / 60)::bigint = ANY (${minutes}::bigint[])
      AND NOT EXISTS (SELECT 1 FROM entry w WHERE w.withdraws_id = e.id)`;
  const numbers = new Map(known.map((entry) => [sameness(entry), entry.number]));
  return rows.flatMap((row) => {
    const number = row.at && numbers.get(sameness(row));
    return number ? [{ row: row.row, number }] : [];
  });
}

/** Which sheet numbers are out, newest first, and whether this reader may take the next ones. */
export const listSheets = (actor: Actor, ref: string): Promise<{ rows: SheetRow[]; issue: Verdict } | null> =>
  asActor(actor.token, async (tx, reader) => {
    const incident = await loadIncident(tx, ref);
    if (!incident) return null;
    const rows = await tx.$queryRaw<SheetRow[]>`
      SELECT s.first, s.last, s.issued_at AS "issuedAt", p.name AS "issuedBy"
      FROM sheet_issue s LEFT JOIN person p ON p.id = s.issued_by_id
      WHERE s.incident_id = ${incident.id}::uuid ORDER BY s.first DESC LIMIT ${LIST_MAX}`;
    return { rows, issue: mayIssueSheets(reader, incident) };
  });

export const importsQuery = defineQuery({
  name: "imports",
  input: ByRef,
  read: (actor, { ref }) => listImports(actor, ref),
});
export const importQuery = defineQuery({
  name: "import",
  input: ByImport,
  read: (actor, { ref, id }) => getImport(actor, ref, id),
});
export const sheetsQuery = defineQuery({
  name: "sheets",
  input: ByRef,
  read: (actor, { ref }) => listSheets(actor, ref),
});
