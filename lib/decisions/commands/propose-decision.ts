import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict, invalid } from "@/lib/kernel/errors";
import { missingToPropose } from "../complete";
import { entryOf, moveDecision } from "../effects";
import { freeze, keptWords } from "../freeze";
import { loadDecision } from "../load";
import { mayDecide } from "../policy";
import { ProposeDecision } from "../schema";

/** Somebody of the response puts a draft, or what has lapsed, before those who approve: frozen as a new version, for a time. */
export const proposeDecision = defineCommand({
  name: "decision.propose",
  input: ProposeDecision,
  load: (tx, _actor, input) => loadDecision(tx, input),
  allow: (actor, decision) => mayDecide(actor, "decision.propose", decision.incident),
  incident: ({ incident }) => incident.id,
  async run({ tx, actor, subject: decision, input, now }) {
    if (input.revision !== decision.revision) throw conflict("changed-meanwhile");
    const { type, title, number } = decision;
    const systems = decision.scope.map(({ code }) => code);
    const undoes = decision.undoes?.number ?? null;
    const words = keptWords(decision.words);
    const missing = missingToPropose({ type, systems, undoes, words });
    if (missing.length > 0) throw invalid(Object.fromEntries(missing.map(({ field, because }) => [field, because])));
    const version = decision.version + 1;
    const frozen = { ref: decision.incident.ref, number, version, type, title, systems, undoes, words };
    const textHash = await freeze(tx, { ...frozen, decisionId: decision.id, by: actor.personId, now });
    const lapsesAt = new Date(now.getTime() + input.lapseMinutes * 60_000);
    await moveDecision(tx, decision, "propose", { version, lapsesAt, proposedById: actor.personId, proposedAt: now });
    const line = { version, textHash, kind: type, systems: systems.join(", "), lapsesAt: lapsesAt.toISOString() };
    return {
      result: { version, textHash, lapsesAt: lapsesAt.toISOString(), revision: decision.revision + 1 },
      entries: [entryOf(decision, "decision.proposed", line)],
    };
  },
});
