import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict, invalid } from "@/lib/kernel/errors";
import { missingToPropose } from "../complete";
import { entryOf, voidedLine, writeDecision, writeScope } from "../effects";
import { changedFields, freeze, keptWords } from "../freeze";
import { loadDecision, loadScope, loadUndone } from "../load";
import { openStates } from "../machine";
import { mayDecide } from "../policy";
import { EditDecision } from "../schema";

/**
 * Somebody of the response changes what a decision says, before it is decided. Once people have it before them each change is a new version:
 * the approvals of the old one fall away, and the answer says what changed and whose they were.
 */
export const editDecision = defineCommand({
  name: "decision.edit",
  input: EditDecision,
  load: (tx, _actor, input) => loadDecision(tx, input),
  allow: (actor, decision) => mayDecide(actor, "decision.edit", decision.incident),
  incident: ({ incident }) => incident.id,
  async run({ tx, actor, subject: decision, input, now }) {
    if (!(openStates as readonly string[]).includes(decision.state))
      throw conflict("illegal-move", { state: decision.state });
    if (input.revision !== decision.revision) throw conflict("changed-meanwhile");
    const { type, title, systems } = input;
    const words = keptWords(input.words);
    const scope = await loadScope(tx, systems);
    const undone = await loadUndone(tx, decision.incident.id, input.undoes);
    const before = {
      ...decision,
      systems: decision.scope.map(({ code }) => code),
      undoes: decision.undoes?.number ?? null,
    };
    const after = { type, title, systems, undoes: undone?.number ?? null, words };
    const changed = changedFields(before, after);
    if (changed.length === 0) throw conflict("already-so");
    const saved = { type, title, words, undoesId: undone?.id ?? null };
    const result = { revision: decision.revision + 1, version: decision.version, changed };
    if (decision.version === 0) {
      await writeScope(tx, decision, scope);
      await writeDecision(tx, decision, saved);
      return {
        result: { ...result, voided: [] as string[] },
        entries: [entryOf({ ...decision, title }, "decision.draft-saved", {})],
      };
    }
    const missing = missingToPropose({ ...after, systems });
    if (missing.length > 0) throw invalid(Object.fromEntries(missing.map(({ field, because }) => [field, because])));
    const version = decision.version + 1;
    const { entries, whose } = await voidedLine(tx, decision, "text", changed.join(", "));
    await writeScope(tx, decision, scope);
    const frozen = { ref: decision.incident.ref, number: decision.number, version, ...after };
    const textHash = await freeze(tx, { ...frozen, decisionId: decision.id, by: actor.personId, now });
    await writeDecision(tx, decision, { ...saved, version });
    const line = entryOf({ ...decision, title }, "decision.edited", { version, textHash, changed: changed.join(", ") });
    return { result: { ...result, version, voided: whose }, entries: [line, ...entries] };
  },
});
