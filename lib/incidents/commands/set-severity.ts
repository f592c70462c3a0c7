import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { loadIncident } from "../load";
import { maySetSeverity } from "../policy";
import { SetSeverity } from "../schema";

/** A commander or decision authority sets the severity, with one sentence why. */
export const setSeverity = defineCommand({
  name: "incident.set-severity",
  input: SetSeverity,
  load: (tx, _actor, { ref }) => loadIncident(tx, ref),
  allow: (actor, incident) => maySetSeverity(actor, incident),
  incident: ({ id }) => id,
  async run({ tx, subject: { id, severity }, input }) {
    if (severity === null || severity === input.severity) throw conflict("already-so");
    const { count } = await tx.situation.updateMany({
      where: { incidentId: id, version: input.version },
      data: { severity: input.severity, version: { increment: 1 } },
    });
    if (count === 0) throw conflict("changed-meanwhile");
    return {
      result: { severity: input.severity, version: input.version + 1 },
      entries: [
        {
          type: "incident.severity-set",
          incident: id,
          subjectType: "incident",
          subjectId: id,
          data: { from: severity, to: input.severity, reason: input.reason },
        },
      ],
    };
  },
});
