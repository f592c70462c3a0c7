import "server-only";
import { may } from "@/lib/access/may";
import { defineCommand } from "@/lib/entry/command";
import { conflict, invalid } from "@/lib/kernel/errors";
import { loadPerson, refuseTaken, requireOrganisation } from "../load";
import { ChangePerson } from "../schema";

/** The administrator corrects a name, an e-mail or an organisation, as they stood when the form was read. */
export const changePerson = defineCommand({
  name: "person.change",
  input: ChangePerson,
  load: (tx, _actor, { id }) => loadPerson(tx, id),
  allow: (actor) => may(actor, "person.change"),
  async run({ tx, actor, subject, input: { id, version, email = null, ...wanted } }) {
    if (email !== null && email !== subject.email) await refuseTaken(tx, email);
    if (wanted.organisationId !== subject.organisationId) {
      if (id === actor.personId) throw invalid({ organisationId: "oneself" });
      await requireOrganisation(tx, wanted.organisationId);
    }
    const { count } = await tx.person.updateMany({
      where: { id, version },
      data: { ...wanted, email, version: { increment: 1 } },
    });
    if (count === 0) throw conflict("changed-meanwhile");
    return {
      result: { id, version: version + 1 },
      entries: [{ type: "person.changed", subjectType: "person", subjectId: id, data: { person: wanted.name } }],
    };
  },
});
