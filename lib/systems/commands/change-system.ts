import "server-only";
import { all } from "@/lib/access/may";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { changesOf } from "../changes";
import { changedInCatalogue } from "../effects";
import { loadWhole, organisationNames } from "../load";
import { mayKeep } from "../policy";
import { planRow, systemRow } from "../rows";
import { ChangeSystem } from "../schema";

/** Those who keep a system correct what the catalogue says of it, as it stood when the form was read; nobody gives away what is not theirs. */
export const changeSystem = defineCommand({
  name: "system.change",
  input: ChangeSystem,
  load: (tx, _actor, { code }) => loadWhole(tx, code),
  allow: (actor, { system }, input) =>
    all(
      mayKeep(actor, "system.change", system),
      mayKeep(actor, "system.change", { ownerId: input.owner, operatorId: input.operator }),
    ),
  missed: {
    because: "catalogue-changed",
    entry: ({ system: { id, code, name } }) => ({
      type: "system.correction-missed",
      subjectType: "system",
      subjectId: id,
      data: { code, name },
    }),
  },
  async run({ tx, subject: { system, row }, input }) {
    const { id, code } = system;
    if (system.version !== input.version) throw await changedInCatalogue(tx, system);
    const { owner, operator, maintainer, host } = input;
    const names = await organisationNames(tx, { owner, operator, maintainer, host });
    for (const [organisation, name] of system.names) names.set(organisation, name);
    const [facts, plan] = [systemRow(input), planRow(input)];
    const changes = changesOf(row, { ...facts, ...plan }, names);
    if (changes.length === 0) throw conflict("nothing-changed");
    const { count } = await tx.system.updateMany({
      where: { id, version: input.version },
      data: { ...facts, version: { increment: 1 } },
    });
    if (count === 0) throw await changedInCatalogue(tx, system);
    await tx.systemPlan.update({ where: { systemId: id }, data: plan });
    return {
      result: { code, version: input.version + 1 },
      entries: [
        { type: "system.changed", subjectType: "system", subjectId: id, data: { code, name: input.name, changes } },
      ],
    };
  },
});
