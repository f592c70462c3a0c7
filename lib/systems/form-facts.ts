import { clockTime, dayKey } from "@/lib/kernel/time";
import { contactLine, deadlineLine, type Fact, type FactName, factNames } from "./facts";
import type { SystemView } from "./views";

/** What a form holds: each fact as the form says it. What is empty is not there. */
export type Typed = Partial<Record<FactName, unknown>>;

/** A system as its form would say it. Moments as the clock of the house shows them. Safe in the browser; dates may have come as JSON. */
export function typedOf(system: SystemView, zone: string): Typed {
  const { plan, owner, operator, maintainer, host, tier, usesOn, ...facts } = system;
  const wall = (at: Date | null | undefined) => at && `${dayKey(new Date(at), zone)}T${clockTime(new Date(at), zone)}`;
  return clean({
    ...Object.fromEntries(
      factNames.flatMap((name) => (name in facts ? [[name, facts[name as keyof typeof facts]]] : [])),
    ),
    tier: String(tier),
    owner: owner.id,
    operator: operator.id,
    maintainer: maintainer?.id,
    host: host?.id,
    usesOn: usesOn && new Date(usesOn).toISOString().slice(0, 10),
    ...plan,
    backupGoodAt: wall(plan?.backupGoodAt),
    backupTestedAt: wall(plan?.backupTestedAt),
  });
}

/** Without what is empty, so that two forms can be compared. */
export const clean = (typed: Record<string, unknown>): Typed =>
  Object.fromEntries(
    factNames.flatMap((name) => {
      const value = typed[name];
      if (value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0))
        return [];
      return [[name, Array.isArray(value) ? value.map(cleanRow) : typeof value === "string" ? value.trim() : value]];
    }),
  );

const cleanRow = (row: unknown) =>
  typeof row === "object" && row !== null
    ? Object.fromEntries(
        Object.entries(row).filter(([, value]) => value !== "" && value !== null && value !== undefined),
      )
    : row;

/** Whether two forms say the same of a fact; the order of the parts of a row says nothing, nor that of the audiences. */
export const sameFact = (name: FactName, a: Typed, b: Typed) => canon(name, a[name]) === canon(name, b[name]);

const canon = (name: FactName, value: unknown): string =>
  Array.isArray(value)
    ? JSON.stringify(
        name === "audiences"
          ? value.toSorted()
          : value.map((row) => (typeof row === "object" && row ? Object.entries(row).toSorted() : row)),
      )
    : JSON.stringify(value ?? null);

/** A fact of a form as the record would keep it, to be read by a person. */
export function factOfTyped(name: FactName, typed: Typed): Fact {
  const value = typed[name];
  if (value === undefined) return null;
  if (name === "contacts") return (value as Parameters<typeof contactLine>[0][]).map(contactLine);
  if (name === "deadlines") return (value as Parameters<typeof deadlineLine>[0][]).map(deadlineLine);
  return value as Fact;
}

/** A fact that somebody else changed while this form was written. */
export interface Overtaken {
  name: FactName;
  before: Typed;
  theirs: Typed;
  /** What was typed here, when it is neither what stood nor what they made of it. */
  mine: Typed | null;
}

/** Puts what only they changed into the form and keeps all that was typed in it; what both changed is told. */
export function mergeForms(before: Typed, mine: Typed, theirs: Typed): { merged: Typed; overtaken: Overtaken[] } {
  const merged: Typed = { ...mine };
  const overtaken: Overtaken[] = [];
  for (const name of factNames) {
    if (sameFact(name, before, theirs)) continue;
    const untouched = sameFact(name, before, mine);
    if (untouched) merged[name] = theirs[name];
    overtaken.push({ name, before, theirs, mine: untouched || sameFact(name, mine, theirs) ? null : mine });
  }
  return { merged: clean(merged as Record<string, unknown>), overtaken };
}
