import { legalMoves, type Moves } from "@/lib/kernel/machine";
import type { Compromise, SystemState } from "./states";

/**
 * How the state of a system moves (S8, domain.md §5.2). Each move is named after the state to which it leads. Switching off to protect, and
 * leaving that, are not here: they need a decision (S5, S6).
 */
export const stateMoves = {
  operational: { from: ["degraded", "restoring", "restored_limited", "maintenance"], to: "operational" },
  degraded: { from: ["operational", "restored_limited", "maintenance"], to: "degraded" },
  down: { from: ["operational", "degraded", "restoring", "restored_limited", "maintenance"], to: "down" },
  restoring: { from: ["operational", "degraded", "down", "restored_limited", "maintenance"], to: "restoring" },
  restored_limited: { from: ["restoring", "maintenance"], to: "restored_limited" },
  maintenance: { from: ["operational", "degraded", "down", "restoring", "restored_limited"], to: "maintenance" },
  decommissioned: {
    from: ["operational", "degraded", "down", "restoring", "restored_limited", "maintenance"],
    to: "decommissioned",
  },
} as const satisfies Moves<SystemState>;

/** How the second axis moves: suspicion may come back at any time; only another person than the cleaner calls it verified (S7). */
export const compromiseMoves = {
  "no-evidence": { from: ["not-assessed", "suspected"], to: "no-evidence" },
  suspected: { from: ["not-assessed", "no-evidence", "cleaned", "verified-clean"], to: "suspected" },
  confirmed: { from: ["not-assessed", "no-evidence", "suspected", "cleaned", "verified-clean"], to: "confirmed" },
  cleaned: { from: ["confirmed"], to: "cleaned" },
  "verified-clean": { from: ["cleaned"], to: "verified-clean" },
} as const satisfies Moves<Compromise>;

/** S7: what was broken into does not return before it is cleaned, and is not called available before that is verified. */
export const returnsUnclean = (to: SystemState, compromise: Compromise): boolean =>
  (to === "restored_limited" && compromise === "confirmed") ||
  (to === "operational" && (compromise === "confirmed" || compromise === "cleaned"));

/** The states to which all of these systems can be moved at once, without a decision. */
export const movesOf = (standing: readonly { state: SystemState; compromise: Compromise }[]) =>
  (Object.keys(stateMoves) as (keyof typeof stateMoves)[]).filter((to) =>
    standing.every(
      ({ state, compromise }) => legalMoves(stateMoves, state).includes(to) && !returnsUnclean(to, compromise),
    ),
  );
