import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { loadDependency } from "../load";
import { mayKeep } from "../policy";
import { OneDependency } from "../schema";

/** Those who keep a system say that it does not need the other one (any more). */
export const endDependency = defineCommand({
  name: "dependency.end",
  input: OneDependency,
  load: (tx, _actor, { code, needs }) => loadDependency(tx, code, needs),
  allow: (actor, { system }) => mayKeep(actor, "dependency.end", system),
  async run({ tx, subject: { id, systemId }, input: { code, needs } }) {
    await tx.dependency.delete({ where: { id } });
    return {
      result: {},
      entries: [{ type: "dependency.ended", subjectType: "dependency", subjectId: systemId, data: { code, needs } }],
    };
  },
});
