// npm run bench runs this too. node scripts/durability.mjs [kills]: nothing that was acknowledged is lost, whatever is killed.
import { requireNode } from "./lib/node-version.mjs";

requireNode();
const [{ main }, { stopEverything, stopOnSignals }] = await Promise.all([
  import("./lib/say.mjs"),
  import("./lib/stop.mjs"),
]);
main(async () => {
  stopOnSignals();
  const { ensureInstalled } = await import("./lib/deps.mjs");
  await ensureInstalled();
  const { generateClient } = await import("./lib/prisma.mjs");
  await generateClient();
  const { durability } = await import("./durability/run.mjs");
  const { keep, say } = await import("./bench/figures.mjs");
  const figures = await durability({ kills: Number(process.argv[2] ?? 30) });
  figures.forEach(say);
  keep(figures);
  console.log(JSON.stringify(figures));
  await stopEverything();
  process.exit(figures.every(({ ok }) => ok) ? 0 : 1);
});
