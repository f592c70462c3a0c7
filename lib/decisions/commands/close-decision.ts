import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { entryOf, moveDecision } from "../effects";
import { kinds } from "../lists";
import { loadDecision } from "../load";
import { mayDecide } from "../policy";
import { CloseDecision } from "../schema";

const OFF = ["down", "shut_down", "restoring", "maintenance"];

/** Commander or authority close a decision of which nothing is open: a stop only when nothing in its scope is down (D10). */
export const closeDecision = defineCommand({
  name: "decision.close",
  input: CloseDecision,
  load: (tx, _actor, input) => loadDecision(tx, input),
  allow: (actor, decision) => mayDecide(actor, "decision.close", decision.incident),
  incident: ({ incident }) => incident.id,
  async run({ tx, subject: decision, input: { reason }, now }) {
    if (decision.emergencyReason !== null && decision.ratifiedAt === null) throw conflict("unratified");
    if (kinds[decision.type].stop) {
      if (decision.state !== "restored") throw conflict("illegal-move", { state: decision.state });
      const ids = decision.scope.map(({ id }) => id);
      const off = { incidentId: decision.incident.id, systemId: { in: ids }, state: { in: OFF } };
      if ((await tx.systemState.count({ where: off })) > 0) throw conflict("not-all-back");
    }
    await moveDecision(tx, decision, "close", { closedAt: now, endReason: reason });
    return { result: { state: "closed" }, entries: [entryOf(decision, "decision.closed", { reason })] };
  },
});
