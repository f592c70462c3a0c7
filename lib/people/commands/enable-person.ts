import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { loadPerson } from "../load";
import { mayManage } from "../policy";
import { ById } from "../schema";

/** The administrator opens a person's access again; the keys they had count again. */
export const enablePerson = defineCommand({
  name: "person.enable",
  input: ById,
  load: (tx, _actor, { id }) => loadPerson(tx, id),
  allow: (actor, person) => mayManage(actor, "person.enable", person),
  async run({ tx, subject: { id, name } }) {
    const { count } = await tx.person.updateMany({
      where: { id, disabledAt: { not: null } },
      data: { disabledAt: null },
    });
    if (count === 0) throw conflict("already-so");
    return {
      result: { id },
      entries: [{ type: "person.enabled", subjectType: "person", subjectId: id, data: { person: name } }],
    };
  },
});
