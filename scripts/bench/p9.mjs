// P9: from a clean clone to the first page, and the second start.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { root } from "../lib/paths.mjs";
import { freePort } from "../lib/ports.mjs";
import { atMost } from "./figures.mjs";

const LIMIT_MS = 900_000;

/** Starts a Kulla in a folder, waits until it answers, stops it; answers the seconds until it was ready. */
async function start(folder, port) {
  const begun = performance.now();
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: String(port) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const ready = new Promise((done, fail) => {
    const late = setTimeout(() => fail(new Error(`not ready in time: ${said.slice(-400)}`)), LIMIT_MS);
    const hear = (data) => {
      said += data;
      if (said.includes("Kulla is ready")) {
        clearTimeout(late);
        done();
      }
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", () => fail(new Error(said.slice(-400))));
  });
  await ready;
  const page = await fetch(`http://localhost:${port}/sign-in`);
  await page.text();
  const seconds = (performance.now() - begun) / 1000;
  const gone = new Promise((done) => child.once("exit", done));
  child.kill("SIGINT");
  await gone;
  return seconds;
}

/** Clones this checkout's last commit into an empty folder and starts it twice. */
export async function p9() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "kulla-clone-"));
  try {
    execFileSync("git", ["clone", "-q", root, folder]);
    const port = await freePort();
    const first = await start(folder, port);
    const second = await start(folder, port);
    return [
      { id: "P9", said: "npm start on a clean clone: first page", ...atMost(first, 240, "s") },
      { id: "P9", said: "second start: first page", ...atMost(second, 10, "s") },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
