// Stopping: whatever was begun is ended in the opposite order, whoever asks for it.
import { endRunning } from "./processes.mjs";

/** The exit code of work that was to be finished and is not. */
export const INTERRUPTED = 130;

const undo = [];
let stopping;

/** Names something to be ended when the program stops. */
export function onStop(work) {
  undo.push(work);
}

/** Whether the program is on its way out, so that what fails now needs no words. */
export const isStopping = () => stopping !== undefined;

/** Ends everything, once. */
export function stopEverything() {
  stopping ??= (async () => {
    endRunning();
    for (const work of undo.reverse()) await Promise.resolve(work()).catch(() => {});
  })();
  return stopping;
}

/** Stops on Ctrl+C, on the other ways to ask for it, and when the parent has died. */
export function stopOnSignals(exitCode = 0) {
  const leave = () => stopEverything().then(() => process.exit(exitCode));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, leave);
  // npm dies of SIGTERM without passing it on.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && leave(), 500).unref();
}
