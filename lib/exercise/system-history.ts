import type { Compromise, SystemState } from "@/lib/systems/states";
import type { FileSystem, fileCompromises, fileStates } from "./system-schema";

/** What a file tells of a system at one moment, as it is loaded. */
export interface HistoryStep {
  at: Date;
  code: string;
  note: string;
  does:
    | { what: "state"; to: SystemState; precision: "exact" | "about" | "day"; decision: string | null }
    | { what: "compromise"; to: Compromise }
    | { what: "confirmation" };
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
export function historyOf(systems: readonly FileSystem[]): HistoryStep[] {
  const steps = systems.flatMap((system) => [
    ...broken(system),
    ...stood(system),
    ...(system.confirmedAt ?? []).map((at) => step(system, at, "", { what: "confirmation" })),
  ]);
  return steps.sort((a, b) => a.at.getTime() - b.at.getTime());
}

function stood(system: FileSystem): HistoryStep[] {
  const steps: HistoryStep[] = [];
  let state: SystemState = "operational";
  for (const { at, state: said, note, precision, decisionId } of system.statusHistory) {
    const to: SystemState = said === "DOWN_DEPENDENCY" ? state : stateOf[said];
    if (to === state) continue;
    const does = { what: "state", to, precision: precisionOf[precision], decision: decisionId ?? null } as const;
    steps.push(step(system, at, note, does));
    state = to;
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
