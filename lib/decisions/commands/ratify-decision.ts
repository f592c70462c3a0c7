import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { entryOf, writeDecision } from "../effects";
import { giveApproval } from "../give-approval";
import { loadDecision } from "../load";
import { mayApprove } from "../policy";
import { ApproveDecision } from "../schema";

/** Those who may approve do so afterwards for what was done in an emergency, by the same rules; never whoever began it. */
export const ratifyDecision = defineCommand({
  name: "decision.ratify",
  input: ApproveDecision,
  load: (tx, _actor, input) => loadDecision(tx, input),
  allow: (actor, decision, _input, now) => mayApprove(actor, "decision.ratify", decision, now),
  incident: ({ incident }) => incident.id,
  async run({ tx, actor, subject: decision, input, now }) {
    if (decision.emergencyReason === null || decision.ratifiedAt !== null) throw conflict("not-unratified");
    const approval = await giveApproval(tx, { actor, decision, input, now, ratifies: true });
    if (approval.enough) await writeDecision(tx, decision, { ratifiedAt: now, decidedAt: now });
    const { given, needed, enough, words } = approval;
    return {
      result: { ratified: enough, given, needed },
      entries: [entryOf(decision, "decision.ratified", words)],
    };
  },
});
