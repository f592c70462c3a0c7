import "server-only";
import { z } from "zod";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import { defineQuery } from "@/lib/entry/query";
import { catalog, type EntryType } from "@/lib/record/catalog";
import { sentenceOf } from "@/lib/record/sentences";
import { ListAudit } from "./schema";
import type { AuditRow } from "./views";

const PAGE = 100;
const Words = z.record(z.string(), z.unknown());

/** The platform's audit trail, newest first: sign-ins, refusals, people and roles. Row-level security shows it to administrators only. */
export const listAudit = (actor: Actor, before?: string): Promise<{ rows: AuditRow[]; next: string | null }> =>
  asActor(actor.token, async (tx, reader) => {
    const found = await tx.entry.findMany({
      where: { incidentId: null, audience: "audit", ...(before && { seq: { lt: BigInt(before) } }) },
      include: { body: true },
      orderBy: { seq: "desc" },
      take: PAGE + 1,
    });
    const page = found.slice(0, PAGE);
    const people = await tx.person.findMany({
      where: { id: { in: page.flatMap(({ actorId }) => actorId ?? []) } },
      select: { id: true, name: true },
    });
    const names = new Map(people.map(({ id, name }) => [id, name]));
    const rows = page.map((line) => ({
      id: line.id,
      seq: String(line.seq),
      recordedAt: line.recordedAt,
      type: line.type,
      sentence:
        line.type in catalog
          ? sentenceOf(
              reader.language ?? "en",
              line.type as EntryType,
              Words.parse(JSON.parse(line.body?.body ?? "{}")),
            )
          : line.type,
      by: line.actorId ? (names.get(line.actorId) ?? null) : null,
    }));
    return { rows, next: found.length > PAGE ? (rows.at(-1)?.seq ?? null) : null };
  });

export const auditQuery = defineQuery({
  name: "audit",
  input: ListAudit,
  read: (actor, { before }) => listAudit(actor, before),
});
