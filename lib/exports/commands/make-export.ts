import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { invalid } from "@/lib/kernel/errors";
import { digest } from "../compose";
import { loadExported, planNow, recordReads, whoseName } from "../load";
import { ceilingOf } from "../plan";
import { mayExport } from "../policy";
import { MakeExport } from "../schema";

/** Somebody takes a copy of the log, for themselves or for a named recipient up to a label. The record says what, for whom, and its hash. */
export const makeExport = defineCommand({
  name: "export.make",
  input: MakeExport,
  seconds: 120,
  load: (tx, _actor, { ref }) => loadExported(tx, ref),
  allow: (actor, incident, input) => mayExport(actor, incident, input),
  incident: ({ id }) => id,
  async run({ tx, actor, subject: incident, input }) {
    const { ref: _ref, format, recipient = actor.name, language = actor.language ?? "en", ...choice } = input;
    const plan = await planNow(tx, actor, incident, choice);
    const named = await whoseName(tx, choice.whose);
    if (named === undefined) throw invalid({ whose: "not-in-list" });
    const { red, ...made } = await digest((work) => work(tx), { plan, format, language });
    await recordReads(tx, "entry.read", red);
    const facts = {
      format,
      recipient,
      ceiling: ceilingOf(choice),
      lines: made.lines,
      tlp: made.tlp ?? incident.tlp,
      sha256: made.sha256,
    };
    return {
      result: { ...facts, language, whoseName: named, outside: plan.outside, upTo: String(plan.upTo) },
      entries: [
        {
          type: "log.exported",
          incident: incident.id,
          subjectType: "incident",
          subjectId: incident.id,
          data: { ...choice, ...facts, ...(named !== null && { whoseName: named }) },
        },
      ],
    };
  },
});
