// Postgres refuses to run as root. This finds a way to run it all the same.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { Sentence } from "./say.mjs";

const NOBODY = 65534;
const OPEN_FOLDER = "/var/lib";

/**
 * How to run the programs in `native`: `wrap` makes the command line, `options` go to spawn, and `ids` are the
 * user and group that must own the data, if that is not the present user.
 */
export function unprivileged(native) {
  const plain = { native, options: {}, wrap: (program, args) => [program, args] };
  if (process.getuid?.() !== 0) return plain;
  if (!process.env.KULLA_NO_USER_NAMESPACE && answers("unshare", ["-U", postgresIn(native)])) {
    return { ...plain, wrap: (program, args) => ["unshare", ["-U", program, ...args]] };
  }
  const ids = postgresUser();
  const folder = answers(postgresIn(native), [], ids) ? native : copyFor(native);
  if (!answers(postgresIn(folder), [], ids)) {
    throw new Sentence(
      "Postgres cannot run as root and no other user can run it here. Start Kulla as an ordinary user.",
    );
  }
  return { ...plain, native: folder, options: ids, ids };
}

/** A folder for the data that the unprivileged user can reach; home folders of root are closed to it. */
export function reachable(folder, ids) {
  if (!ids || spawnSync("test", ["-x", path.dirname(folder)], ids).status === 0) return folder;
  return path.join(OPEN_FOLDER, `kulla-${fingerprint(folder)}`);
}

const postgresIn = (native) => path.join(native, "bin", "postgres");
const answers = (program, args, options) => spawnSync(program, [...args, "--version"], options).status === 0;
const fingerprint = (text) => createHash("sha256").update(text).digest("hex").slice(0, 12);

function postgresUser() {
  const id = (flag) => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);
  return { uid: id("-u") || NOBODY, gid: id("-g") || NOBODY };
}

function copyFor(native) {
  const copy = path.join(OPEN_FOLDER, `kulla-postgres-${fingerprint(native)}`);
  if (existsSync(copy)) return copy;
  const half = `${copy}.half`;
  rmSync(half, { recursive: true, force: true });
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  chmodSync(half, 0o755);
  renameSync(half, copy);
  return copy;
}
