import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { entryOf } from "../effects";
import { finish, notBack } from "../finish";
import { loadDecision } from "../load";
import { mayDecide } from "../policy";
import { ByNumber } from "../schema";

/**
 * Commander or staff say that a decision was carried out, once every step was done or could not be. A stop is in force from here; where a system
 * could not be moved it has failed, and can be tried again.
 */
export const finishDecision = defineCommand({
  name: "decision.finish",
  input: ByNumber,
  load: (tx, _actor, input) => loadDecision(tx, input),
  allow: (actor, decision) => mayDecide(actor, "decision.finish", decision.incident),
  incident: ({ incident }) => incident.id,
  async run({ tx, subject: decision, now }) {
    if ((await notBack(tx, decision)).length > 0) throw conflict("not-all-back");
    const { state, more } = await finish(tx, decision, now);
    return { result: { state }, entries: [entryOf(decision, "decision.finished", { state }), ...more] };
  },
});
