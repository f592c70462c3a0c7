import { type Phase, phaseMoves } from "@/lib/incidents/machine";
import { phaseAtTheEnd } from "./meaning";
import type { FileEntry, FileIncident } from "./schema";

/** A move of the incident at a moment of the file. */
export interface Step {
  to: Phase;
  at: Date;
  reason: string;
}

/**
 * How the incident came to its status, in moves that its machine allows: the dates of the file say when it was declared, contained and recovered;
 * the first entry of a stage says when work of that stage began. A second wave leads through containing again.
 * @returns null when nothing in the file leads to its status
 */
export function stepsOf(incident: FileIncident, timeline: FileEntry[]): Step[] | null {
  const steps: Step[] = [];
  const go = (to: Phase, at: Date, reason: string) => {
    const earliest = steps.at(-1)?.at ?? at;
    steps.push({ to, at: at < earliest ? earliest : at, reason });
  };
  const [contained, recovered, closed] = [incident.containedAt, incident.recoveredAt, incident.closedAt].map(date);
  go("assessing", new Date(incident.declaredAt), "Incident declared");
  if (incident.status !== "FALSE_ALARM") {
    const [began] = entriesOf("CONTAINMENT", timeline, null);
    const [back] = entriesOf("RECOVERY", timeline, contained ?? null);
    if (began || contained)
      go("containing", began?.at ?? contained ?? new Date(0), began?.title ?? "Containment began");
    if (contained) go("eradicating", contained, "The attack is contained");
    if (contained && (back || recovered))
      go("restoring", back?.at ?? recovered ?? contained, back?.title ?? "Restoration began");
    if (recovered) go("watching", recovered, "Services are restored");
    for (let wave = recovered && nextWave(timeline, recovered); wave; wave = nextWave(timeline, wave[2].at)) {
      for (const step of wave) go(step.to, step.at, step.reason);
    }
  }
  if (closed) go(incident.status === "FALSE_ALARM" ? "false-alarm" : "closed", closed, "Nothing is left to do");
  const last = steps.findLastIndex(({ to }) => to === phaseAtTheEnd(incident));
  const taken = steps.slice(0, last + 1);
  return last >= 0 && isLawful(taken) ? taken : null;
}

const date = (text: string | null) => (text === null ? null : new Date(text));

/** The entries of a stage that were written after a moment and before another, in order. */
function entriesOf(stage: FileEntry["phase"], timeline: FileEntry[], after: Date | null, before?: Date) {
  return timeline
    .filter(({ phase }) => phase === stage)
    .sort((a, b) => a.logNumber - b.logNumber)
    .map(({ recordedAt, title }) => ({ at: new Date(recordedAt), title }))
    .filter(({ at }) => (after === null || at > after) && (before === undefined || at < before));
}

/** Containing, restoring and watching once more: the last entry of the return says when it was over. */
function nextWave(timeline: FileEntry[], after: Date): [Step, Step, Step] | null {
  const [wave] = entriesOf("CONTAINMENT", timeline, after);
  const [back] = wave ? entriesOf("RECOVERY", timeline, wave.at) : [];
  if (!wave || !back) return null;
  const [next] = entriesOf("CONTAINMENT", timeline, back.at);
  const over = entriesOf("RECOVERY", timeline, wave.at, next?.at).at(-1) ?? back;
  const step = (to: Phase, { at, title }: { at: Date; title: string }): Step => ({ to, at, reason: title });
  return [step("containing", wave), step("restoring", back), step("watching", over)];
}

function isLawful(steps: Step[]): boolean {
  const moves = Object.values(phaseMoves) as { from: readonly Phase[]; to: Phase }[];
  const from: Phase[] = ["detected", ...steps.map(({ to }) => to)];
  return steps.every(({ to }, index) =>
    moves.some((move) => move.to === to && move.from.includes(from[index] ?? "detected")),
  );
}
