import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { begin } from "../begin";
import { entryOf } from "../effects";
import { loadDecision } from "../load";
import { mayDecide } from "../policy";
import { refuseEarlyReturn } from "../refuse-early-return";
import { ByNumber } from "../schema";

/** Commander or staff begin to carry out what was approved. A return begins only when every condition of the stop is met or waived (D9). */
export const executeDecision = defineCommand({
  name: "decision.execute",
  input: ByNumber,
  load: (tx, _actor, input) => loadDecision(tx, input),
  allow: (actor, decision) => mayDecide(actor, "decision.execute", decision.incident),
  incident: ({ incident }) => incident.id,
  async run({ tx, actor, subject: decision, now }) {
    await refuseEarlyReturn(tx, decision);
    await begin(tx, { actor, decision, now, how: "execute" });
    return { result: { state: "executing" }, entries: [entryOf(decision, "decision.started", {})] };
  },
});
