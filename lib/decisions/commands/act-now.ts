import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict, invalid } from "@/lib/kernel/errors";
import { begin } from "../begin";
import { missingToPropose } from "../complete";
import { entryOf } from "../effects";
import { freeze, keptWords } from "../freeze";
import { keepPreview } from "../keep-preview";
import { RATIFY_HOURS } from "../lists";
import { loadDecision } from "../load";
import { openStates } from "../machine";
import { mayDecide } from "../policy";
import { refuseEarlyReturn } from "../refuse-early-return";
import { ActNow } from "../schema";

/**
 * Commander or authority acts in an emergency before anybody approved: with a reason, and the codes of the systems typed by hand. It has to be
 * ratified by others within hours; until then it is shown as unratified, and it is never undone by itself (D11). What ends a stop
 * keeps the conditions of its end in an emergency, too.
 */
export const actNow = defineCommand({
  name: "decision.act-now",
  input: ActNow,
  load: (tx, _actor, input) => loadDecision(tx, input),
  allow: (actor, decision) => mayDecide(actor, "decision.act-now", decision.incident),
  incident: ({ incident }) => incident.id,
  async run({ tx, actor, subject: decision, input, now }) {
    if (input.revision !== decision.revision) throw conflict("changed-meanwhile");
    if (!(openStates as readonly string[]).includes(decision.state))
      throw conflict("illegal-move", { state: decision.state });
    const { type, title, number } = decision;
    const systems = decision.scope.map(({ code }) => code);
    if (systems.toSorted().join() !== [...new Set(input.codes)].toSorted().join())
      throw invalid({ codes: "codes-typed" });
    const said = { type, title, systems, undoes: decision.undoes?.number ?? null, words: keptWords(decision.words) };
    const missing = missingToPropose(said);
    if (missing.length > 0) throw invalid(Object.fromEntries(missing.map(({ field, because }) => [field, because])));
    await refuseEarlyReturn(tx, decision);
    const ratifyBy = new Date(now.getTime() + RATIFY_HOURS * 3_600_000);
    const emergency = { emergencyReason: input.reason, ratifyBy };
    const waits = decision.state === "proposed" || decision.state === "returned";
    const version = waits ? decision.version : decision.version + 1;
    const frozen = { ...said, ref: decision.incident.ref, number, version, decisionId: decision.id };
    const textHash = waits ? (decision.textHash ?? "") : await freeze(tx, { ...frozen, by: actor.personId, now });
    const proposed = waits ? {} : { version, proposedById: actor.personId, proposedAt: now, lapsesAt: now };
    await begin(tx, { actor, decision, now, how: "act-now", more: { ...emergency, ...proposed } });
    await keepPreview(tx, { ...decision, version, textHash }, actor, now);
    const line = { version, textHash, ratifyBy: ratifyBy.toISOString(), reason: input.reason };
    return {
      result: { state: "executing", version, ratifyBy: ratifyBy.toISOString() },
      entries: [entryOf(decision, "decision.acted-on", line)],
    };
  },
});
