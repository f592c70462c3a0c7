import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { loadPerson } from "../load";
import { mayManage } from "../policy";
import { Duty } from "../schema";

/** The administrator gives a person a standing duty: from now on it is copied into each incident that opens. */
export const grantDuty = defineCommand({
  name: "duty.grant",
  input: Duty,
  load: (tx, _actor, { id }) => loadPerson(tx, id),
  allow: (actor, person) => mayManage(actor, "duty.grant", person),
  async run({ tx, subject: { id, name, organisationId, disabledAt }, input: { role }, now }) {
    if (disabledAt) throw conflict("person-disabled");
    const { count } = await tx.standingDuty.createMany({
      data: [{ personId: id, organisationId, role, grantedAt: now }],
      skipDuplicates: true,
    });
    if (count === 0) throw conflict("already-so");
    return {
      result: { id, role },
      entries: [{ type: "duty.granted", subjectType: "person", subjectId: id, data: { person: name, role } }],
    };
  },
});
