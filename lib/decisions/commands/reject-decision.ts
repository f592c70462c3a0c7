import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { entryOf, moveDecision, refuseOldVersion } from "../effects";
import { keepAnswer } from "../keep-answer";
import { loadDecision } from "../load";
import { mayAnswerProposal } from "../policy";
import { AnswerVersion } from "../schema";

/** Somebody who could approve it rejects a proposal, with the reason; it stays visible (D12). */
export const rejectDecision = defineCommand({
  name: "decision.reject",
  input: AnswerVersion,
  load: (tx, _actor, input) => loadDecision(tx, input),
  allow: (actor, decision, _input, now) => mayAnswerProposal(actor, "decision.reject", decision, now),
  incident: ({ incident }) => incident.id,
  async run({ tx, actor, subject: decision, input, now }) {
    await refuseOldVersion(tx, decision, input.version);
    const words = await keepAnswer(tx, { actor, decision, says: "reject", reason: input.reason, now });
    await moveDecision(tx, decision, "reject", { decidedAt: now, endReason: input.reason });
    return { result: { state: "rejected" }, entries: [entryOf(decision, "decision.rejected", words)] };
  },
});
