import "server-only";
import { defineCommand } from "@/lib/entry/command";
import type { Tx } from "@/lib/kernel/db";
import { entryOf, moveDecision } from "../effects";
import { loadDecision } from "../load";
import { confirmationsOf, saidOfOutside } from "../outside-load";
import { mayVerify } from "../policy";
import { VerifyDecision } from "../schema";

/**
 * Somebody of the response who carried none of it out confirms that it is as it was meant, and by what they know (D4). Whatever can be looked at
 * is seen so by two independent points outside, or they say why it counts all the same.
 */
export const verifyDecision = defineCommand({
  name: "decision.verify",
  input: VerifyDecision,
  async load(tx, _actor, input) {
    const decision = await loadDecision(tx, input);
    return decision && { decision, carriedOutBy: await carriers(tx, decision.id) };
  },
  allow: (actor, { decision, carriedOutBy }) => mayVerify(actor, decision, carriedOutBy),
  incident: ({ decision }) => decision.incident.id,
  async run({ tx, actor, subject: { decision }, input: { reason, unconfirmed }, now }) {
    await moveDecision(tx, decision, "verify", { verifiedById: actor.personId, verifiedAt: now });
    const codes = decision.scope.map(({ code }) => code);
    const seen = await confirmationsOf(tx, { ...decision, incidentId: decision.incident.id, codes }, now);
    const words = { reason, ...saidOfOutside(seen, unconfirmed) };
    return { result: { state: "verified" }, entries: [entryOf(decision, "decision.verified", words)] };
  },
});

async function carriers(tx: Tx, decisionId: string): Promise<string[]> {
  const acts = await tx.stepAct.findMany({ where: { decisionId }, select: { byId: true } });
  const stages = await tx.decisionStage.findMany({ where: { decisionId }, select: { byId: true } });
  return [...acts, ...stages].map(({ byId }) => byId);
}
