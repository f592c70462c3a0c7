import "server-only";
import { asActor } from "@/lib/access/as-actor";
import { addDelegation } from "@/lib/decisions/commands/add-delegation";
import { meetCriterion } from "@/lib/decisions/commands/meet-criterion";
import { type Past, standing } from "@/lib/decisions/history";
import { kinds } from "@/lib/decisions/lists";
import type { LoadedDecision } from "@/lib/decisions/load";
import { marked, markOf, unmet } from "@/lib/decisions/mark";
import { runCommand } from "@/lib/entry/command";
import { append, type NewEntry } from "@/lib/record/append";
import { type CarriedOut, fileTypes } from "./decision-schema";
import type { Scene } from "./happenings";
import { type Player, playerOf } from "./known";
import { tokenOf } from "./standings";

/** An act of a decision at its moment; of equal moments the lower rank comes first: what was decided before what was done. */
export interface Act {
  at: string;
  rank: number;
  happen: (now: Date) => Promise<unknown>;
}

export const voice = (scene: Scene, code: string) => tokenOf(scene, playerOf(scene.cast.players, code));

/** An act of history by somebody of the file, with its lines of record. @returns the decision as it was before */
export async function past(
  scene: Scene,
  code: string,
  number: number,
  clock: Date,
  act: (past: Past) => Promise<NewEntry[]>,
): Promise<LoadedDecision> {
  const { reference } = scene.file.incident;
  return asActor(
    await voice(scene, code),
    async (tx, actor, now) => {
      const decision = await standing(tx, reference, number);
      for (const line of await act({ tx, actor, decision, now })) await append(tx, line);
      return decision;
    },
    { clock },
  );
}

const response = ["INCIDENT_COMMANDER", "AGENCY_STAFF"];
const isOfResponse = ({ file }: Player) => response.includes(file.appRole);

/** Who writes down what somebody confirmed: they themselves where our rules let them, else somebody of the response who had no hand in it. */
export function whoMay({ cast, commander }: Scene, decision: CarriedOut, code: string, did: string) {
  const player = playerOf(cast.players, code);
  const free = ({ file }: Player) => ![decision.executedBy, decision.proposedBy, code].includes(file.id);
  if (isOfResponse(player) && code !== decision.executedBy)
    return { by: player, said: `${did} by ${player.file.roleTitle}` };
  const by = [...cast.players.values()].find((one) => one.file.appRole === "AGENCY_STAFF" && free(one)) ?? commander;
  const mark = markOf([unmet("D4", `by somebody who has no right to here; written down by ${by.file.roleTitle}`)]);
  return { by, said: marked(mark, `${did} by ${player.file.roleTitle}`) };
}

/** Where somebody without authority decided, it had been lent to them; when, the file does not say. */
export function lending(scene: Scene, decision: CarriedOut): Act[] {
  const approver = playerOf(scene.cast.players, decision.decidedBy);
  const lender = [...scene.cast.players.values()].find(({ file }) => file.appRole === "DECISION_AUTHORITY");
  if (!isOfResponse(approver) || !lender) return [];
  const tiers = scene.file.systems.filter(({ id }) => decision.systems.includes(id)).map(({ tier }) => tier);
  const mark = markOf([unmet("D5", "when it was lent is not in the file")]);
  const raw = {
    ref: scene.file.incident.reference,
    person: approver.id,
    types: [fileTypes[decision.type]],
    tierFrom: Math.min(...tiers, 4),
    systemsMax: decision.systems.length,
    hours: 24,
    reason: marked(mark, decision.authority ?? ""),
  };
  const happen = async (clock: Date) =>
    runCommand(addDelegation, { token: await tokenOf(scene, lender), raw, loaded: { clock } });
  return [{ at: decision.proposedAt, rank: 2, happen }];
}

/** When the conditions for ending a stop were met, and who said so. */
export function conditions(scene: Scene, decision: CarriedOut, number: number): Act[] {
  if (!kinds[fileTypes[decision.type]].stop) return [];
  return decision.restoration.flatMap(({ verifiedBy, metAt }, index) => {
    if (!verifiedBy || !metAt) return [];
    const happen = async (clock: Date) => {
      const { by, said } = whoMay(scene, decision, verifiedBy, "Confirmed");
      const raw = { ref: scene.file.incident.reference, number, criterion: index + 1, evidence: said };
      return runCommand(meetCriterion, { token: await tokenOf(scene, by), raw, loaded: { clock } });
    };
    return [{ at: metAt, rank: 3, happen }];
  });
}
