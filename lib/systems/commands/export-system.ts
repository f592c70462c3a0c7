import "server-only";
import { z } from "zod";
import { may } from "@/lib/access/may";
import { defineCommand } from "@/lib/entry/command";
import { sha256Hex } from "@/lib/kernel/ids";
import { loadKept } from "../csv-load";
import { systemsTable } from "../csv-table";

/** Whoever reads the catalogue takes it out as a table: what is in use, with the plans for those who read plans. The record keeps its hash. */
export const exportSystems = defineCommand({
  name: "system.export",
  input: z.strictObject({}),
  load: async () => ({}),
  allow: (actor) => may(actor, "system.export"),
  async run({ tx, now }) {
    const { systems, names, plans } = await loadKept(tx);
    const used = systems.filter(({ retired }) => !retired);
    const content = systemsTable(used, names, plans);
    const facts = {
      systems: used.length,
      plans: plans ? ("with" as const) : ("without" as const),
      sha256: sha256Hex(content),
    };
    return {
      result: { ...facts, content, day: now.toISOString().slice(0, 10) },
      entries: [{ type: "catalogue.exported", subjectType: "system", data: facts }],
    };
  },
});
