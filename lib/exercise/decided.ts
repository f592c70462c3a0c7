import "server-only";
import { closeDecision } from "@/lib/decisions/commands/close-decision";
import { draftDecision } from "@/lib/decisions/commands/draft-decision";
import { executeDecision } from "@/lib/decisions/commands/execute-decision";
import { openPreview } from "@/lib/decisions/commands/open-preview";
import { proposeDecision } from "@/lib/decisions/commands/propose-decision";
import { rejectDecision } from "@/lib/decisions/commands/reject-decision";
import { verifyDecision } from "@/lib/decisions/commands/verify-decision";
import { missingToPropose } from "@/lib/decisions/complete";
import { approveAsHistory, beginAsHistory, proposeAsHistory } from "@/lib/decisions/history-of-approval";
import { runCommand } from "@/lib/entry/command";
import { carrying } from "./carried";
import { type Act, conditions, lending, past, voice, whoMay } from "./decided-people";
import { lapseMinutes, rawWords } from "./decided-words";
import { type CarriedOut, type FileDecision, fileTypes, isCarriedOut } from "./decision-schema";
import type { Happening, Scene } from "./happenings";
import { tokenOf, UNTOLD } from "./standings";

/** Everything that was done with the decisions of the file, by whom the file names, in the order in which it can have happened. */
export function decided(scene: Scene): Happening[] {
  const all = scene.file.decisions.flatMap((decision, index) =>
    actsOf(scene, decision, index + 1).map((act) => ({ ...act, id: decision.id, at: new Date(act.at) })),
  );
  return all
    .sort((a, b) => a.at.getTime() - b.at.getTime() || a.rank - b.rank)
    .map(({ at, id, happen }) => ({ at, id, happen: async () => void (await happen(at)) }));
}

function actsOf(scene: Scene, decision: FileDecision, number: number): Act[] {
  // Numbers follow the order of the file: a later number was not begun before an earlier one.
  const begun = scene.file.decisions.slice(number - 1).map(({ proposedAt }) => proposedAt);
  const proposed = [
    { at: begun.sort()[0] ?? decision.proposedAt, rank: 0, happen: (now: Date) => draft(scene, decision, now) },
    { at: decision.proposedAt, rank: 1, happen: (now: Date) => propose(scene, decision, number, now) },
  ];
  if (decision.status === "REJECTED" && decision.decidedAt)
    proposed.push({ at: decision.decidedAt, rank: 4, happen: (now) => reject(scene, decision, number, now) });
  if (decision.status === "PROPOSED")
    proposed.push({ at: decision.proposedAt, rank: 2, happen: (now) => look(scene, decision, number, now) });
  if (!isCarriedOut(decision)) return proposed;
  return [
    ...proposed,
    ...lending(scene, decision),
    ...conditions(scene, decision, number),
    ...decidedActs(scene, decision, number),
    ...carrying(scene, decision, number),
  ];
}

function decidedActs(scene: Scene, decision: CarriedOut, number: number): Act[] {
  const { decidedBy, decidedAt, executedFrom, verifiedAt, closedAt, ratifiedBy, ratifiedAt, rationale } = decision;
  const acts: Act[] = [
    {
      at: decidedAt,
      rank: 4,
      happen: (now) => past(scene, decidedBy, number, now, (was) => approveAsHistory(was, rationale)),
    },
    { at: executedFrom, rank: 5, happen: (now) => start(scene, decision, number, now) },
    { at: verifiedAt, rank: 8, happen: (now) => verify(scene, decision, number, now) },
    { at: closedAt, rank: 10, happen: (now) => close(scene, decision, number, now) },
  ];
  if (decision.emergency && ratifiedBy && ratifiedAt)
    acts.push({
      at: ratifiedAt,
      rank: 9,
      happen: (now) => past(scene, ratifiedBy, number, now, (was) => approveAsHistory(was, rationale, true)),
    });
  return acts;
}

const numberOf = (scene: Scene, id: string | null | undefined) =>
  scene.file.decisions.findIndex((decision) => decision.id === id) + 1 || undefined;

async function draft(scene: Scene, decision: FileDecision, now: Date) {
  const { title, systems, restores, extends: prolongs, proposedBy } = decision;
  const raw = { ref: scene.file.incident.reference, type: fileTypes[decision.type], title, systems };
  const undoes = numberOf(scene, restores ?? prolongs);
  const token = await voice(scene, proposedBy);
  const form = { ...raw, words: rawWords(decision), ...(undoes && { undoes }) };
  await runCommand(draftDecision, { token, raw: form, loaded: { clock: now } });
}

async function propose(scene: Scene, decision: FileDecision, number: number, now: Date) {
  const { proposedBy } = decision;
  const minutes = lapseMinutes(decision);
  const token = await voice(scene, proposedBy);
  const { type, scope, undoes, words, revision } = await past(scene, proposedBy, number, now, async () => []);
  const systems = scope.map(({ code }) => code);
  if (missingToPropose({ type, systems, undoes: undoes?.number, words }).length > 0)
    return past(scene, proposedBy, number, now, (was) => proposeAsHistory(was, minutes));
  const raw = { ref: scene.file.incident.reference, number, revision, lapseMinutes: minutes };
  return runCommand(proposeDecision, { token, raw, loaded: { clock: now } });
}

/** What waits was looked at by whoever proposed it, so that its page tells how many have to approve. */
async function look(scene: Scene, { proposedBy }: FileDecision, number: number, now: Date) {
  const raw = { ref: scene.file.incident.reference, number };
  await runCommand(openPreview, { token: await voice(scene, proposedBy), raw, loaded: { clock: now } });
}

async function reject(scene: Scene, { decidedBy, rationale: reason }: FileDecision, number: number, now: Date) {
  const raw = { ref: scene.file.incident.reference, number, version: 1, reason };
  await runCommand(rejectDecision, { token: await voice(scene, decidedBy ?? ""), raw, loaded: { clock: now } });
}

async function start(scene: Scene, { emergency, executedBy, situationKnown }: CarriedOut, number: number, now: Date) {
  if (emergency) return past(scene, executedBy, number, now, (was) => beginAsHistory(was, situationKnown));
  const raw = { ref: scene.file.incident.reference, number };
  return runCommand(executeDecision, { token: await voice(scene, executedBy), raw, loaded: { clock: now } });
}

async function verify(scene: Scene, decision: CarriedOut, number: number, now: Date) {
  const { by, said } = whoMay(scene, decision, decision.verifiedBy, "Confirmed");
  const raw = { ref: scene.file.incident.reference, number, reason: said };
  await runCommand(verifyDecision, { token: await tokenOf(scene, by), raw, loaded: { clock: now } });
}

async function close(scene: Scene, { lifecycle, decidedBy }: CarriedOut, number: number, now: Date) {
  const closer = lifecycle.find(({ state }) => state === "CLOSED")?.by ?? decidedBy;
  const raw = { ref: scene.file.incident.reference, number, reason: UNTOLD };
  await runCommand(closeDecision, { token: await voice(scene, closer), raw, loaded: { clock: now } });
}
