// kill -9, of one process or of a server with everything it started.
import { readdirSync, readFileSync } from "node:fs";
import { run } from "../lib/processes.mjs";

/** Kills a process at once, if it lives. */
export function killNow(pid) {
  try {
    process.kill(pid, "SIGKILL");
    return true;
  } catch {
    return false;
  }
}

/** Kills a process and its children in one blow: it is held still first, so that it cannot react to their deaths. */
export async function killTree(pid) {
  try {
    process.kill(pid, "SIGSTOP");
  } catch {
    return false;
  }
  const children = await childrenOf(pid);
  for (const one of [...children, pid]) killNow(one);
  return true;
}

async function childrenOf(parent) {
  const pairs = process.platform === "linux" ? pairsFromProc() : await pairsFromPs();
  return pairs.filter(([, ppid]) => ppid === parent).map(([pid]) => pid);
}

function pairsFromProc() {
  const pids = readdirSync("/proc").filter((name) => /^[0-9]+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      // The name of the program stands in brackets and may hold anything.
      const [, rest = ""] = /\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
      return [[Number(pid), Number(rest.split(" ")[1])]];
    } catch {
      return [];
    }
  });
}

async function pairsFromPs() {
  const { output } = await run("ps", ["-A", "-o", "pid=,ppid="]);
  return output
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
}
