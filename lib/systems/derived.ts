import type { Outcome } from "./blast";
import type { SystemState } from "./states";

const NOT_CONFIRMED_AFTER_MS = 4 * 60 * 60_000;

/** What the board shows of a system: its own state, or what follows from the map and the clock (DESIGN §5). Never stored. */
export type Shown =
  | SystemState
  /** Something that it needs is off. */
  | "stopped_by_dependency"
  /** It works, but something that it needs is off or limited. */
  | "limited_by_dependency"
  /** Nobody and no probe has confirmed it for four hours, or a need on the way was never confirmed. */
  | "not_confirmed";

interface Standing {
  state: SystemState;
  /** When a person or a probe last saw it so; null when nobody ever did in this incident. */
  confirmedAt: Date | null;
}

const shows: readonly SystemState[] = ["operational", "degraded", "restored_limited"];

/**
 * The one rule for what a system is shown as, on board, map, preview, reports and API alike: what is off is off; what needs something that is
 * off is stopped by it; what nobody has confirmed for four hours is not called working.
 */
export function shownState({ state, confirmedAt }: Standing, outcome: Outcome, now: Date): Shown {
  if (!shows.includes(state)) return state;
  if (outcome.service === "stops") return "stopped_by_dependency";
  if (outcome.service === "unsure") return "not_confirmed";
  if (!confirmedAt || now.getTime() - confirmedAt.getTime() > NOT_CONFIRMED_AFTER_MS) return "not_confirmed";
  if (outcome.service === "limited" && state === "operational") return "limited_by_dependency";
  return state;
}

/** Worst first, as the board lists them (ux.md §5.4): what is off against our will, by itself or by its needs, before what is only limited. */
export const shownOrder: readonly Shown[] = [
  "down",
  "stopped_by_dependency",
  "degraded",
  "limited_by_dependency",
  "restored_limited",
  "not_confirmed",
  "restoring",
  "shut_down",
  "maintenance",
  "operational",
  "decommissioned",
];
