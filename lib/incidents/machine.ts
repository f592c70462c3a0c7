import type { Moves } from "@/lib/kernel/machine";

/** Phases of an incident (DESIGN §5). */
export const phases = [
  "detected",
  "assessing",
  "containing",
  "eradicating",
  "restoring",
  "watching",
  "closed",
  "false-alarm",
] as const;
export type Phase = (typeof phases)[number];

const live = ["detected", "assessing", "containing", "eradicating", "restoring", "watching"] as const;

/** How an incident moves (domain.md §5.1). Reopening is a move: a second wave leads back to containing. */
export const phaseMoves = {
  assess: { from: ["detected"], to: "assessing" },
  contain: { from: ["detected", "assessing", "eradicating", "restoring", "watching"], to: "containing" },
  eradicate: { from: ["containing"], to: "eradicating" },
  restore: { from: ["containing", "eradicating"], to: "restoring" },
  watch: { from: ["restoring"], to: "watching" },
  close: { from: ["watching"], to: "closed" },
  reopen: { from: ["closed"], to: "containing" },
  dismiss: { from: ["detected", "assessing"], to: "false-alarm" },
} as const satisfies Moves<Phase>;
export type PhaseMove = keyof typeof phaseMoves;

/** Phases in which the log takes entries. After closing, the record is complete: reopening is a move of its own. */
export const openPhases: readonly Phase[] = live;
