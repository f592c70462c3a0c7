import "server-only";
import { randomUUID } from "node:crypto";
import { may } from "@/lib/access/may";
import { defineCommand } from "@/lib/entry/command";
import { keepCode } from "../code-rows";
import { refuseTaken, requireOrganisation } from "../load";
import { InvitePerson } from "../schema";

/** The administrator enters a person and makes the one-time code with which they set their first keys. */
export const invitePerson = defineCommand({
  name: "person.invite",
  input: InvitePerson,
  load: async () => ({}),
  allow: (actor) => may(actor, "person.invite"),
  async run({ tx, input, now }) {
    const id = randomUUID();
    await refuseTaken(tx, input.email);
    await requireOrganisation(tx, input.organisationId);
    await tx.person.createMany({ data: [{ id, ...input, credentialsFrom: now, createdAt: now }] });
    const codeId = await keepCode(tx, id, now);
    return {
      result: { id, codeId },
      entries: [{ type: "person.invited", subjectType: "person", subjectId: id, data: { person: input.name } }],
    };
  },
});
