import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict, invalid } from "@/lib/kernel/errors";
import { missingToPropose } from "../complete";
import { loadDecision } from "../load";
import { mayDecide } from "../policy";
import { putForward } from "../put-forward";
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
    const { type, words } = decision;
    const systems = decision.scope.map(({ code }) => code);
    const missing = missingToPropose({ type, systems, undoes: decision.undoes?.number, words });
    if (missing.length > 0) throw invalid(Object.fromEntries(missing.map(({ field, because }) => [field, because])));
    const { line, ...put } = await putForward(tx, { actor, decision, lapseMinutes: input.lapseMinutes, now });
    return { result: { ...put, revision: decision.revision + 1 }, entries: [line] };
  },
});
