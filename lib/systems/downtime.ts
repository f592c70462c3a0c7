import { type SystemState, serviceOf } from "./states";
import type { Span, Told } from "./views";

/** How long a system did not serve, by why, in milliseconds. */
export interface Outage {
  total: number;
  /** It does not serve at the end of that time either. */
  still: boolean;
  by: Partial<Record<SystemState, number>>;
}

/**
 * The time within a stretch in which a system did not serve. Being brought back counts as off: nobody can use it yet. What was taken out of use
 * is no longer missed, and what nobody has said anything of is not known to be off.
 */
export function outageOf(spans: readonly Span<Told>[], from: Date, until: Date): Outage {
  const by: Outage["by"] = {};
  let still = false;
  for (const span of spans) {
    const { is } = span;
    still = is !== "not_confirmed" && is !== "decommissioned" && serviceOf(is) === "stops";
    if (!still || is === "not_confirmed") continue;
    const end = Math.min(until.getTime(), span.until?.getTime() ?? until.getTime());
    const took = end - Math.max(from.getTime(), span.from.getTime());
    if (took > 0) by[is] = (by[is] ?? 0) + took;
  }
  return { total: Object.values(by).reduce((sum, one) => sum + one, 0), still, by };
}
