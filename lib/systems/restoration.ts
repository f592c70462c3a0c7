import { compare, inOrder, type Need, needsBySystem } from "./graph";

/** A system that is to come back, as far as its place in the order depends on it (domain.md §2.13). */
export interface Returning {
  id: string;
  tier: number;
  /** Hours until the time after which the damage cannot be borne (MTPD); null when nobody said. */
  hoursLeft: number | null;
}

/**
 * The order of return: nothing before what it needs; among what can come next the lowest tier first, then the least time left.
 * A system counts as urgently needed as the most urgent one that waits for it.
 */
export function restorationOrder(systems: readonly Returning[], needs: readonly Need[]): string[] {
  const ids = systems.map(({ id }) => id);
  const urgency = new Map(
    systems.map(({ id, tier, hoursLeft }) => [id, { tier, hours: hoursLeft ?? Number.POSITIVE_INFINITY }]),
  );
  const strict = needs.filter(({ from, to, kind }) => kind !== "limits" && urgency.has(from) && urgency.has(to));
  const by = needsBySystem(strict);
  for (const id of inOrder(ids, strict).reverse()) {
    for (const { to } of by.get(id) ?? []) {
      const [own, below] = [urgency.get(id), urgency.get(to)];
      if (own && below)
        urgency.set(to, { tier: Math.min(below.tier, own.tier), hours: Math.min(below.hours, own.hours) });
    }
  }
  const rank = (a: string, b: string) => {
    const [x, y] = [urgency.get(a), urgency.get(b)];
    if (!x || !y) return compare(a, b);
    return x.tier - y.tier || (x.hours === y.hours ? 0 : x.hours - y.hours) || compare(a, b);
  };
  return inOrder(ids, strict, rank);
}
