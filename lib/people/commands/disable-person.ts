import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { endSessions, loadPersonAlone } from "../load";
import { mayManage } from "../policy";
import { ById } from "../schema";

/** The administrator ends a person's access: their sessions stop at once and no key opens a new one. */
export const disablePerson = defineCommand({
  name: "person.disable",
  input: ById,
  load: (tx, actor, { id }) => loadPersonAlone(tx, actor, id),
  allow: (actor, person) => mayManage(actor, "person.disable", person),
  async run({ tx, subject: { id, name }, now }) {
    const { count } = await tx.person.updateMany({ where: { id, disabledAt: null }, data: { disabledAt: now } });
    if (count === 0) throw conflict("already-so");
    await endSessions(tx, id, now);
    return {
      result: { id },
      entries: [{ type: "person.disabled", subjectType: "person", subjectId: id, data: { person: name } }],
    };
  },
});
