import "server-only";
import { randomUUID } from "node:crypto";
import { may } from "@/lib/access/may";
import { defineCommand } from "@/lib/entry/command";
import { AddOrganisation } from "../schema";

/** The administrator enters an organisation that takes part. */
export const addOrganisation = defineCommand({
  name: "organisation.add",
  input: AddOrganisation,
  load: async () => ({}),
  allow: (actor) => may(actor, "organisation.add"),
  async run({ tx, input: { localName, ...input }, now }) {
    const id = randomUUID();
    await tx.organisation.createMany({ data: [{ id, ...input, localName: localName || null, createdAt: now }] });
    return {
      result: { id },
      entries: [{ type: "organisation.added", subjectType: "organisation", subjectId: id, data: { name: input.name } }],
    };
  },
});
