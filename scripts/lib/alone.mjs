// One at a time: two programs that install, generate or build in the same checkout would spoil each other's work.
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { inRoot } from "./paths.mjs";
import { commandOf, lives } from "./processes.mjs";

const OURS = /scripts[\\/]\w+\.mjs/;

/** Does the work while no other program of this checkout does work of the same name. */
export async function alone(name, work) {
  const note = inRoot(`.lock-${name}`);
  while (!(await take(note))) await sleep(200);
  try {
    return await work();
  } finally {
    rmSync(note, { force: true });
  }
}

/** Written aside and linked, so that the note is never there without its writer's id. */
async function take(note) {
  const draft = `${note}.${process.pid}`;
  writeFileSync(draft, String(process.pid));
  try {
    linkSync(draft, note);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  if (!(await isHeld(note))) rmSync(note, { force: true });
  return false;
}

/** A note whose writer was killed holds nothing. */
async function isHeld(note) {
  if (!existsSync(note)) return false;
  const pid = Number(readFileSync(note, "utf8"));
  return pid !== process.pid && lives(pid) && OURS.test(await commandOf(pid));
}
