// All parts of the bench, one after another on one house, so that their figures belong together.
import { ensureInstalled } from "../lib/deps.mjs";
import { main, Sentence, step } from "../lib/say.mjs";
import { stopEverything, stopOnSignals } from "../lib/stop.mjs";

// Each part that needs the house gets it; P8 comes last of these, because it weighs what the others have left.
const PARTS = {
  p1: async (house) => (await import("./pages.mjs")).p1(house),
  p2: async (house) => (await import("./pages.mjs")).p2(house),
  p3: async (house) => (await import("./p3.mjs")).p3(house),
  p4: async (house) => (await import("./p4.mjs")).p4(house),
  board: async (house) => (await import("./board.mjs")).board(house),
  p7: async (house) => (await import("./pages.mjs")).p7(house),
  p8: async () => (await import("./pages.mjs")).p8(),
};
// Parts with a house of their own; they run after the others, or when they are named.
const APART = {
  streams: async () => {
    const { narrow, streams } = await import("./streams.mjs");
    return streams(await (await import("./house.mjs")).openHouse({ before: narrow }));
  },
  p6: async () => (await import("./p6.mjs")).p6(),
  p9: async () => (await import("./p9.mjs")).p9(),
  durability: async () => (await import("../durability/run.mjs")).durability(),
};

/** Measures the parts that are named, or all; a missed figure does not fail the run, a broken one does. */
export function bench(wanted) {
  return main(async () => {
    stopOnSignals();
    const unknown = wanted.find((name) => !(name in PARTS || name in APART));
    if (unknown)
      throw new Sentence(
        `There is no part "${unknown}". The parts are: ${[...Object.keys(PARTS), ...Object.keys(APART)].join(", ")}.`,
      );
    await ensureInstalled();
    const { generateClient } = await import("../lib/prisma.mjs");
    await step("Writing the database client", generateClient);
    const { keep, say } = await import("./figures.mjs");
    const asked = (parts) => Object.keys(parts).filter((part) => wanted.length === 0 || wanted.includes(part));
    const tell = (figures) => {
      figures.forEach(say);
      keep(figures);
    };
    if (asked(PARTS).length > 0) {
      const { withScale } = await import("./weigh.mjs");
      const house = await (await import("./house.mjs")).openHouse({ before: withScale });
      for (const name of asked(PARTS)) tell(await PARTS[name](house));
    }
    await stopEverything();
    for (const name of asked(APART)) tell(await APART[name]());
    await stopEverything();
    process.exit(0);
  });
}
