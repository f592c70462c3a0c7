import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { loadCriterion, writeCriterion } from "../criteria";
import { entryOf } from "../effects";
import { mayDecide } from "../policy";
import { MeetCriterion } from "../schema";

/** Commander or staff say that a condition for ending a stop is met, with the evidence. */
export const meetCriterion = defineCommand({
  name: "decision.meet-criterion",
  input: MeetCriterion,
  load: (tx, _actor, input) => loadCriterion(tx, input),
  allow: (actor, { decision }) => mayDecide(actor, "decision.meet-criterion", decision.incident),
  incident: ({ decision }) => decision.incident.id,
  async run({ tx, actor, subject: { decision, criterion }, input: { evidence }, now }) {
    await writeCriterion(tx, decision, criterion, { metAt: now, metById: actor.personId, evidence });
    return {
      result: { criterion: criterion.position },
      entries: [entryOf(decision, "decision.criterion-met", { criterion: criterion.text, evidence })],
    };
  },
});
