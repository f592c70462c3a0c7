import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { entryOf, moveDecision } from "../effects";
import { loadDecision } from "../load";
import { decisionMoves } from "../machine";
import { mayWithdraw } from "../policy";
import { WithdrawDecision } from "../schema";

/**
 * The proposer, the commander or an authority takes a proposal back, or cancels what was approved; what was switched off by it comes back by a
 * decision to restore only. It stays visible (D12).
 */
export const withdrawDecision = defineCommand({
  name: "decision.withdraw",
  input: WithdrawDecision,
  load: (tx, _actor, input) => loadDecision(tx, input),
  allow: (actor, decision) => mayWithdraw(actor, decision),
  incident: ({ incident }) => incident.id,
  async run({ tx, subject: decision, input: { reason } }) {
    const cancels = (decisionMoves.cancel.from as readonly string[]).includes(decision.state);
    if (cancels && (await tx.systemState.count({ where: { decisionId: decision.id, state: "shut_down" } })) > 0)
      throw conflict("switched-off");
    await moveDecision(tx, decision, cancels ? "cancel" : "withdraw", { endReason: reason });
    return {
      result: { state: cancels ? "cancelled" : "withdrawn" },
      entries: [entryOf(decision, cancels ? "decision.cancelled" : "decision.withdrawn", { reason })],
    };
  },
});
