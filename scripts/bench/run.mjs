// All parts of the bench, one after another on one house, so that their figures belong together.
import { ensureInstalled } from "../lib/deps.mjs";
import { main, Sentence, step } from "../lib/say.mjs";
import { stopEverything, stopOnSignals } from "../lib/stop.mjs";

// Each part that needs the house gets it; P8 comes last of these, because it weighs what the others have left.
const PARTS = {
  p3: async (house) => (await import("./p3.mjs")).p3(house),
};

/** Measures the parts that are named, or all; a missed figure does not fail the run, a broken one does. */
export function bench(wanted) {
  return main(async () => {
    stopOnSignals();
    const unknown = wanted.find((name) => !(name in PARTS));
    if (unknown) throw new Sentence(`There is no part "${unknown}". The parts are: ${Object.keys(PARTS).join(", ")}.`);
    await ensureInstalled();
    const { generateClient } = await import("../lib/prisma.mjs");
    await step("Writing the database client", generateClient);
    const { openHouse } = await import("./house.mjs");
    const { keep, say } = await import("./figures.mjs");
    const house = await openHouse();
    for (const name of Object.keys(PARTS).filter((part) => wanted.length === 0 || wanted.includes(part))) {
      const figures = await PARTS[name](house);
      figures.forEach(say);
      keep(figures);
    }
    await stopEverything();
    process.exit(0);
  });
}
