import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import { unnamedFiles } from "@/lib/files/load";
import type { Tx } from "@/lib/kernel/db";
import { invalid } from "@/lib/kernel/errors";
import type { KeptFile, WrittenWords } from "@/lib/record/catalog";
import { isOutside } from "./policy";
import type { AddEntry } from "./schema";

type Words = Partial<WrittenWords>;

/**
 * What an entry says beyond its text, as it stands in the record: files with their hashes, people with their names.
 * Only what has to be looked up costs a look.
 * @throws Refusal invalid
 */
export async function wordsOf(token: string, said: AddEntry, key: string): Promise<Words> {
  const plain: Words = {
    ...(said.systems?.length && { systems: [...new Set(said.systems)] }),
    ...(said.attack?.length && { attack: [...new Set(said.attack)] }),
    ...(said.sourceKind && { sourceKind: said.sourceKind }),
    ...(said.admiralty && { admiralty: said.admiralty }),
  };
  if (!said.files?.length && !said.mentions?.length && !said.onBehalfOf) return plain;
  return asActor(token, async (tx, actor) => {
    const incident = await tx.incident.findUnique({ where: { ref: said.ref }, select: { id: true } });
    // Nothing is said about an incident that does not exist for them; the ledger refuses the entry.
    if (!incident) return plain;
    const mentions = await mentioned(tx, actor, incident.id, said.mentions ?? []);
    const files = await named(tx, incident.id, said.files ?? [], key);
    const onBehalfOf = said.onBehalfOf && (await member(tx, incident.id, said.onBehalfOf));
    return {
      ...plain,
      ...(mentions.length && { mentions }),
      ...(onBehalfOf && onBehalfOf.id !== actor.personId && { onBehalfOf }),
      ...(files.length && { files }),
    };
  });
}

/** A number that is no entry for the writer stays what it is: text. Outside responders count for themselves, so theirs say nothing to others. */
async function mentioned(tx: Tx, actor: Actor, incidentId: string, numbers: readonly number[]): Promise<number[]> {
  if (numbers.length === 0 || isOutside(actor, incidentId)) return [];
  const rows = await tx.entry.findMany({
    where: { incidentId, logNumber: { in: [...numbers] } },
    select: { logNumber: true },
    orderBy: { logNumber: "asc" },
  });
  return rows.flatMap(({ logNumber }) => logNumber ?? []);
}

async function named(tx: Tx, incidentId: string, ids: readonly string[], key: string): Promise<KeptFile[]> {
  const wanted = [...new Set(ids)];
  const found = wanted.length ? await unnamedFiles(tx, incidentId, wanted, key) : [];
  return wanted.map((id) => {
    const file = found.find((one) => one.id === id);
    if (!file) throw invalid({ files: "no-such-file" });
    return file;
  });
}

async function member(tx: Tx, incidentId: string, personId: string): Promise<{ id: string; name: string }> {
  const [person] = await tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT p.id::text AS id, p.name FROM person p WHERE p.id = ${personId}::uuid AND EXISTS (SELECT 1 FROM membership m
      WHERE m.person_id = p.id AND m.incident_id = ${incidentId}::uuid AND m.starts_at <= now() AND (m.ends_at IS NULL OR m.ends_at > now()))`;
  if (!person) throw invalid({ onBehalfOf: "no-such-person" });
  return person;
}
