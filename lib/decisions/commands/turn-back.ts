import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { entryOf } from "../effects";
import { loadDecision } from "../load";
import { moveSystems } from "../move-systems";
import { mayDecide } from "../policy";
import { TurnBack } from "../schema";
import { settleStop } from "../settle-stop";
import { keepStage, stateIn, systemsIn } from "../stages";

/** Whoever runs the response switches off again what was being brought back, from any stage, with the reason. */
export const turnBack = defineCommand({
  name: "decision.turn-back",
  input: TurnBack,
  load: (tx, _actor, input) => loadDecision(tx, input),
  allow: (actor, decision) => mayDecide(actor, "decision.turn-back", decision.incident),
  incident: ({ incident }) => incident.id,
  async run({ tx, actor, subject: decision, input: { reason, systems: named }, now }) {
    const systems = systemsIn(decision, named);
    const codes = systems.map(({ code }) => code);
    const moved = await moveSystems(tx, { actor, decision, codes, to: stateIn.off, since: now, now });
    await keepStage(tx, { decision, actor, stage: "off", systems, conditions: reason, limits: null, now });
    const settled = await settleStop(tx, decision);
    return {
      result: { stage: "off", moved: moved.length },
      entries: [entryOf(decision, "decision.turned-back", { codes: codes.join(", "), reason }), ...moved, ...settled],
    };
  },
});
