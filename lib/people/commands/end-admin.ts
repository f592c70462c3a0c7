import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { loadPersonAlone } from "../load";
import { mayManage } from "../policy";
import { ById } from "../schema";

/** An administrator ends another one's power; nobody their own, so that one always remains. */
export const endAdmin = defineCommand({
  name: "admin.end",
  input: ById,
  load: (tx, actor, { id }) => loadPersonAlone(tx, actor, id),
  allow: (actor, person) => mayManage(actor, "admin.end", person),
  async run({ tx, subject: { id, name } }) {
    const { count } = await tx.person.updateMany({ where: { id, isAdmin: true }, data: { isAdmin: false } });
    if (count === 0) throw conflict("already-so");
    return {
      result: { id },
      entries: [{ type: "admin.ended", subjectType: "person", subjectId: id, data: { person: name } }],
    };
  },
});
