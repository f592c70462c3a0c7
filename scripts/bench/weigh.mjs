// What a running program weighs once its rubbish is swept. Without that, two readings differ by whatever V8 had not looked at yet.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { onStop } from "../lib/stop.mjs";

const SCALE = new URL("./scale.mjs", import.meta.url).href;
const POLL_MS = 20;
const LIMIT_MS = 60_000;

/** Lets the server of this environment be weighed. */
export function withScale(env) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "kulla-scale-"));
  onStop(() => rmSync(folder, { recursive: true, force: true }));
  env.server.KULLA_BENCH_SCALE = path.join(folder, "weight.json");
  env.server.NODE_OPTIONS = `${env.server.NODE_OPTIONS ?? ""} --import ${SCALE}`.trim();
}

/** Sweeps and weighs the server of a house: kilobytes of resident memory, of live objects, and of what objects hold outside of the heap. */
export async function weigh({ env, programs }) {
  const file = env.server.KULLA_BENCH_SCALE;
  rmSync(file, { force: true });
  process.kill(programs[0].pid(), "SIGUSR2");
  for (const late = Date.now() + LIMIT_MS; !existsSync(file); await sleep(POLL_MS))
    if (Date.now() > late) throw new Error("the server did not step on the scale");
  const { rss, heapUsed, external } = JSON.parse(readFileSync(file, "utf8"));
  return { resident: rss / 1000, live: (heapUsed + external) / 1000 };
}
