import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import type { NewEntry } from "@/lib/record/append";
import { entryOf, moveDecision } from "../effects";
import { kinds } from "../lists";
import { loadDecision } from "../load";
import { decisionMoves } from "../machine";
import { mayDecide } from "../policy";
import { prolong } from "../prolong";
import { ByNumber } from "../schema";
import { settleStop } from "../settle-stop";

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
    const found = await tx.decisionStep.findMany({
      where: { decisionId: decision.id },
      include: { acts: { orderBy: { recordedAt: "desc" }, take: 1 } },
    });
    const open = found.filter(({ acts }) => acts.length === 0).length;
    if (open > 0) throw conflict("steps-open", { count: open });
    if (decision.type === "restore") {
      const ids = decision.scope.map(({ id }) => id);
      const back = { incidentId: decision.incident.id, systemId: { in: ids }, state: { notIn: ["operational"] } };
      if ((await tx.systemState.count({ where: back })) > 0) throw conflict("not-all-back");
    }
    const failed = found.some(({ kind, acts }) => kind === "state" && !acts[0]?.done);
    const { stop } = kinds[decision.type];
    const name = failed ? "fail" : stop ? "hold" : "finish";
    await moveDecision(tx, decision, name, { finishedAt: now });
    const more: NewEntry[] =
      decision.type === "extend" ? await prolong(tx, decision, now) : await settleStop(tx, decision);
    const state = decisionMoves[name].to;
    return { result: { state }, entries: [entryOf(decision, "decision.finished", { state }), ...more] };
  },
});
