// The packages in node_modules: installed anew when they are not those of the lock file.
import { existsSync, readFileSync } from "node:fs";
import { inRoot } from "./paths.mjs";
import { run } from "./processes.mjs";
import { Sentence, step } from "./say.mjs";

// npm writes it last, so it is missing after an interrupted installation.
const INSTALLED = inRoot("node_modules", ".package-lock.json");
// --include=dev: NODE_ENV=production would leave out what the build needs. Install scripts stay off: no package
// of ours needs one, and stolen packages strike there.
const ARGS = ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];

/** Installs the packages when node_modules does not match the lock file. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  await step("Installing packages", async () => {
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    const { code, output } = await run(npm, ARGS, { env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1" } });
    if (code === 0) return;
    if (/ENOSPC/.test(output)) throw new Sentence("The disk is full. Make room and start again.");
    throw new Sentence(`The packages could not be installed:\n${output.trim()}`);
  });
}

function isInstalled() {
  if (!existsSync(INSTALLED)) return false;
  const wanted = packagesIn(inRoot("package-lock.json"));
  const present = packagesIn(INSTALLED);
  return Object.entries(wanted).every(([place, { version, integrity, optional, peer }]) => {
    if (place === "" || (!present[place] && (optional || peer))) return true;
    return present[place]?.version === version && present[place]?.integrity === integrity;
  });
}

const packagesIn = (file) => JSON.parse(readFileSync(file, "utf8")).packages;
