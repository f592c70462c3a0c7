import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { loadIncident } from "@/lib/incidents/load";
import { conflict } from "@/lib/kernel/errors";
import { write } from "../effects";
import { loadStanding } from "../load";
import { maySetState } from "../policy";
import { ConfirmState } from "../schema";

/** Somebody who looked says that a system still stands as it is shown; four hours without that, it counts as not confirmed. */
export const confirmState = defineCommand({
  name: "system.confirm-state",
  input: ConfirmState,
  async load(tx, _actor, { ref, code }) {
    const incident = await loadIncident(tx, ref);
    if (!incident) return null;
    const [system] = await loadStanding(tx, incident.id, [code]);
    return system ? { incident, system } : null;
  },
  allow: (actor, { incident, system }) => maySetState(actor, "system.confirm-state", incident, [system]),
  incident: ({ incident }) => incident.id,
  async run({ tx, actor, subject: { incident, system }, input: { version }, now }) {
    if (system.standing.version === 0) throw conflict("changed-meanwhile");
    const changes = { confirmedAt: now, confirmedById: actor.personId };
    await write(tx, { incidentId: incident.id, system, version, by: actor.personId, now }, changes);
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
