import "server-only";
import { all } from "@/lib/access/may";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { loadSystem } from "../load";
import { mayKeep } from "../policy";
import { planRow, systemRow } from "../rows";
import { ChangeSystem } from "../schema";

/** Those who keep a system correct what the catalogue says of it, as it stood when the form was read; nobody gives away what is not theirs. */
export const changeSystem = defineCommand({
  name: "system.change",
  input: ChangeSystem,
  load: (tx, _actor, { code }) => loadSystem(tx, code),
  allow: (actor, system, input) =>
    all(
      mayKeep(actor, "system.change", system),
      mayKeep(actor, "system.change", { ownerId: input.owner, operatorId: input.operator }),
    ),
  async run({ tx, subject: { id, code }, input }) {
    const { count } = await tx.system.updateMany({
      where: { id, version: input.version },
      data: { ...systemRow(input), version: { increment: 1 } },
    });
    if (count === 0) throw conflict("changed-meanwhile");
    await tx.systemPlan.update({ where: { systemId: id }, data: planRow(input) });
    return {
      result: { code, version: input.version + 1 },
      entries: [{ type: "system.changed", subjectType: "system", subjectId: id, data: { code, name: input.name } }],
    };
  },
});
