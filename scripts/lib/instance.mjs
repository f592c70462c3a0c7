// One Kulla to a data folder: a note in it says who runs, so that a second start can tell and a next one clean up.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { dataFolder } from "./paths.mjs";
import { portTrouble } from "./ports.mjs";
import { commandOf, end, lives } from "./processes.mjs";
import { Sentence } from "./say.mjs";

const NOTE = path.join(dataFolder, "running.json");
const LAUNCHER = /scripts[\\/](start|dev)\.mjs/;
const PROGRAM = /dist[\\/]\w+\.mjs|next/;

/** The note of the Kulla that runs on this data folder now, or null. */
export async function runningInstance() {
  const note = readNote();
  if (!note || note.pid === process.pid || !lives(note.pid)) return null;
  return LAUNCHER.test(await commandOf(note.pid)) ? note : null;
}

/** Takes the data folder and the port for this process, or says in a sentence who has them. */
export async function claim({ port, host, origin }) {
  const other = await runningInstance();
  if (other) throw new Sentence(`Kulla already runs at ${other.origin} (pid ${other.pid}).`);
  for (const pid of Object.values(readNote()?.processes ?? {})) {
    if (PROGRAM.test(await commandOf(pid))) await end(pid);
  }
  const trouble = await portTrouble(port, host);
  if (trouble === "EADDRNOTAVAIL") throw new Sentence(`HOST is ${host}, which is not an address of this machine.`);
  if (trouble) {
    const words = trouble === "EACCES" ? "may not be used by this user" : "is taken by another program";
    throw new Sentence(`Port ${port} ${words}. Set PORT to another one, for example: PORT=${port + 1} npm start`);
  }
  return takeNote({ pid: process.pid, port, origin, processes: {} });
}

function takeNote(note) {
  // As root, Postgres runs as another user, who must be able to pass through.
  mkdirSync(dataFolder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  rmSync(NOTE, { force: true });
  try {
    writeFileSync(NOTE, JSON.stringify(note), { flag: "wx" });
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    throw new Sentence("Another Kulla is starting on the same data folder at this moment.");
  }
  return {
    /** Keeps the id of one of our processes, for the start after a crash. */
    remember(name, pid) {
      note.processes[name] = pid;
      writeFileSync(`${NOTE}.new`, JSON.stringify(note));
      renameSync(`${NOTE}.new`, NOTE);
    },
    release: () => rmSync(NOTE, { force: true }),
  };
}

function readNote() {
  try {
    return JSON.parse(readFileSync(NOTE, "utf8"));
  } catch {
    return null;
  }
}
