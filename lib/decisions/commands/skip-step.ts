import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { entryOf } from "../effects";
import { mayDecide } from "../policy";
import { SkipStep } from "../schema";
import { keepAct, loadStep } from "../steps";

/** Commander or staff say that a step could not be done, and why. It can still be done later. */
export const skipStep = defineCommand({
  name: "decision.skip-step",
  input: SkipStep,
  load: (tx, _actor, input) => loadStep(tx, input),
  allow: (actor, { decision }) => mayDecide(actor, "decision.skip-step", decision.incident),
  incident: ({ decision }) => decision.incident.id,
  async run({ tx, actor, subject: { decision, step }, input: { reason, occurredAt: at }, now }) {
    await keepAct(tx, { actor, decision, step, done: false, note: reason, at, now });
    return {
      result: { step: step.position, done: false },
      entries: [entryOf(decision, "decision.step-skipped", { step: step.text, reason })],
    };
  },
});
