import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { loadPerson } from "../load";
import { mayManage } from "../policy";
import { Duty } from "../schema";

/** The administrator ends a standing duty; roles in incidents that are open stay until they are ended there. */
export const endDuty = defineCommand({
  name: "duty.end",
  input: Duty,
  load: (tx, _actor, { id }) => loadPerson(tx, id),
  allow: (actor, person) => mayManage(actor, "duty.end", person),
  async run({ tx, subject: { id, name }, input: { role } }) {
    const { count } = await tx.standingDuty.deleteMany({ where: { personId: id, role } });
    if (count === 0) throw conflict("already-so");
    return {
      result: { id, role },
      entries: [{ type: "duty.ended", subjectType: "person", subjectId: id, data: { person: name, role } }],
    };
  },
});
