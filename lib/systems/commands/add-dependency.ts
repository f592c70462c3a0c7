import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict, invalid } from "@/lib/kernel/errors";
import { cycleOf } from "../graph";
import { codesOf, loadDependency, loadMap, loadSystem, lockMap } from "../load";
import { mayKeep } from "../policy";
import { AddDependency } from "../schema";

/** Those who keep a system say what it needs. A circle is refused with the circle written out (S1); the database holds the same rule. */
export const addDependency = defineCommand({
  name: "dependency.add",
  input: AddDependency,
  load: (tx, _actor, { code }) => loadSystem(tx, code),
  allow: (actor, system) => mayKeep(actor, "dependency.add", system),
  async run({ tx, actor, subject: { id: systemId, code }, input, now }) {
    await lockMap(tx);
    const needed = await loadSystem(tx, input.needs);
    if (!needed) throw invalid({ needs: "no-such-system" });
    if (needed.retiredAt) throw conflict("retired", { code: needed.code });
    if (await loadDependency(tx, code, needed.code)) throw conflict("already-needed", { code, needs: needed.code });
    const circle = cycleOf((await loadMap(tx, null)).needs, { from: systemId, to: needed.id });
    if (circle) throw conflict("circle-written", { circle: (await codesOf(tx, circle)).join(" → ") });
    const { id } = await tx.dependency.create({
      data: {
        systemId,
        needsId: needed.id,
        kind: input.kind,
        group: input.group ?? null,
        hosting: input.hosting,
        note: input.note ?? null,
        ...(input.confirmed && { confirmedAt: now, confirmedById: actor.personId }),
      },
      select: { id: true },
    });
    return {
      result: { id },
      entries: [
        {
          type: "dependency.added",
          subjectType: "dependency",
          // What a system needs is part of its history, so its needs are kept under its id.
          subjectId: systemId,
          data: { code, needs: needed.code, kind: input.kind, confirmed: input.confirmed },
        },
      ],
    };
  },
});
