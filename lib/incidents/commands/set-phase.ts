import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { loadIncident } from "../load";
import { type PhaseMove, phaseMoves } from "../machine";
import { maySetPhase } from "../policy";
import { SetPhase } from "../schema";

/** A commander or decision authority moves the incident to a phase that its machine allows from here, with one sentence why. */
export const setPhase = defineCommand({
  name: "incident.set-phase",
  input: SetPhase,
  load: (tx, _actor, { ref }) => loadIncident(tx, ref),
  allow: (actor, incident) => maySetPhase(actor, incident),
  incident: ({ id }) => id,
  async run({ tx, subject: { id, phase }, input, now }) {
    const legal =
      phase &&
      (Object.keys(phaseMoves) as PhaseMove[]).some(
        (name) => phaseMoves[name].to === input.phase && (phaseMoves[name].from as readonly string[]).includes(phase),
      );
    if (!legal) throw conflict("illegal-move", { state: phase ?? "" });
    const ends = input.phase === "closed" || input.phase === "false-alarm";
    const { count } = await tx.situation.updateMany({
      where: { incidentId: id, version: input.version },
      data: { phase: input.phase, closedAt: ends ? now : null, version: { increment: 1 } },
    });
    if (count === 0) throw conflict("changed-meanwhile");
    return {
      result: { phase: input.phase, version: input.version + 1 },
      entries: [
        {
          type: "incident.phase-set",
          incident: id,
          subjectType: "incident",
          subjectId: id,
          data: { from: phase, to: input.phase, reason: input.reason },
        },
      ],
    };
  },
});
