import { kinds } from "@/lib/decisions/lists";
import type { DecisionState } from "@/lib/decisions/machine";
import type { DecisionView, PersonName } from "@/lib/decisions/views";

export type StepName = "proposed" | "assessed" | "approved" | "carried-out" | "confirmed" | "restored" | "closed";

export interface WorkflowStep {
  name: StepName;
  stands: "done" | "now" | "ahead" | "owed";
  by: PersonName[];
  at: Date | null;
}

/** How many of the steps lie behind a decision in each state; -1 where it is over without having been carried out. */
const behind: Record<DecisionState, number> = {
  draft: 0,
  proposed: 2,
  returned: 2,
  approved: 3,
  executing: 3,
  failed: 3,
  "in-force": 4,
  executed: 4,
  verified: 5,
  "partially-restored": 5,
  restored: 5,
  closed: 6,
  rejected: -1,
  withdrawn: -1,
  lapsed: -1,
  cancelled: -1,
};

/** The steps of a decision (ux.md §4.15): which lie behind it and by whom, which is next, and what an emergency still owes. */
export function workflowOf(decision: DecisionView): WorkflowStep[] {
  const { state, preview, answers, type } = decision;
  const approvals = answers.filter((one) => one.says === "approve" && one.void === null);
  const looked = preview?.current ? preview.openedBy : [];
  const facts: Record<StepName, Pick<WorkflowStep, "by" | "at">> = {
    proposed: { by: named(decision.proposedBy), at: decision.proposedAt },
    assessed: { by: looked, at: looked[0]?.at ?? null },
    approved: { by: approvals.map(({ person }) => person), at: approvals.at(-1)?.at ?? null },
    "carried-out": { by: named(decision.startedBy), at: decision.finishedAt },
    confirmed: { by: named(decision.verified?.by ?? null), at: decision.verified?.at ?? null },
    restored: { by: [], at: null },
    closed: { by: [], at: decision.closedAt },
  };
  const names: StepName[] = ["proposed", "assessed", "approved", "carried-out", "confirmed"];
  names.push(kinds[type].stop ? "restored" : "closed");
  const done = behind[state];
  const next = done === 2 && looked.length === 0 ? 1 : done;
  return names.map((name, index) => ({ name, ...facts[name], stands: stands(name, index) }));

  function stands(name: StepName, index: number): WorkflowStep["stands"] {
    if (name === "approved" && decision.unratified) return "owed";
    if (name === "restored" && state === "restored") return "done";
    if (done < 0) return facts[name].at ? "done" : "ahead";
    if (index < next) return "done";
    return index === next ? "now" : "ahead";
  }
}

const named = (person: PersonName | null) => (person ? [person] : []);
