import { z } from "zod";
import { readAsk } from "@/lib/kernel/read-ask";
import type { DecisionState } from "./machine";
import type { DecisionLine, WaitsFor } from "./views";

/** Parts of the board of decisions, what presses most first. Safe in the browser. */
export const boardGroups = ["emergency", "approval", "carrying", "force", "done", "draft", "over"] as const;
export type BoardGroup = (typeof boardGroups)[number];

const groupOfState: Record<DecisionState, BoardGroup> = {
  draft: "draft",
  proposed: "approval",
  returned: "approval",
  approved: "carrying",
  executing: "carrying",
  failed: "carrying",
  "in-force": "force",
  executed: "done",
  verified: "done",
  "partially-restored": "force",
  restored: "done",
  closed: "over",
  rejected: "over",
  withdrawn: "over",
  lapsed: "over",
  cancelled: "over",
};

type Placed = Pick<DecisionLine, "state" | "unratified" | "waitsFor">;

/** Where a decision stands on the board. What nobody has ratified stands above everything, wherever it is. */
export function groupOf({ state, unratified, waitsFor }: Placed): BoardGroup {
  if (unratified) return "emergency";
  // A stop that was confirmed still holds; what only had to be done is done.
  return state === "verified" && waitsFor === "restorer" ? "force" : groupOfState[state];
}

/** For whom something can wait, in the order of a decision's life. */
export const waiters = [
  "proposer",
  "approver",
  "ratifier",
  "executor",
  "verifier",
  "restorer",
] as const satisfies readonly WaitsFor[];

const fields = { group: z.enum(boardGroups), waits: z.enum(["me", ...waiters]) } as const;
export interface BoardAsk {
  group?: BoardGroup;
  waits?: "me" | (typeof waiters)[number];
}

/** What an address of the board asks for, and the names of what could not be understood. */
export const readDecisionsAsk = (said: Record<string, string | string[] | undefined>) =>
  readAsk<BoardAsk>(fields, said);

/** Whether a line is one that was asked for. */
export const isAskedFor = (line: DecisionLine, { group, waits }: BoardAsk): boolean =>
  (!group || groupOf(line) === group) && (!waits || (waits === "me" ? line.waitsForMe : line.waitsFor === waits));

/** What presses first within a group: what waits for the reader, then what lapses or falls due soonest, then the newest. */
export function byPressure(a: DecisionLine, b: DecisionLine): number {
  const due = ({ lapsesAt, ratifyBy, unratified, reviewAt, waitsFor }: DecisionLine) =>
    ((unratified ? ratifyBy : lapsesAt) ?? (waitsFor === "nobody" ? null : reviewAt))?.getTime() ??
    Number.POSITIVE_INFINITY;
  const [dueA, dueB] = [due(a), due(b)];
  return Number(b.waitsForMe) - Number(a.waitsForMe) || (dueA === dueB ? b.number - a.number : dueA - dueB);
}
