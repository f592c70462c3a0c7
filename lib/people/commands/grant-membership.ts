import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { incidentByRef, loadPerson } from "../load";
import { mayManage } from "../policy";
import { GrantMembership } from "../schema";

/** Outside responders come for a time; without a word about it, for two weeks (DESIGN §8). */
const OUTSIDE_DAYS = 14;
const DAY_MS = 86_400_000;

/** The administrator gives a person a role in one incident, which is named by its reference because its content is not theirs to read. */
export const grantMembership = defineCommand({
  name: "membership.grant",
  input: GrantMembership,
  load: (tx, _actor, { id }) => loadPerson(tx, id),
  allow: (actor, person) => mayManage(actor, "membership.grant", person),
  async run({ tx, subject: { id, name, organisationId, disabledAt }, input: { ref, role, days }, now, loaded }) {
    if (disabledAt) throw conflict("person-disabled");
    const incident = await incidentByRef(tx, ref);
    // The end of an exercise that is loaded is told by its file.
    const lasts = days ?? (role === "EXTERNAL_RESPONDER" && !loaded ? OUTSIDE_DAYS : null);
    const kept = { startsAt: now, endsAt: lasts === null ? null : new Date(now.getTime() + lasts * DAY_MS) };
    const where = { incidentId: incident.id, personId: id, role };
    // A role that was held before is held anew; what was before stands in the record.
    const { count } = await tx.membership.updateMany({
      where: { ...where, endsAt: { lte: now } },
      data: { ...kept, organisationId },
    });
    if (count === 0) {
      const added = await tx.membership.createMany({
        data: [{ ...where, organisationId, ...kept }],
        skipDuplicates: true,
      });
      if (added.count === 0) throw conflict("already-so");
    }
    return {
      result: { id, ref: incident.ref, role },
      entries: [
        {
          type: "membership.granted",
          incident: incident.id,
          subjectType: "person",
          subjectId: id,
          data: { person: name, role },
        },
      ],
    };
  },
});
