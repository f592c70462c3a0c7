// Loaded before a program that is weighed (see weigh.mjs), never in production: at a signal all rubbish is swept, and what is left is written down.
import { renameSync, writeFileSync } from "node:fs";
import { Session } from "node:inspector/promises";
import { setTimeout as sleep } from "node:timers/promises";

const file = process.env.KULLA_BENCH_SCALE;
const ROUNDS = 3;
/** Pages of memory go back to the system beside the program, not at once. */
const GIVE_BACK_MS = 500;

process.on("SIGUSR2", async () => {
  // What V8 does when memory is short: it also gives back the room that was swept, which gc() keeps for later.
  const session = new Session();
  session.connect();
  for (let round = 0; round < ROUNDS; round++) {
    await session.post("HeapProfiler.collectGarbage");
    await sleep(GIVE_BACK_MS);
  }
  session.disconnect();
  const { rss, heapUsed, external } = process.memoryUsage();
  writeFileSync(`${file}.new`, JSON.stringify({ rss, heapUsed, external }));
  renameSync(`${file}.new`, file);
});
