import "server-only";
import type { z } from "zod";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import { filesNamedInText, type NamedFile } from "@/lib/bundle/named-files";
import { defineQuery } from "@/lib/entry/query";
import { env } from "@/lib/kernel/env";
import { invalid } from "@/lib/kernel/errors";
import type { Language } from "@/lib/kernel/preferences";
import { nothing, sql } from "@/lib/kernel/sql";
import { type RawForeign, toForeignRow } from "./rows";
import { type ByForeignFile, ById, ListForeign } from "./schema";
import type { ForeignLogHead, ForeignLogRow, ForeignPage } from "./views";

const PAGE = 50;
/** Only what the reader may see is counted. */
const entryCount = sql`(SELECT count(*)::int FROM (SELECT 1 FROM foreign_line n WHERE n.log_id = f.id AND n.log_number IS NOT NULL LIMIT 10001) counted)`;

/** Records made elsewhere, newest import first; none for whoever may not know of them. */
export const listForeign = (actor: Actor): Promise<ForeignLogRow[]> =>
  asActor(
    actor.token,
    (tx) => tx.$queryRaw<ForeignLogRow[]>`
      SELECT f.id, f.origin, f.ref, f.name, f.exercise, b.imported_at AS "importedAt", ${entryCount} AS entries
      FROM foreign_log f JOIN LATERAL (SELECT * FROM foreign_bundle x WHERE x.log_id = f.id ORDER BY x.size DESC LIMIT 1) b ON true
      ORDER BY b.imported_at DESC, f.ref`,
  );

/** One record made elsewhere, newest happening first, in pages; null when it does not exist for this reader. */
export const getForeign = (
  actor: Actor,
  id: string,
  { before, language }: { before?: string | undefined; language: Language },
): Promise<ForeignPage | null> =>
  asActor(actor.token, async (tx) => {
    const [log] = await tx.$queryRaw<ForeignLogHead[]>`
      SELECT f.id, f.origin, f.ref, f.name, f.exercise, f.zone, f.public_key AS "publicKey", b.size::int AS size, ${entryCount} AS entries,
        b.imported_at AS "importedAt", b.made_at AS "madeAt", b.made_by AS "madeBy"
      FROM foreign_log f JOIN foreign_bundle b ON b.log_id = f.id WHERE f.id = ${id}::uuid ORDER BY b.size DESC LIMIT 1`;
    if (!log) return null;
    const found = await tx.$queryRaw<RawForeign[]>`
      SELECT l.seq, l.log_number AS number, l.type, l.kind, l.occurred_at AS "occurredAt", l.occurred_until AS "occurredUntil", l.precision,
        l.recorded_at AS "recordedAt", l.audience, l.tlp, l.is_key AS key, l.actor_role AS "actorRole", p.name, p.organisation, b.body,
        (SELECT o.log_number FROM foreign_line o WHERE o.log_id = l.log_id AND o.entry_id = coalesce(l.corrects_id, l.withdraws_id)) AS of,
        l.corrects_id IS NOT NULL AS "isCorrection",
        (SELECT c.log_number FROM foreign_line c WHERE c.log_id = l.log_id AND c.corrects_id = l.entry_id LIMIT 1) AS "correctedBy",
        EXISTS (SELECT 1 FROM foreign_line w WHERE w.log_id = l.log_id AND w.withdraws_id = l.entry_id) AS withdrawn,
        (SELECT coalesce(jsonb_object_agg(k.sha256, k.size), '{}') FROM foreign_line_file n JOIN foreign_file k ON k.log_id = n.log_id AND k.sha256 = n.sha256
          WHERE n.log_id = l.log_id AND n.seq = l.seq) AS kept
      FROM foreign_line l LEFT JOIN foreign_body b ON b.log_id = l.log_id AND b.seq = l.seq
        LEFT JOIN foreign_person p ON p.log_id = l.log_id AND p.person_id = l.actor_id
      WHERE l.log_id = ${id}::uuid AND l.audience <> 'audit' ${before ? olderThan(before) : nothing}
      ORDER BY l.occurred_at DESC, l.seq DESC LIMIT ${PAGE + 1}::int`;
    const page = found.slice(0, PAGE);
    const last = page.at(-1);
    return {
      log,
      rows: page.map((row) => toForeignRow(row, language)),
      next: found.length > PAGE && last ? cursorOf(last) : null,
    };
  });

/** A file of a record made elsewhere, under the name that a line gives it which this reader may read; null when there is none. */
export const getForeignFile = (
  actor: Actor,
  { id, sha256 }: z.output<typeof ByForeignFile>,
): Promise<(NamedFile & { size: number }) | null> =>
  asActor(actor.token, async (tx) => {
    const [found] = await tx.$queryRaw<{ size: number; body: string }[]>`
      SELECT f.size, b.body FROM foreign_file f JOIN foreign_line_file n ON n.log_id = f.log_id AND n.sha256 = f.sha256
        JOIN foreign_body b ON b.log_id = n.log_id AND b.seq = n.seq
      WHERE f.log_id = ${id}::uuid AND f.sha256 = ${sha256} ORDER BY n.seq LIMIT 1`;
    const named = filesNamedInText(found?.body ?? null).find((file) => file.sha256 === sha256);
    return found && named ? { ...named, size: found.size } : null;
  });

const cursorOf = ({ occurredAt, seq }: RawForeign) =>
  Buffer.from(`${occurredAt.toISOString()}_${seq}`).toString("base64url");

function olderThan(cursor: string) {
  const [at, seq] = Buffer.from(cursor, "base64url").toString().split("_");
  if (!at || !seq || !/^\d{1,18}$/.test(seq) || Number.isNaN(Date.parse(at))) throw invalid({ before: "invalid" });
  return sql`AND (l.occurred_at, l.seq) < (${new Date(at)}, ${BigInt(seq)})`;
}

export const foreignLogsQuery = defineQuery({
  name: "foreign-logs",
  input: ListForeign,
  read: (actor) => listForeign(actor),
});

export const foreignLogQuery = defineQuery({
  name: "foreign-log",
  input: ById,
  read: (actor, { id, before }) => getForeign(actor, id, { before, language: actor.language ?? env().KULLA_LANGUAGE }),
});
