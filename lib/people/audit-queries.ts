import "server-only";
import { z } from "zod";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import { permissions } from "@/lib/access/permissions";
import { defineQuery } from "@/lib/entry/query";
import { env } from "@/lib/kernel/env";
import type { Language } from "@/lib/kernel/preferences";
import { sayIn } from "@/lib/kernel/say";
import { catalog, type EntryType } from "@/lib/record/catalog";
import { sentenceOf } from "@/lib/record/sentences";
import { isWhyRefused } from "./door";
import { isFactor } from "./open-session";
import { ListAudit } from "./schema";
import type { AuditRow } from "./views";

const PAGE = 100;
const Words = z.record(z.string(), z.unknown());

/** Closed words of a line, in the reader's language: why a sign-in was refused, with what somebody signed in, which verb was refused. */
function inWords(language: Language, words: Record<string, unknown>): Record<string, unknown> {
  const { why, factor, verb } = words;
  return {
    ...words,
    ...(isWhyRefused(why) && { why: sayIn(language, "people")(`why.${why}`) }),
    ...(isFactor(factor) && { factor: sayIn(language, "people")(`factor.${factor}`) }),
    ...(typeof verb === "string" && verb in permissions && { verb: sayIn(language, "access")(`verb.${verb}`) }),
  };
}

/** The platform's audit trail, newest first: sign-ins, refusals, people and roles. Row-level security shows it to administrators only. */
export const listAudit = (actor: Actor, before?: string): Promise<{ rows: AuditRow[]; next: string | null }> =>
  asActor(actor.token, async (tx, reader) => {
    const language = reader.language ?? env().KULLA_LANGUAGE;
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
              language,
              line.type as EntryType,
              inWords(language, Words.parse(JSON.parse(line.body?.body ?? "{}"))),
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
