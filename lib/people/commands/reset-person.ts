import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { keepCode } from "../code-rows";
import { endSessions, loadPersonAlone } from "../load";
import { mayManage } from "../policy";
import { ById } from "../schema";

/** After a lost or stolen key: nothing that was set before counts any more, all sessions end, and a new one-time code is made. */
export const resetPerson = defineCommand({
  name: "person.reset",
  input: ById,
  load: (tx, actor, { id }) => loadPersonAlone(tx, actor, id),
  allow: (actor, person) => mayManage(actor, "person.reset", person),
  async run({ tx, subject: { id, name, disabledAt }, now }) {
    if (disabledAt) throw conflict("person-disabled");
    await tx.person.updateMany({ where: { id }, data: { credentialsFrom: now } });
    await endSessions(tx, id, now);
    const codeId = await keepCode(tx, id, now);
    return {
      result: { id, codeId },
      entries: [{ type: "person.reset", subjectType: "person", subjectId: id, data: { person: name } }],
    };
  },
});
