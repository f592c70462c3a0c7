import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { move } from "@/lib/kernel/machine";
import { refuseStale, write } from "../effects";
import { loadOneStanding } from "../load";
import { compromiseMoves } from "../machine";
import { maySetState } from "../policy";
import { SetCompromise } from "../schema";

/** The commander, or staff for their own systems, say how far a system was broken into; who cleaned it does not call it verified (domain.md §5.2). */
export const setCompromise = defineCommand({
  name: "system.set-compromise",
  input: SetCompromise,
  load: (tx, _actor, { ref, code }) => loadOneStanding(tx, ref, code),
  allow: (actor, { incident, system }) => maySetState(actor, "system.set-compromise", incident, [system]),
  incident: ({ incident }) => incident.id,
  async run({ tx, actor, subject: { incident, system }, input, now }) {
    const { compromise, version, reason } = input;
    const written = { incidentId: incident.id, system, version, by: actor.personId };
    await refuseStale(tx, written);
    if (system.standing.compromise === compromise) throw conflict("already-so");
    move(compromiseMoves, compromise, system.standing.compromise);
    if (compromise === "verified-clean" && system.standing.cleanedById === actor.personId)
      throw conflict("cleaner-verifies");
    const since = input.occurredAt ? new Date(input.occurredAt) : now;
    const changes = {
      compromise,
      compromiseSince: since,
      ...(compromise === "cleaned" && { cleanedById: actor.personId }),
    };
    await write(tx, written, changes);
    return {
      result: { version: version + 1 },
      entries: [
        {
          type: "system.compromise-set",
          incident: incident.id,
          subjectType: "system",
          subjectId: system.id,
          occurredAt: since,
          data: { code: system.code, name: system.name, from: system.standing.compromise, to: compromise, reason },
        },
      ],
    };
  },
});
