import "server-only";
import { may } from "@/lib/access/may";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { ChangeOrganisation } from "../schema";

/** The administrator corrects an organisation's names or kind, as they stood when the form was read. */
export const changeOrganisation = defineCommand({
  name: "organisation.change",
  input: ChangeOrganisation,
  load: (tx, _actor, { id }) => tx.organisation.findUnique({ where: { id }, select: { id: true } }),
  allow: (actor) => may(actor, "organisation.change"),
  async run({ tx, input: { id, version, localName, ...input } }) {
    const { count } = await tx.organisation.updateMany({
      where: { id, version },
      data: { ...input, localName: localName || null, version: { increment: 1 } },
    });
    if (count === 0) throw conflict("changed-meanwhile");
    return {
      result: { id, version: version + 1 },
      entries: [
        { type: "organisation.changed", subjectType: "organisation", subjectId: id, data: { name: input.name } },
      ],
    };
  },
});
