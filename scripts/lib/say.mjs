// What the person at the terminal sees: a line for each slow step, one clear sentence when something is wrong.
// All of it goes to stderr, so that the output of a command can be piped.
import { appendFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import { dataFolder } from "./paths.mjs";
import { isStopping, stopEverything } from "./stop.mjs";

const DISK_FULL = "The disk is full. Make room and start again.";

/** An error whose message is written for the person at the terminal. */
export class Sentence extends Error {}

/** What to throw when another program failed: one sentence for the person, its output for the log. */
export function failure(message, output) {
  if (/ENOSPC|No space left/.test(output)) return new Sentence(DISK_FULL);
  const error = new Error(message);
  error.stack = `${message}\n${output}`;
  return error;
}

/** Prints one line with the seconds since the program began. */
export function say(text) {
  console.error(`[${(performance.now() / 1000).toFixed(1)}s] ${text}`);
}

/** Does some work and names it on the terminal when it takes more than a second. */
export async function step(doing, work) {
  let slow = false;
  const patience = setTimeout(() => {
    slow = true;
    say(`${doing} …`);
  }, 1000);
  try {
    const result = await work();
    if (slow) say(`${doing}: done`);
    return result;
  } finally {
    clearTimeout(patience);
  }
}

/** Runs a program of ours to its end; whatever goes wrong becomes one sentence and exit code 1. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    // What fails because we are stopping needs no words.
    if (isStopping()) return;
    console.error(sentenceOf(error));
    await stopEverything();
    process.exit(1);
  }
}

/** The one sentence for an error; the stack of an unexpected one goes to the log. */
export function sentenceOf(error) {
  if (error instanceof Sentence) return error.message;
  if (error.code === "ENOSPC") return DISK_FULL;
  const file = path.join(dataFolder, "logs", "launcher.log");
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    appendFileSync(file, `${new Date().toISOString()} ${error.stack ?? error}\n`);
  } catch {
    return `Kulla stopped: ${error.message}.`;
  }
  return `Kulla stopped: ${error.message}. Details are in ${file}.`;
}
