import "server-only";
import { defineLongJob } from "@/lib/entry/job";
import { env } from "@/lib/kernel/env";
import { look } from "@/lib/kernel/look";
import { Results } from "./outside-schema";
import { isWatching, keepResults, targetsOf } from "./watch";

const inside = {
  side: "inside" as const,
  origin: "inside",
  point: "Kulla",
  network: "inside",
  organisationId: null,
  personId: null,
};

/** Looks from inside, where Kulla itself stands, at the addresses of the catalogue while an incident is open. */
export const lookInside = defineLongJob({
  name: "look-inside",
  cron: "*/3 * * * *",
  async runLong(within) {
    const { KULLA_INSIDE_CHECKS: checks } = env();
    if (checks === "0") return;
    const counts = (incident: { exercise: boolean }) => checks === "1" || !incident.exercise;
    const targets = await within(async (tx) => ((await isWatching(tx, counts)) ? targetsOf(tx) : []));
    if (targets.length === 0) return;
    const results = Results.parse(await look(targets));
    await within(async (tx, now) => {
      // The catalogue may have changed while we looked.
      const still = new Set((await targetsOf(tx)).map(({ code }) => code));
      await keepResults(
        tx,
        inside,
        results.filter(({ code }) => still.has(code)),
        { now, at: now, counts },
      );
    });
  },
});
