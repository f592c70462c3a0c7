import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { cycleOf } from "../graph";
import { loadMap, loadSystem } from "../load";
import { mayKeep } from "../policy";
import { AddDependency } from "../schema";

/** Those who keep a system say what it needs. A circle is refused with the circle written out (S1); the database holds the same rule. */
export const addDependency = defineCommand({
  name: "dependency.add",
  input: AddDependency,
  async load(tx, _actor, { code, needs }) {
    const [system, needed] = [await loadSystem(tx, code), await loadSystem(tx, needs)];
    return system && needed && { system, needed };
  },
  allow: (actor, { system }) => mayKeep(actor, "dependency.add", system),
  async run({ tx, actor, subject: { system, needed }, input, now }) {
    const { systems, needs } = await loadMap(tx, null);
    const circle = cycleOf(needs, { from: system.id, to: needed.id });
    const codes = new Map(systems.map(({ id, code }) => [id, code]));
    if (circle) throw conflict("circle-written", { circle: circle.map((id) => codes.get(id) ?? "").join(" > ") });
    const { id } = await tx.dependency.create({
      data: {
        systemId: system.id,
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
          subjectId: id,
          data: { code: system.code, needs: needed.code, kind: input.kind, confirmed: input.confirmed },
        },
      ],
    };
  },
});
