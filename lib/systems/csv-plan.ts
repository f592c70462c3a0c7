import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { fieldsOf } from "@/lib/entry/fields";
import { unguard } from "@/lib/exports/csv-cell";
import { withoutTricks } from "@/lib/exports/plain";
import type { Table } from "@/lib/imports/table";
import { changesOf } from "./changes";
import { factsOf } from "./csv-facts";
import { type CsvColumns, type CsvField, type CsvRow, cellOf, csvFields, needLine, type SaidNeed } from "./csv-fields";
import type { Kept, KeptRow } from "./csv-load";
import { readNeeds } from "./csv-read";
import { circleIn, compare } from "./graph";
import { mayKeep } from "./policy";
import { planRow, systemRow } from "./rows";
import { AddDependency, AddSystem } from "./schema";
import type { ImportedRow, ImportFault } from "./views";

/** A row of a file, read, checked, and compared with the catalogue. */
export interface StagedSystem extends ImportedRow {
  kept: KeptRow | null;
  /** All that the catalogue would keep of it; null while something is wrong with it. */
  next: CsvRow | null;
}

/**
 * Every row of a table with what it would do, or what is wrong with it. A column that the file does not have changes nothing; an empty cell of one
 * that it has takes the value away. A cell that says what Kulla itself would write stays as it is.
 */
export function planRows(
  actor: Actor,
  { rows }: Pick<Table, "rows">,
  columns: CsvColumns,
  kept: Kept,
): { rows: StagedSystem[]; circle: string[] | null } {
  const byCode = new Map(kept.systems.map((system) => [system.code, system]));
  const first = new Map<string, number>();
  const staged = rows.map(({ row, cells, broken }) => {
    const said = (field: CsvField) => {
      const at = columns[field];
      return at === null ? null : plain(cells[at] ?? "");
    };
    const code = (said("code") ?? "").toUpperCase();
    const sameAs = (code && first.get(code)) || null;
    if (!sameAs) first.set(code, row);
    const one = stageRow(actor, { row, code, broken, said }, byCode.get(code) ?? null, kept);
    if (sameAs) fault(one, { field: "code", because: "code-twice", sameAs });
    return one;
  });
  checkNeeded(staged, byCode);
  return { rows: staged, circle: checkCircle(staged, kept) };
}

/** A cell as it was before it was guarded against formulas. */
const plain = (cell: string) => unguard(cell).replace(/\r\n?/g, "\n").trim();

interface Said {
  row: number;
  code: string;
  broken: boolean;
  /** Null for a field that the file does not have. */
  said: (field: CsvField) => string | null;
}

function stageRow(actor: Actor, { row, code, broken, said }: Said, known: KeptRow | null, kept: Kept): StagedSystem {
  const name = said("name") ?? known?.name ?? "";
  const one: StagedSystem = { row, code, name, verdict: "new", changes: [], faults: [], kept: known, next: null };
  if (broken) return fault(one, { field: null, because: "row-broken" });
  const changed = csvFields.filter((field) => {
    const cell = said(field);
    return cell !== null && field !== "code" && !(known && cell === plainly(cellOf(field, known, kept.names)));
  });
  if (known && changed.length === 0) return { ...one, verdict: "unchanged" };
  const { raw, faults } = factsOf(changed, (field) => said(field) ?? "", known, kept);
  for (const wrong of faults) fault(one, wrong);
  const parsed = AddSystem.safeParse({ ...raw, code });
  if (!parsed.success)
    for (const [path, because] of Object.entries(fieldsOf(parsed.error))) {
      const field = path.split(".")[0] as CsvField;
      // What could not be read was said already.
      if (!one.faults.some((wrong) => wrong.field === field)) fault(one, { field, because });
    }
  const needs = changed.includes("needs") ? needsOf(one, said("needs") ?? "") : (known?.needs ?? []);
  if (!parsed.success || !needs || one.faults.length > 0) return one;
  const next: CsvRow = { code, ...systemRow(parsed.data), ...planRow(parsed.data), needs };
  const keepers = [next, ...(known ? [known] : [])];
  if (!keepers.every((system) => mayKeep(actor, "system.import", system).ok))
    return fault(one, { field: "owner", because: "not-your-system" });
  if (known?.retired) return fault(one, { field: "code", because: "retired-row" });
  one.next = next;
  if (!known) return one;
  one.changes = [...changesOf(known, next, kept.names), ...needChange(known.needs, needs)];
  one.verdict = one.changes.length > 0 ? "changed" : "unchanged";
  return one;
}

const plainly = (text: string) => withoutTricks(text).trim();

function fault(one: StagedSystem, wrong: ImportFault): StagedSystem {
  one.faults.push(wrong);
  return Object.assign(one, { verdict: "bad", changes: [], next: null });
}

/** The needs of a cell, each as the form of a need would have it; null when something is wrong with one. */
function needsOf(one: StagedSystem, cell: string): SaidNeed[] | null {
  const needs = readNeeds(cell);
  const wrong = Array.isArray(needs)
    ? needs.flatMap((need) => {
        const parsed = AddDependency.safeParse({ code: one.code, ...need });
        return parsed.success ? [] : Object.values(fieldsOf(parsed.error));
      })
    : [needs.because];
  if (wrong[0] || !Array.isArray(needs)) {
    fault(one, { field: "needs", because: wrong[0] ?? "invalid" });
    return null;
  }
  const before = new Map(one.kept?.needs.map((need) => [need.needs, need]));
  return needs.map((need) => settled(need, before.get(need.needs))).toSorted((a, b) => compare(a.needs, b.needs));
}

/** What is confirmed stays so: a file can confirm a need and never doubt one. */
const settled = (need: SaidNeed, before: SaidNeed | undefined): SaidNeed =>
  before && needLine({ ...need, confirmed: true }) === needLine({ ...before, confirmed: true })
    ? { ...need, confirmed: need.confirmed || before.confirmed }
    : need;

function needChange(before: readonly SaidNeed[], after: readonly SaidNeed[]): ImportedRow["changes"] {
  const [from, to] = [before.map(needLine).toSorted(compare), after.map(needLine).toSorted(compare)];
  return from.join("\n") === to.join("\n") ? [] : [{ field: "needs", from, to }];
}

/** Whatever is needed is there, in use, or comes with the same file. */
function checkNeeded(staged: StagedSystem[], byCode: ReadonlyMap<string, KeptRow>): void {
  const coming = new Set(staged.map(({ code }) => code));
  for (const one of staged)
    for (const { needs } of one.next?.needs ?? []) {
      const there = byCode.get(needs);
      if (there?.retired && !one.kept?.needs.some((need) => need.needs === needs))
        fault(one, { field: "needs", because: "need-retired", word: needs });
      else if (!there && !coming.has(needs)) fault(one, { field: "needs", because: "need-unknown", word: needs });
    }
}

/** S1 for all of it at once: needs of the file in the place of those that it speaks of. Every row on a circle has the fault. */
function checkCircle(staged: StagedSystem[], kept: Kept): string[] | null {
  const said = new Map(staged.flatMap(({ code, next }) => (next ? [[code, next.needs] as const] : [])));
  const all = new Map([...kept.systems.map(({ code, needs }) => [code, needs] as const), ...said]);
  const circle = circleIn(
    [...all].flatMap(([from, needs]) => needs.map(({ needs: to, kind, confirmed }) => ({ from, to, kind, confirmed }))),
  );
  if (circle)
    for (const one of staged)
      if (one.next && circle.includes(one.code))
        fault(one, { field: "needs", because: "circle-row", word: circle.join(" → ") });
  return circle;
}
