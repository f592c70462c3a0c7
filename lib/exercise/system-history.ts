import { stateMoves } from "@/lib/systems/machine";
import type { Compromise, SystemState } from "@/lib/systems/states";
import type { FileSystem, fileCompromises, fileStates } from "./system-schema";

/** What a file tells of a system at one moment, as it is loaded. */
export interface HistoryStep {
  at: Date;
  code: string;
  note: string;
  does:
    | { what: "state"; to: SystemState; precision: "exact" | "about" | "day" }
    | { what: "compromise"; to: Compromise }
    | { what: "confirmation" };
}

/** What cannot be loaded before decisions are kept (S5, S6): how often a system was switched off to protect it, and what leads back from there. */
export interface LeftOut {
  off: number;
  back: number;
}

type FileState = (typeof fileStates)[number];

/** DOWN_DEPENDENCY is no change of the system itself: it follows from the map (DESIGN §8). */
const stateOf: Record<Exclude<FileState, "DOWN_DEPENDENCY">, SystemState> = {
  OPERATIONAL: "operational",
  DEGRADED: "degraded",
  DOWN_ATTACK: "down",
  DOWN_DEFENSIVE: "shut_down",
  DOWN_MAINTENANCE: "maintenance",
  RESTORING: "restoring",
  RESTORED_LIMITED: "restored_limited",
  DECOMMISSIONED: "decommissioned",
};
const compromiseOf = (said: (typeof fileCompromises)[number]) => said.toLowerCase().replaceAll("_", "-") as Compromise;
const precisionOf = { minute: "exact", hour: "about", day: "day", month: "day" } as const;

/** Both axes of all systems in the order in which they happened; of equal moments, in the order of the file. */
export function historyOf(systems: readonly FileSystem[]): { steps: HistoryStep[]; leftOut: LeftOut } {
  const leftOut: LeftOut = { off: 0, back: 0 };
  const steps = systems.flatMap((system) => [
    ...broken(system),
    ...stood(system, leftOut),
    ...(system.confirmedAt ?? []).map((at) => step(system, at, "", { what: "confirmation" })),
  ]);
  return { steps: steps.sort((a, b) => a.at.getTime() - b.at.getTime()), leftOut };
}

function stood(system: FileSystem, leftOut: LeftOut): HistoryStep[] {
  const steps: HistoryStep[] = [];
  let state: SystemState = "operational";
  let wasOff = false;
  for (const { at, state: said, note, precision } of system.statusHistory) {
    const to: SystemState = said === "DOWN_DEPENDENCY" ? state : stateOf[said];
    const legal = to !== "shut_down" && (stateMoves[to].from as readonly SystemState[]).includes(state);
    // What was working here all the time does not come back: the steps of its return belong to the decision that is left out.
    const returns: boolean = wasOff && state !== "down";
    if (to === "shut_down") leftOut.off += 1;
    else if (to !== state && legal && !(returns && to === "restoring")) {
      steps.push(step(system, at, note, { what: "state", to, precision: precisionOf[precision] }));
      state = to;
    } else if (to !== state) leftOut.back += 1;
    wasOff = to === "shut_down" || (wasOff && to === "restoring" && returns);
  }
  return steps;
}

function broken(system: FileSystem): HistoryStep[] {
  return system.compromiseHistory
    .filter(({ state }, n) => n > 0 || state !== "NOT_ASSESSED")
    .map(({ at, state, note }) => step(system, at, note, { what: "compromise", to: compromiseOf(state) }));
}

const step = ({ id: code }: FileSystem, at: string, note: string, does: HistoryStep["does"]): HistoryStep => ({
  at: new Date(at),
  code,
  note,
  does,
});
