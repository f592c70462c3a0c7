import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { changedInCatalogue } from "../effects";
import { loadSystem, lockMap } from "../load";
import { mayKeep } from "../policy";
import { EndSystem } from "../schema";

/** Those who keep a retired system take it back into use, once all that it needs is in use. */
export const returnSystem = defineCommand({
  name: "system.return",
  input: EndSystem,
  load: (tx, _actor, { code }) => loadSystem(tx, code),
  allow: (actor, system) => mayKeep(actor, "system.return", system),
  async run({ tx, subject: system, input: { version, reason } }) {
    await lockMap(tx);
    const { id, code, name } = system;
    const gone = await tx.dependency.findMany({
      where: { systemId: id, needed: { retiredAt: { not: null } } },
      select: { needed: { select: { code: true, name: true } } },
      orderBy: { needed: { code: "asc" } },
    });
    if (gone.length > 0)
      throw conflict("needs-retired", {
        code,
        needs: gone.map(({ needed }) => `${needed.code} ${needed.name}`).join(", "),
      });
    const { count } = await tx.system.updateMany({
      where: { id, version, retiredAt: { not: null } },
      data: { retiredAt: null, version: { increment: 1 } },
    });
    if (count === 0) throw system.retiredAt ? await changedInCatalogue(tx, system) : conflict("already-so");
    return {
      result: { code, version: version + 1 },
      entries: [{ type: "system.returned", subjectType: "system", subjectId: id, data: { code, name, reason } }],
    };
  },
});
