import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { entryOf, moveDecision, refuseOldVersion } from "../effects";
import { keepAnswer } from "../keep-answer";
import { loadDecision } from "../load";
import { mayAnswerProposal } from "../policy";
import { AnswerVersion } from "../schema";

/** Somebody who could approve it sends a proposal back with a question. */
export const returnDecision = defineCommand({
  name: "decision.return",
  input: AnswerVersion,
  load: (tx, _actor, input) => loadDecision(tx, input),
  allow: (actor, decision, _input, now) => mayAnswerProposal(actor, "decision.return", decision, now),
  incident: ({ incident }) => incident.id,
  async run({ tx, actor, subject: decision, input, now }) {
    await refuseOldVersion(tx, decision, input.version);
    const words = await keepAnswer(tx, { actor, decision, says: "return", reason: input.reason, now });
    await moveDecision(tx, decision, "return");
    return { result: { state: "returned" }, entries: [entryOf(decision, "decision.returned", words)] };
  },
});
