import { type FileDecision, fileTypes, isCarriedOut } from "./decision-schema";
import type { HistoryStep } from "./system-history";

/** How a decision moves a system: by a step of its own, by a stage of its return, or out of use for good. */
export type Way = "step" | "stage" | "retirement";

/** By which act of a decision a system came to this state; null where somebody set it without one. */
export function wayOf({ code, does }: HistoryStep, decisions: readonly FileDecision[]): Way | null {
  if (does.what !== "state") return null;
  const decision = decisions.find(({ id }) => id === does.decision);
  if (!decision || !isCarriedOut(decision) || !decision.systems.includes(code)) return null;
  const type = fileTypes[decision.type];
  if (type === "restore") return does.to === "decommissioned" ? "retirement" : stageTo[does.to] ? "stage" : null;
  const own = type === "maintenance-window" ? "maintenance" : "shut_down";
  return ["shutdown", "isolate", "maintenance-window"].includes(type) && does.to === own ? "step" : null;
}

/** The stage in which a system has come so far. */
export const stageTo: Partial<Record<string, "internal" | "limited" | "all">> = {
  restoring: "internal",
  restored_limited: "limited",
  operational: "all",
};
