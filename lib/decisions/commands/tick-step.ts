import "server-only";
import { defineCommand } from "@/lib/entry/command";
import type { NewEntry } from "@/lib/record/append";
import { entryOf } from "../effects";
import { kinds } from "../lists";
import { moveSystems } from "../move-systems";
import { mayDecide } from "../policy";
import { TickStep } from "../schema";
import { keepAct, loadStep } from "../steps";

/** Commander or staff say that a step was done, and when. Where the step is the change of a system's state, that happens in the same commit. */
export const tickStep = defineCommand({
  name: "decision.tick-step",
  input: TickStep,
  load: (tx, _actor, input) => loadStep(tx, input),
  allow: (actor, { decision }) => mayDecide(actor, "decision.tick-step", decision.incident),
  incident: ({ decision }) => decision.incident.id,
  async run({ tx, actor, subject: { decision, step }, input, now }) {
    const occurredAt = await keepAct(tx, {
      actor,
      decision,
      step,
      done: true,
      note: input.note,
      at: input.occurredAt,
      now,
    });
    const { to } = kinds[decision.type];
    const codes = decision.scope.filter(({ id }) => id === step.systemId).map(({ code }) => code);
    const moved: NewEntry[] =
      step.kind === "state" && to
        ? await moveSystems(tx, { actor, decision, codes, to, since: occurredAt, now, limits: null })
        : [];
    const line = entryOf(decision, "decision.step-done", { step: step.text, ...(input.note && { note: input.note }) });
    return { result: { step: step.position, done: true }, entries: [line, ...moved] };
  },
});
