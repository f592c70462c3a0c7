// Kulla's own processes, kept running.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inRoot, root } from "./paths.mjs";
import { end } from "./processes.mjs";

const FOLLOW = new URL("./follow-parent.mjs", import.meta.url).href;
const LONGEST_WAIT_MS = 30_000;
const LONG_LIFE_MS = 60_000;
const LOG_MAX_BYTES = 10_000_000;

/** The arguments that run one of the bundled programs. */
export const bundled = (name) => ["--enable-source-maps", inRoot("dist", `${name}.mjs`)];

/**
 * Runs a Node program and starts it again, after a growing pause, when it dies. `firstEnd` resolves when it ends
 * for the first time without being asked; `changed` is told every new process id; `longestPause` bounds the pause.
 */
export function keepRunning({
  name,
  args,
  env,
  logs,
  changed = () => {},
  screen = false,
  longestPause = LONGEST_WAIT_MS,
}) {
  mkdirSync(logs, { recursive: true });
  const log = path.join(logs, `${name}.log`);
  const start = turnPage(log);
  let child;
  let wanted = true;
  const lifetime = () =>
    new Promise((resolve) => {
      const words = screen ? "inherit" : openSync(log, "a", 0o600);
      // A group of its own, because Ctrl+C must reach the launcher alone, which ends them in order.
      const options = { cwd: root, env, detached: true, stdio: ["ignore", words, words] };
      child = spawn(process.execPath, ["--import", FOLLOW, ...args], options);
      child.once("error", resolve).once("exit", resolve);
      changed(name, child.pid);
    });
  const firstEnd = new Promise((ended) => {
    (async () => {
      for (let pause = 500; wanted; pause = Math.min(pause * 2, longestPause)) {
        const born = Date.now();
        await lifetime();
        if (!wanted) return;
        ended(name);
        if (Date.now() - born > LONG_LIFE_MS) pause = 500;
        await sleep(pause);
      }
    })();
  });
  const stop = () => {
    wanted = false;
    return end(child.pid);
  };
  return { name, log, firstEnd, stop, pid: () => child.pid, words: () => readFileSync(log, "utf8").slice(start) };
}

/** An old log gives way to a new one when it is long; answers where the new words will begin. */
function turnPage(log) {
  if (!existsSync(log)) return 0;
  const { size } = statSync(log);
  if (size < LOG_MAX_BYTES) return size;
  renameSync(log, `${log}.old`);
  return 0;
}
