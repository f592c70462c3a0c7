import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { begin } from "../begin";
import { entryOf } from "../effects";
import { kinds } from "../lists";
import { loadDecision } from "../load";
import { decisionMoves } from "../machine";
import { mayDecide } from "../policy";
import { ByNumber } from "../schema";

const undoable: readonly string[] = [...decisionMoves["restore-part"].from, "partially-restored"];

/** Commander or staff begin to carry out what was approved. A return begins only when every condition of the stop is met or waived (D9). */
export const executeDecision = defineCommand({
  name: "decision.execute",
  input: ByNumber,
  load: (tx, _actor, input) => loadDecision(tx, input),
  allow: (actor, decision) => mayDecide(actor, "decision.execute", decision.incident),
  incident: ({ incident }) => incident.id,
  async run({ tx, actor, subject: decision, now }) {
    const { undoes } = decision;
    if (undoes && !undoable.includes(undoes.state)) throw conflict("stop-not-in-force");
    if (undoes && kinds[decision.type].to === "operational") {
      const open = { decisionId: undoes.id, metAt: null, waivedAt: null };
      const count = await tx.decisionCriterion.count({ where: open });
      if (count > 0) throw conflict("criteria-open", { count });
    }
    await begin(tx, { actor, decision, now, how: "execute" });
    return { result: { state: "executing" }, entries: [entryOf(decision, "decision.started", {})] };
  },
});
