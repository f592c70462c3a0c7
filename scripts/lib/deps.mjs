// The packages in node_modules: installed anew when they are not those of the lock file.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { alone } from "./alone.mjs";
import { requireRoom } from "./disk.mjs";
import { inRoot, root } from "./paths.mjs";
import { run } from "./processes.mjs";
import { failure, step } from "./say.mjs";

const ROOM_MB = 1500;
// npm writes it last, so it is missing after an interrupted installation.
const INSTALLED = inRoot("node_modules", ".package-lock.json");
// --include=dev: NODE_ENV=production would leave out what the build needs. Install scripts stay off: no package
// of ours needs one, and stolen packages strike there.
const ARGS = ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=warn"];

/** Installs the packages when node_modules does not match the lock file. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  requireRoom(ROOM_MB, "installing the packages", root);
  await step("Installing packages", () => alone("install", install));
}

async function install() {
  if (isInstalled()) return;
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { code, output } = await run(npm, ARGS, { env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1" } });
  if (code === 0 && !/ENOSPC/.test(output)) return;
  // On a full disk npm only warns and says that it has finished.
  rmSync(INSTALLED, { force: true });
  throw failure(`the packages could not be installed${reasonIn(output)}`, output);
}

const reasonIn = (output) => {
  const reason = /^npm error (?!code|errno|syscall|path)(\S.*)$/m.exec(output);
  return reason ? ` (${reason[1]})` : "";
};

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
