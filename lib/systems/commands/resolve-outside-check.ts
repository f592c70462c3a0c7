import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { loadOneStanding } from "../load";
import { mayResolve } from "../outside-policy";
import { ResolveDisagreement } from "../outside-schema";

/** Whoever answers for a system says in one sentence why what is seen is not what we say; the mark goes, the looks stay. */
export const resolveOutsideCheck = defineCommand({
  name: "outside-check.resolve",
  input: ResolveDisagreement,
  load: (tx, _actor, { ref, code }) => loadOneStanding(tx, ref, code),
  allow: (actor, { incident, system }) => mayResolve(actor, incident, system),
  incident: ({ incident }) => incident.id,
  async run({ tx, actor, subject: { incident, system }, input: { side, reason }, now }) {
    const { count } = await tx.disagreement.updateMany({
      where: { incidentId: incident.id, systemId: system.id, side, overAt: null, resolvedAt: null },
      data: { resolvedAt: now, resolvedById: actor.personId, reason },
    });
    if (count === 0) throw conflict("no-disagreement");
    const { id, code, name } = system;
    return {
      result: { code },
      entries: [
        {
          type: "outside-check.resolved",
          incident: incident.id,
          subjectType: "system",
          subjectId: id,
          data: { code, name, side, reason },
        },
      ],
    };
  },
});
