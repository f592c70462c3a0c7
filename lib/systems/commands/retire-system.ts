import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { changedInCatalogue } from "../effects";
import { loadSystem, lockMap } from "../load";
import { mayKeep } from "../policy";
import { EndSystem } from "../schema";

/** Those who keep a system retire it, with one sentence, once nothing needs it any more; its history stays. */
export const retireSystem = defineCommand({
  name: "system.retire",
  input: EndSystem,
  load: (tx, _actor, { code }) => loadSystem(tx, code),
  allow: (actor, system) => mayKeep(actor, "system.retire", system),
  async run({ tx, subject: system, input: { version, reason }, now }) {
    await lockMap(tx);
    const { id, code, name } = system;
    const needing = await tx.dependency.findMany({
      where: { needsId: id, system: { retiredAt: null } },
      select: { system: { select: { code: true, name: true } } },
      orderBy: { system: { code: "asc" } },
    });
    if (needing.length > 0)
      throw conflict("still-needed", { code, by: needing.map(({ system: by }) => `${by.code} ${by.name}`).join(", ") });
    const { count } = await tx.system.updateMany({
      where: { id, version, retiredAt: null },
      data: { retiredAt: now, version: { increment: 1 } },
    });
    if (count === 0) throw system.retiredAt ? conflict("already-so") : await changedInCatalogue(tx, system);
    return {
      result: { code, version: version + 1 },
      entries: [{ type: "system.retired", subjectType: "system", subjectId: id, data: { code, name, reason } }],
    };
  },
});
