// Other processes: running one to its end, asking whether one lives, ending one.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "./paths.mjs";

const running = new Set();

/** Runs a program to its end and answers its exit code and everything it printed. */
export function run(program, args, { echo = false, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], ...options });
    running.add(child);
    let output = "";
    for (const [stream, screen] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      stream?.setEncoding("utf8").on("data", (text) => {
        output += text;
        if (echo) screen.write(text);
      });
    }
    const finish = (code) => {
      running.delete(child);
      resolve({ code, output });
    };
    child.once("error", (error) => {
      output += error.message;
      finish(127);
    });
    child.once("close", (code) => finish(code ?? 1));
  });
}

/** Ends every program that `run` has not seen the end of. */
export function endRunning() {
  for (const child of running) child.kill("SIGTERM");
}

/** Whether a process with this id lives. */
export function lives(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Sends a signal and waits until the process is gone; after `patience` milliseconds it is killed outright. */
export async function end(pid, signal = "SIGTERM", patience = 10_000) {
  if (!pid || !lives(pid)) return;
  process.kill(pid, signal);
  const deadline = Date.now() + patience;
  while (lives(pid)) {
    if (Date.now() > deadline) {
      process.kill(pid, "SIGKILL");
      return;
    }
    await sleep(25);
  }
}

/**
 * The command line of a process, or "" when it is gone. A process id alone proves nothing: after a crash the
 * system may have given it to another program.
 */
export async function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    if (process.platform === "linux") return "";
    return (await run("ps", ["-o", "command=", "-p", String(pid)])).output;
  }
}
