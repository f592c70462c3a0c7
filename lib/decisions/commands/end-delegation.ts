import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { loadResponse } from "@/lib/incidents/load";
import { conflict } from "@/lib/kernel/errors";
import { namesOf } from "../approvals";
import { mayDecide } from "../policy";
import { EndDelegation } from "../schema";

/** An authority ends a right to approve that was lent, before its time. */
export const endDelegation = defineCommand({
  name: "delegation.end",
  input: EndDelegation,
  async load(tx, _actor, { ref, id }) {
    const incident = await loadResponse(tx, ref);
    const delegation = incident && (await tx.delegation.findFirst({ where: { id, incidentId: incident.id } }));
    return delegation && { incident, delegation };
  },
  allow: (actor, { incident }) => mayDecide(actor, "delegation.end", incident),
  incident: ({ incident }) => incident.id,
  async run({ tx, actor, subject: { incident, delegation }, now }) {
    if (delegation.endedAt || delegation.endsAt <= now) throw conflict("already-so");
    const { count } = await tx.delegation.updateMany({
      where: { id: delegation.id, endedAt: null },
      data: { endedAt: now, endedById: actor.personId },
    });
    if (count === 0) throw conflict("already-so");
    return {
      result: { id: delegation.id },
      entries: [
        {
          type: "delegation.ended",
          incident: incident.id,
          subjectType: "person",
          subjectId: delegation.personId,
          data: { person: await namesOf(tx, [delegation.personId]) },
        },
      ],
    };
  },
});
