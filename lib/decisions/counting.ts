import { holdsRight } from "./policy";
import type { Void } from "./views";

/** An approval as far as it matters for whether it counts. */
export interface Given {
  personId: string;
  says: string;
  by: string | null;
  version: number;
  previewHash: string | null;
}

/** What is before people now. */
export interface Before {
  version: number;
  previewHash: string | null;
  /** In an emergency, who began: what they answered does not ratify it. */
  startedById: string | null;
}

/** What is before people, of a decision as it is kept. */
export const beforeOf = (
  decision: { version: number; emergencyReason: string | null; startedById: string | null },
  previewHash: string | null,
): Before => ({
  version: decision.version,
  previewHash,
  startedById: decision.emergencyReason === null ? null : decision.startedById,
});

/** The roles of those who still have access, by person. */
type Present = ReadonlyMap<string, readonly string[]>;

/** Why an approval does not count any more; null while it does. */
export function voidOf(approval: Given, now: Before, present: Present): Void | null {
  if (approval.version !== now.version) return "text";
  if (approval.previewHash !== now.previewHash) return "effects";
  const roles = present.get(approval.personId) ?? [];
  return holdsRight(roles, approval.by) && approval.personId !== now.startedById ? null : "person";
}

/** The people whose approval counts now, each once. */
export const counting = <T extends Given>(given: readonly T[], now: Before, present: Present): T[] => {
  const people = new Map<string, T>();
  for (const one of given)
    if (one.says === "approve" && voidOf(one, now, present) === null && !people.has(one.personId))
      people.set(one.personId, one);
  return [...people.values()];
};

/** Enough different people, and leadership never alone (DESIGN §8). The database asks the same (`app.approvals_suffice`). */
export const suffices = (counted: readonly Given[], needed: number): boolean =>
  counted.length >= needed && counted.some(({ by }) => by !== "leadership");
