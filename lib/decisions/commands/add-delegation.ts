import "server-only";
import { randomUUID } from "node:crypto";
import { defineCommand } from "@/lib/entry/command";
import { loadResponse } from "@/lib/incidents/load";
import { invalid } from "@/lib/kernel/errors";
import { mayDelegate, restsOn } from "../policy";
import { AddDelegation } from "../schema";

/** An authority lends somebody of the response the right to approve: which actions, up to which tier, how many systems, of whom, for a shift. */
export const addDelegation = defineCommand({
  name: "delegation.add",
  input: AddDelegation,
  load: (tx, _actor, { ref }) => loadResponse(tx, ref),
  allow: (actor, incident, { person }) => mayDelegate(actor, incident, person),
  incident: ({ id }) => id,
  async run({ tx, actor, subject: incident, input, now }) {
    const { person, types, tierFrom, systemsMax, organisations, hours, reason } = input;
    const member = await tx.membership.findFirst({
      where: {
        incidentId: incident.id,
        personId: person,
        role: { in: [...restsOn.delegation] },
        OR: [{ endsAt: null }, { endsAt: { gt: now } }],
      },
      include: { person: { select: { name: true } } },
    });
    if (!member) throw invalid({ person: "not-of-response" });
    const known = await tx.organisation.count({ where: { id: { in: organisations } } });
    if (known < new Set(organisations).size) throw invalid({ organisations: "not-in-list" });
    const id = randomUUID();
    const endsAt = new Date(now.getTime() + hours * 3_600_000);
    const limits = { types, tierFrom, systemsMax, organisationIds: organisations };
    const lent = { id, incidentId: incident.id, personId: person, ...limits, reason, startsAt: now, endsAt };
    await tx.delegation.createMany({ data: [{ ...lent, givenById: actor.personId, givenAt: now }] });
    const until = endsAt.toISOString();
    return {
      result: { id, endsAt: until },
      entries: [
        {
          type: "delegation.added",
          incident: incident.id,
          subjectType: "person",
          subjectId: person,
          data: { person: member.person.name, kinds: types.join(", "), tier: tierFrom, until, reason },
        },
      ],
    };
  },
});
