import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { loadDependency } from "../load";
import { mayKeep } from "../policy";
import { OneDependency } from "../schema";

/** Somebody who keeps a system has checked that it needs the other one: from now on the map counts on it. */
export const confirmDependency = defineCommand({
  name: "dependency.confirm",
  input: OneDependency,
  load: (tx, _actor, { code, needs }) => loadDependency(tx, code, needs),
  allow: (actor, { system }) => mayKeep(actor, "dependency.confirm", system),
  async run({ tx, actor, subject: { id, systemId }, input: { code, needs }, now }) {
    await tx.dependency.update({
      where: { id },
      data: { confirmedAt: now, confirmedById: actor.personId, version: { increment: 1 } },
    });
    return {
      result: {},
      entries: [
        { type: "dependency.confirmed", subjectType: "dependency", subjectId: systemId, data: { code, needs } },
      ],
    };
  },
});
