import { type CarriedOut, FileDecision, fileTypes, isCarriedOut, toldOf } from "./decision-schema";
import { type Problem, recordsOf } from "./references";
import { FileSystem } from "./system-schema";

const at = (text: string) => Date.parse(text);

/** What decisions of a file have to tell, and what of its systems has to be told by a decision (S5, S6). */
export function brokenDecisions(raw: Record<string, unknown>, now: Date): Problem[] {
  const decisions = recordsOf(raw["decisions"]).flatMap((one) => FileDecision.safeParse(one).data ?? []);
  const systems = recordsOf(raw["systems"]).flatMap((one) => FileSystem.safeParse(one).data ?? []);
  const begins = at(String((raw["incident"] as { detectedAt?: unknown } | undefined)?.detectedAt));
  return [
    ...decisions.flatMap((decision) => [...untold(decision), ...times(decision, begins, now)]),
    ...systems.flatMap((system) => undecided(system, decisions)),
  ];
}

const untold = (decision: FileDecision): Problem[] =>
  toldOf[decision.status]
    .filter((field) => !decision[field])
    .map((field) => ({ id: decision.id, says: `${field}: a decision that is ${decision.status} tells it` }));

const inOrder = ["proposedAt", "decidedAt", "executedFrom", "executedTo", "verifiedAt", "closedAt"] as const;

function times(decision: FileDecision, begins: number, now: Date): Problem[] {
  const { id, ratifiedAt, restoration } = decision;
  const told = inOrder.flatMap((field) => decision[field] ?? []).map(at);
  const others = [...(ratifiedAt ? [ratifiedAt] : []), ...restoration.flatMap(({ metAt }) => metAt ?? [])].map(at);
  const follow = told.every((moment, index) => index === 0 || moment >= (told[index - 1] ?? moment));
  return [
    ...(follow ? [] : [{ id, says: `${inOrder.join(", ")} must follow one another` }]),
    ...((told[0] ?? 0) < begins ? [{ id, says: "proposedAt: is before the incident was detected" }] : []),
    ...([...told, ...others].some((moment) => moment > now.getTime())
      ? [{ id, says: "a time of the decision is in the future" }]
      : []),
  ];
}

const stops = ["shutdown", "isolate"];

/** Off only by a decision that was being carried out then, and back from there only by one to restore that had begun. */
function undecided({ id, statusHistory }: FileSystem, decisions: readonly FileDecision[]): Problem[] {
  return statusHistory.flatMap(({ at: moment, state, decisionId }, index) => {
    const off = state === "DOWN_DEFENSIVE";
    const wasOff = statusHistory[index - 1]?.state === "DOWN_DEFENSIVE";
    if (off === wasOff) return [];
    const decision = decisions.find((one) => one.id === decisionId);
    const covers = decision && isCarriedOut(decision) && decision.systems.includes(id) && fits(decision, off, moment);
    return covers ? [] : [{ id, says: `statusHistory: ${state} at ${moment} names no decision that does so` }];
  });
}

function fits({ type, executedFrom, executedTo }: CarriedOut, off: boolean, moment: string): boolean {
  if (at(moment) < at(executedFrom)) return false;
  return off ? stops.includes(fileTypes[type]) && at(moment) <= at(executedTo) : fileTypes[type] === "restore";
}
