import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { endSessions, loadPersonAlone } from "../load";
import { mayManage } from "../policy";
import { ById } from "../schema";

/** An administrator makes somebody else one. They sign in anew, so that the stricter limits of administrators hold. */
export const grantAdmin = defineCommand({
  name: "admin.grant",
  input: ById,
  load: (tx, actor, { id }) => loadPersonAlone(tx, actor, id),
  allow: (actor, person) => mayManage(actor, "admin.grant", person),
  async run({ tx, subject: { id, name, disabledAt }, now }) {
    if (disabledAt) throw conflict("person-disabled");
    const { count } = await tx.person.updateMany({ where: { id, isAdmin: false }, data: { isAdmin: true } });
    if (count === 0) throw conflict("already-so");
    await endSessions(tx, id, now);
    return {
      result: { id },
      entries: [{ type: "admin.granted", subjectType: "person", subjectId: id, data: { person: name } }],
    };
  },
});
