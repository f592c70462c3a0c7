import { spansOf } from "@/lib/systems/spans";
import { type SystemState, serviceOf } from "@/lib/systems/states";

/** An act that moved a system: of which moment, and to where. */
export interface MovedAct {
  code: string;
  at: Date;
  to: SystemState;
}

/**
 * How long a system did not serve, by why, in milliseconds. Being brought back counts as off: nobody can use it yet. What was taken out of use
 * is no longer missed.
 */
export interface Downtime {
  code: string;
  total: number;
  by: Partial<Record<SystemState, number>>;
}

/**
 * The downtime of each system that was moved, between two moments: computed from the acts that moved it, never typed (ADR 026). Acts are in the
 * order in which they were recorded; before its first one a system worked.
 */
export function downtimes(acts: readonly MovedAct[], from: Date, until: Date): Downtime[] {
  const codes = [...new Set(acts.map(({ code }) => code))].sort();
  return codes.map((code) => {
    const said = acts.filter((act) => act.code === code).map(({ at, to }) => ({ at, is: to }));
    const by: Downtime["by"] = {};
    for (const span of spansOf<SystemState>(said, "operational", from, until)) {
      if (serviceOf(span.is) !== "stops" || span.is === "decommissioned") continue;
      const end = Math.min(until.getTime(), span.until?.getTime() ?? until.getTime());
      const took = end - Math.max(from.getTime(), span.from.getTime());
      if (took > 0) by[span.is] = (by[span.is] ?? 0) + took;
    }
    return { code, total: Object.values(by).reduce((sum, one) => sum + one, 0), by };
  });
}
