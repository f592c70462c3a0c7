import { type Outage, outageOf } from "@/lib/systems/downtime";
import { spansOf } from "@/lib/systems/spans";
import type { SystemState } from "@/lib/systems/states";

/** An act that moved a system: of which moment, and to where. */
export interface MovedAct {
  code: string;
  at: Date;
  to: SystemState;
}

/** How long one system did not serve. */
export interface Downtime extends Outage {
  code: string;
}

/**
 * The downtime of each system that was moved, between two moments: computed from the acts that moved it, never typed (ADR 026). Acts are in the
 * order in which they were recorded; before its first one a system worked.
 */
export function downtimes(acts: readonly MovedAct[], from: Date, until: Date): Downtime[] {
  const codes = [...new Set(acts.map(({ code }) => code))].sort();
  return codes.map((code) => {
    const said = acts.filter((act) => act.code === code).map(({ at, to }) => ({ at, is: to }));
    return { code, ...outageOf(spansOf<SystemState>(said, "operational", from, until), from, until) };
  });
}
