import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { invalid } from "@/lib/kernel/errors";
import { loadSystem, organisationNames } from "../load";
import { mayKeep } from "../policy";
import { planRow, systemRow } from "../rows";
import { AddSystem } from "../schema";

/** Those who keep the catalogue add a system; staff one that their own organisation owns or runs. */
export const addSystem = defineCommand({
  name: "system.add",
  input: AddSystem,
  load: async (_tx, _actor, input) => ({ ownerId: input.owner, operatorId: input.operator }),
  allow: (actor, keepers) => mayKeep(actor, "system.add", keepers),
  async run({ tx, input }) {
    const { owner, operator, maintainer, host } = input;
    await organisationNames(tx, { owner, operator, maintainer, host });
    if (await loadSystem(tx, input.code)) throw invalid({ code: "code-taken" });
    const { id } = await tx.system.create({ data: { code: input.code, ...systemRow(input) }, select: { id: true } });
    await tx.systemPlan.create({ data: { systemId: id, ...planRow(input) } });
    return {
      result: { code: input.code },
      entries: [
        { type: "system.added", subjectType: "system", subjectId: id, data: { code: input.code, name: input.name } },
      ],
    };
  },
});
