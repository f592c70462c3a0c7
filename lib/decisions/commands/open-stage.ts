import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { entryOf } from "../effects";
import { loadDecision } from "../load";
import { moveSystems } from "../move-systems";
import { confirmationsOf, saidOfOutside } from "../outside-load";
import { mayDecide } from "../policy";
import { OpenStage } from "../schema";
import { settleStop } from "../settle-stop";
import { keepStage, stateIn, systemsIn } from "../stages";

/**
 * Commander or authority bring systems back by a stage – for tests, for some, for all – and say what was made sure of before. For all means that
 * two independent points outside see them up, or a reason.
 */
export const openStage = defineCommand({
  name: "decision.open-stage",
  input: OpenStage,
  load: (tx, _actor, input) => loadDecision(tx, input),
  allow: (actor, decision) => mayDecide(actor, "decision.open-stage", decision.incident),
  incident: ({ incident }) => incident.id,
  async run({ tx, actor, subject: decision, input, now }) {
    const { stage, conditions, limits = null } = input;
    const systems = systemsIn(decision, input.systems);
    const codes = systems.map(({ code }) => code);
    const moved = await moveSystems(tx, { actor, decision, codes, to: stateIn[stage], limits, since: now, now });
    await keepStage(tx, { decision, actor, stage, systems, conditions, limits, now });
    const settled = await settleStop(tx, decision);
    const about = { ...decision, incidentId: decision.incident.id, codes };
    const seen = stage === "all" ? await confirmationsOf(tx, about, now) : [];
    const own = saidOfOutside(
      seen.filter(({ why }) => why === "scope"),
      input.unconfirmed,
    );
    const words = { stage, codes: codes.join(", "), conditions, ...(limits && { limits }), ...own };
    return {
      result: { stage, moved: moved.length },
      entries: [entryOf(decision, "decision.stage-opened", words), ...moved, ...settled],
    };
  },
});
