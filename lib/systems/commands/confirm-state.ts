import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { refuseStale, write } from "../effects";
import { loadOneStanding } from "../load";
import { maySetState } from "../policy";
import { ConfirmState } from "../schema";

/** Somebody who looked says that a system still stands as it is shown; four hours without that, it counts as not confirmed. */
export const confirmState = defineCommand({
  name: "system.confirm-state",
  input: ConfirmState,
  load: (tx, _actor, { ref, code }) => loadOneStanding(tx, ref, code),
  allow: (actor, { incident, system }) => maySetState(actor, "system.confirm-state", incident, [system]),
  incident: ({ incident }) => incident.id,
  async run({ tx, actor, subject: { incident, system }, input: { version }, now }) {
    const written = { incidentId: incident.id, system, version, by: actor.personId };
    await refuseStale(tx, written);
    await write(tx, written, { confirmedAt: now, confirmedById: actor.personId });
    return {
      result: { version: version + 1 },
      entries: [
        {
          type: "system.state-confirmed",
          incident: incident.id,
          subjectType: "system",
          subjectId: system.id,
          data: { code: system.code, name: system.name, state: system.standing.state },
        },
      ],
    };
  },
});
