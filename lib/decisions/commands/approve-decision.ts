import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { entryOf, moveDecision } from "../effects";
import { giveApproval } from "../give-approval";
import { loadDecision } from "../load";
import { mayApprove } from "../policy";
import { ApproveDecision } from "../schema";

/**
 * An authority, whom one lent it to, or as second the political lead approves what somebody else proposed: the version and the preview that
 * they saw, with a fresh second factor. The last one that is needed decides it.
 */
export const approveDecision = defineCommand({
  name: "decision.approve",
  input: ApproveDecision,
  load: (tx, _actor, input) => loadDecision(tx, input),
  allow: (actor, decision, _input, now) => mayApprove(actor, "decision.approve", decision, now),
  incident: ({ incident }) => incident.id,
  async run({ tx, actor, subject: decision, input, now }) {
    if (decision.state !== "proposed") throw conflict("illegal-move", { state: decision.state });
    if (decision.lapsesAt && decision.lapsesAt <= now) throw conflict("lapsed");
    const { enough, words, given, needed } = await giveApproval(tx, { actor, decision, input, now });
    if (enough) await moveDecision(tx, decision, "approve", { decidedAt: now });
    return {
      result: { state: enough ? "approved" : "proposed", given, needed },
      entries: [entryOf(decision, "decision.approved", words)],
    };
  },
});
