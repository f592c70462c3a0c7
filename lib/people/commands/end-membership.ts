import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { incidentByRef, loadPerson } from "../load";
import { mayManage } from "../policy";
import { EndMembership } from "../schema";

/** The administrator ends a person's role in one incident; what they saw of it is closed to them at once. */
export const endMembership = defineCommand({
  name: "membership.end",
  input: EndMembership,
  load: (tx, _actor, { id }) => loadPerson(tx, id),
  allow: (actor, person) => mayManage(actor, "membership.end", person),
  async run({ tx, subject: { id, name }, input: { ref, role }, now }) {
    const incident = await incidentByRef(tx, ref);
    const { count } = await tx.membership.updateMany({
      where: { incidentId: incident.id, personId: id, role, OR: [{ endsAt: null }, { endsAt: { gt: now } }] },
      data: { endsAt: now },
    });
    if (count === 0) throw conflict("already-so");
    return {
      result: { id, ref: incident.ref, role },
      entries: [
        {
          type: "membership.ended",
          incident: incident.id,
          subjectType: "person",
          subjectId: id,
          data: { person: name, role },
        },
      ],
    };
  },
});
