import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { entryOf, moveDecision, refuseOldVersion } from "../effects";
import { keepAnswer } from "../keep-answer";
import { loadDecision } from "../load";
import { mayAnswerQuestion } from "../policy";
import { AnswerVersion } from "../schema";

/** The proposer or the commander answers a question; the proposal is before people again, for as long as at first. */
export const answerDecision = defineCommand({
  name: "decision.answer",
  input: AnswerVersion,
  load: (tx, _actor, input) => loadDecision(tx, input),
  allow: (actor, decision) => mayAnswerQuestion(actor, decision),
  incident: ({ incident }) => incident.id,
  async run({ tx, actor, subject: decision, input, now }) {
    await refuseOldVersion(tx, decision, input.version);
    const words = await keepAnswer(tx, { actor, decision, says: "answer", reason: input.reason, now });
    await moveDecision(tx, decision, "answer", { lapsesAt: timeAgain(decision, now) });
    return { result: { state: "proposed" }, entries: [entryOf(decision, "decision.answered", words)] };
  },
});

const timeAgain = ({ proposedAt, lapsesAt }: { proposedAt: Date | null; lapsesAt: Date | null }, now: Date) =>
  new Date(now.getTime() + Math.max(600_000, (lapsesAt?.getTime() ?? 0) - (proposedAt?.getTime() ?? 0)));
