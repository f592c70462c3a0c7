// Loaded before a program that is weighed (see weigh.mjs), never in production: at a signal all rubbish is swept, and what is left is written down.
import { renameSync, writeFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const file = process.env.KULLA_BENCH_SCALE;
const ROUNDS = 4;

setFlagsFromString("--expose-gc");
const sweep = runInNewContext("gc");

process.on("SIGUSR2", async () => {
  // What a finalizer lets go of in one round is rubbish in the next.
  for (let round = 0; round < ROUNDS; round++) {
    sweep();
    await new Promise((next) => setImmediate(next));
  }
  const { rss, heapUsed, heapTotal, external, arrayBuffers } = process.memoryUsage();
  writeFileSync(`${file}.new`, JSON.stringify({ rss, heapUsed, heapTotal, external, arrayBuffers }));
  renameSync(`${file}.new`, file);
});
