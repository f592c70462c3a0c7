import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import type { Tx } from "@/lib/kernel/db";
import { conflict } from "@/lib/kernel/errors";
import type { NewEntry } from "@/lib/record/append";
import { type CsvRow, columnName, needLine, type SaidNeed } from "./csv-fields";
import type { Kept, KeptRow } from "./csv-load";
import type { StagedSystem } from "./csv-plan";
import type { Change, FactName } from "./facts";

interface Writing {
  tx: Tx;
  actor: Actor;
  now: Date;
  kept: Kept;
}
/** A need that will be written. */
interface Added {
  systemId: string;
  needsId: string;
  need: SaidNeed;
}
/** A row that will be written: what will be kept of it, and what is kept of it now. */
type Written = StagedSystem & { next: CsvRow };

/**
 * Writes new and changed systems with their needs, in a few statements however many they are; answers a line of record for each act.
 * The caller holds the lock of the map. @throws Refusal conflict, when somebody changed one of them meanwhile
 */
export async function writeRows(writing: Writing, rows: readonly StagedSystem[]): Promise<NewEntry[]> {
  const written = rows.filter((one): one is Written => one.next !== null && /new|changed/.test(one.verdict));
  const ids = new Map(writing.kept.systems.map(({ code, id }) => [code, id]));
  await addAll(
    writing.tx,
    written.filter(({ kept }) => !kept),
    ids,
  );
  await changeAll(
    writing.tx,
    written.filter(({ kept, changes }) => kept && factChanges(changes).length > 0),
  );
  const needs = await writeNeeds(writing, written, ids);
  return written.flatMap((one) => [...entryOf(one, ids), ...(needs.get(one.code) ?? [])]);
}

const factChanges = (changes: StagedSystem["changes"]): Change[] =>
  changes.filter((change): change is Change & { field: FactName } => change.field !== "needs");

function entryOf({ code, next, kept, changes }: Written, ids: ReadonlyMap<string, string>): NewEntry[] {
  const line = { subjectType: "system", subjectId: ids.get(code) ?? "" };
  const data = { code, name: next.name };
  if (!kept) {
    const needs = next.needs.map(needLine);
    return [{ type: "system.added", ...line, data: { ...data, ...(needs.length > 0 && { needs }) } }];
  }
  const facts = factChanges(changes);
  return facts.length > 0 ? [{ type: "system.changed", ...line, data: { ...data, changes: facts } }] : [];
}

const factsAndPlan = ({ code: _code, needs: _needs, ...rest }: CsvRow) => {
  const { contacts, shutdownSteps, restoreSteps, probe, backupGoodAt, backupTestedAt, ...facts } = rest;
  return { facts, plan: { contacts, shutdownSteps, restoreSteps, probe, backupGoodAt, backupTestedAt } };
};

/** In two statements of plain SQL: for so many rows Prisma takes longer than Postgres. */
async function addAll(tx: Tx, rows: readonly Written[], ids: Map<string, string>): Promise<void> {
  if (rows.length === 0) return;
  const facts = JSON.stringify(rows.map(({ code, next }) => inColumns({ code, ...factsAndPlan(next).facts })));
  const added = await tx.$queryRaw<{ id: string; code: string }[]>`
    INSERT INTO system (code, name, local_name, kind, owner_id, operator_id, maintainer_id, host_id, tier, essential, rto_hours, mtpd_hours, rpo_hours,
      mbco, audiences, uses_per_day, uses_source, uses_on, deadlines, fallback, local_fallback, exposure, public_name, local_public_name, provenance)
    SELECT code, name, local_name, kind, owner_id, operator_id, maintainer_id, host_id, tier, essential, rto_hours, mtpd_hours, rpo_hours,
      mbco, audiences, uses_per_day, uses_source, uses_on, deadlines, fallback, local_fallback, exposure, public_name, local_public_name, provenance
    FROM jsonb_populate_recordset(NULL::system, ${facts}::jsonb) ON CONFLICT (code) DO NOTHING RETURNING id, code`;
  if (added.length < rows.length) throw conflict("catalogue-moved");
  for (const { id, code } of added) ids.set(code, id);
  const plans = JSON.stringify(
    rows.map(({ code, next }) => inColumns({ ...factsAndPlan(next).plan, systemId: ids.get(code) })),
  );
  await tx.$executeRaw`
    INSERT INTO system_plan (system_id, contacts, shutdown_steps, restore_steps, probe, backup_good_at, backup_tested_at)
    SELECT system_id, contacts, shutdown_steps, restore_steps, probe, backup_good_at, backup_tested_at
    FROM jsonb_populate_recordset(NULL::system_plan, ${plans}::jsonb)`;
}

/** In two statements: Prisma would send two for each system. */
async function changeAll(tx: Tx, rows: readonly Written[]): Promise<void> {
  if (rows.length === 0) return;
  const parts = rows.map(({ next, kept }) => ({ ...factsAndPlan(next), kept: kept as KeptRow }));
  const facts = JSON.stringify(
    parts.map((part) => inColumns({ ...part.facts, id: part.kept.id, version: part.kept.version })),
  );
  const plans = JSON.stringify(parts.map(({ plan, kept }) => inColumns({ ...plan, systemId: kept.id })));
  const count = await tx.$executeRaw`
    UPDATE system s SET name = n.name, local_name = n.local_name, kind = n.kind, owner_id = n.owner_id, operator_id = n.operator_id,
      maintainer_id = n.maintainer_id, host_id = n.host_id, tier = n.tier, essential = n.essential, rto_hours = n.rto_hours, mtpd_hours = n.mtpd_hours,
      rpo_hours = n.rpo_hours, mbco = n.mbco, audiences = n.audiences, uses_per_day = n.uses_per_day, uses_source = n.uses_source, uses_on = n.uses_on,
      deadlines = n.deadlines, fallback = n.fallback, local_fallback = n.local_fallback, exposure = n.exposure, public_name = n.public_name,
      local_public_name = n.local_public_name, provenance = n.provenance, version = s.version + 1
    FROM jsonb_populate_recordset(NULL::system, ${facts}::jsonb) n WHERE s.id = n.id AND s.version = n.version`;
  if (count < rows.length) throw conflict("catalogue-moved");
  await tx.$executeRaw`
    UPDATE system_plan p SET contacts = n.contacts, shutdown_steps = n.shutdown_steps, restore_steps = n.restore_steps, probe = n.probe,
      backup_good_at = n.backup_good_at, backup_tested_at = n.backup_tested_at
    FROM jsonb_populate_recordset(NULL::system_plan, ${plans}::jsonb) n WHERE p.system_id = n.system_id`;
}

const inColumns = (row: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [columnName(name), value]));

/** Needs that went, came or were confirmed; one that is another now is ended and added. Answers the lines of record by system. */
async function writeNeeds(
  { tx, actor, now, kept }: Writing,
  rows: readonly Written[],
  ids: ReadonlyMap<string, string>,
): Promise<Map<string, NewEntry[]>> {
  const lines = new Map<string, NewEntry[]>();
  const [ended, confirmed]: string[][] = [[], []];
  const added: Added[] = [];
  for (const { code, next, kept: before } of rows) {
    const { gone, come, sure } = needsOf(before?.needs ?? [], next.needs);
    const idOf = ({ needs }: SaidNeed) => kept.needIds.get(`${code} ${needs}`) ?? "";
    ended?.push(...gone.map(idOf));
    confirmed?.push(...sure.map(idOf));
    const systemId = ids.get(code) ?? "";
    added.push(...come.map((need) => ({ systemId, needsId: ids.get(need.needs) ?? "", need })));
    // A new system says what it needs in its own line.
    if (!before) continue;
    const line = { subjectType: "dependency", subjectId: systemId };
    lines.set(code, [
      ...gone.map(({ needs }): NewEntry => ({ type: "dependency.ended", ...line, data: { code, needs } })),
      ...come.map(
        ({ needs, kind, confirmed: is }): NewEntry => ({
          type: "dependency.added",
          ...line,
          data: { code, needs, kind, confirmed: is },
        }),
      ),
      ...sure.map(({ needs }): NewEntry => ({ type: "dependency.confirmed", ...line, data: { code, needs } })),
    ]);
  }
  const by = { confirmedAt: now, confirmedById: actor.personId };
  if (ended?.length) await tx.dependency.deleteMany({ where: { id: { in: ended } } });
  if (confirmed?.length)
    await tx.dependency.updateMany({ where: { id: { in: confirmed } }, data: { ...by, version: { increment: 1 } } });
  await addNeeds(tx, added, by);
  return lines;
}

async function addNeeds(
  tx: Tx,
  added: readonly Added[],
  by: { confirmedAt: Date; confirmedById: string },
): Promise<void> {
  if (added.length === 0) return;
  const rows = JSON.stringify(
    added.map(({ systemId, needsId, need: { needs: _code, confirmed, ...need } }) =>
      inColumns({ ...need, systemId, needsId, ...(confirmed && by) }),
    ),
  );
  await tx.$executeRaw`
    INSERT INTO dependency (system_id, needs_id, kind, "group", hosting, note, confirmed_at, confirmed_by_id)
    SELECT system_id, needs_id, kind, "group", hosting, note, confirmed_at, confirmed_by_id
    FROM jsonb_populate_recordset(NULL::dependency, ${rows}::jsonb)`;
}

function needsOf(before: readonly SaidNeed[], after: readonly SaidNeed[]) {
  const sameAs = (need: SaidNeed, other: SaidNeed) =>
    needLine({ ...need, confirmed: true }) === needLine({ ...other, confirmed: true });
  const gone = before.filter((need) => !after.some((other) => sameAs(need, other)));
  const come = after.filter((need) => !before.some((other) => sameAs(need, other)));
  const sure = after.filter(
    (need) => need.confirmed && before.some((other) => sameAs(need, other) && !other.confirmed),
  );
  return { gone, come, sure };
}
