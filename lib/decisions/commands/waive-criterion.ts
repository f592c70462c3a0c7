import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { loadCriterion, writeCriterion } from "../criteria";
import { entryOf } from "../effects";
import { mayDecide } from "../policy";
import { WaiveCriterion } from "../schema";

/** An authority does without a condition for ending a stop, with the reason (D9). */
export const waiveCriterion = defineCommand({
  name: "decision.waive-criterion",
  input: WaiveCriterion,
  load: (tx, _actor, input) => loadCriterion(tx, input),
  allow: (actor, { decision }) => mayDecide(actor, "decision.waive-criterion", decision.incident),
  incident: ({ decision }) => decision.incident.id,
  async run({ tx, actor, subject: { decision, criterion }, input: { reason }, now }) {
    await writeCriterion(tx, decision, criterion, { waivedAt: now, waivedById: actor.personId, waiver: reason });
    return {
      result: { criterion: criterion.position },
      entries: [entryOf(decision, "decision.criterion-waived", { criterion: criterion.text, reason })],
    };
  },
});
