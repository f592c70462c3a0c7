import "server-only";
import type { Tx } from "@/lib/kernel/db";
import { fold } from "@/lib/kernel/fold";
import type { CsvRow, SaidNeed } from "./csv-fields";
import type { CellRead } from "./csv-read";
import { listed, type NeedKind } from "./graph";
import { noPlan } from "./load";

/** A system as a table knows it, and what is needed to change it. */
export interface KeptRow extends CsvRow {
  id: string;
  version: number;
  retired: boolean;
}

export interface Kept {
  systems: KeptRow[];
  /** Ids of needs, under "code of the system, space, code of what it needs". */
  needIds: Map<string, string>;
  /** Names of organisations by their ids. */
  names: Map<string, string>;
  organisation: (said: string) => CellRead;
  /** The reader sees plans. */
  plans: boolean;
  /** The version of the map: it grows with every change of the catalogue. */
  version: string;
}

/** The whole catalogue as far as it exists for this session, in four plain reads. */
export async function loadKept(tx: Tx): Promise<Kept> {
  const found = await tx.system.findMany({ orderBy: { code: "asc" } });
  const plans = await tx.systemPlan.findMany();
  const needs = await tx.$queryRaw<(SaidNeed & { id: string; code: string; kind: NeedKind })[]>`
    SELECT d.id, s.code, n.code AS needs, d.kind, d."group", d.hosting, d.confirmed_at IS NOT NULL AS confirmed, d.note
    FROM dependency d JOIN system s ON s.id = d.system_id JOIN system n ON n.id = d.needs_id ORDER BY n.code`;
  const organisations = await tx.organisation.findMany({
    select: { id: true, name: true, localName: true, code: true },
  });
  const map = await tx.mapVersion.findFirst();
  const planById = new Map(plans.map(({ systemId, ...plan }) => [systemId, plan]));
  const needsByCode = new Map<string, SaidNeed[]>();
  for (const { id: _id, code, ...need } of needs) listed(needsByCode, code).push(need);
  return {
    systems: found.map(({ createdAt: _made, retiredAt, ...system }) => ({
      ...(system as unknown as Omit<KeptRow, "retired" | "needs">),
      ...((planById.get(system.id) ?? noPlan) as unknown as typeof noPlan),
      needs: needsByCode.get(system.code) ?? [],
      retired: retiredAt !== null,
    })) as KeptRow[],
    needIds: new Map(needs.map(({ id, code, needs: needed }) => [`${code} ${needed}`, id])),
    names: new Map(organisations.map(({ id, name }) => [id, name])),
    organisation: organisationFinder(organisations),
    plans: plans.length > 0,
    version: String(map?.version ?? 0),
  };
}

/** Finds an organisation by its name, its name in Albanian or its code; as it is written first, then without case and accents. */
function organisationFinder(
  organisations: readonly { id: string; name: string; localName: string | null; code: string | null }[],
): Kept["organisation"] {
  const exact = new Map<string, Set<string>>();
  const folded = new Map<string, Set<string>>();
  const note = (words: Map<string, Set<string>>, word: string, id: string) =>
    words.set(word, (words.get(word) ?? new Set()).add(id));
  for (const { id, name, localName, code } of organisations)
    for (const word of [name, localName, code]) {
      if (!word) continue;
      note(exact, word, id);
      note(folded, fold(word), id);
    }
  return (said) => {
    const ids = [...(exact.get(said) ?? folded.get(fold(said)) ?? [])];
    if (ids.length > 1) return { because: "several-organisations" };
    return ids[0] ? { value: ids[0] } : { because: "no-such-organisation" };
  };
}
