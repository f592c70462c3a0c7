// The files of the built-in Postgres: made once, thrown away when the making was interrupted.
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { nativeFolder } from "./native.mjs";
import { run } from "./processes.mjs";
import { failure } from "./say.mjs";
import { reachable, unprivileged } from "./unprivileged.mjs";

// Unicode order and case rules that Postgres 15 and later know alike.
export const LOCALE = { provider: "icu", icu: "und", libc: "C" };

/** The cluster in `folder`, made when it is not there: how to run it, where its data lie, its password. */
export async function cluster(folder, { durable }) {
  const runner = unprivileged(nativeFolder());
  mkdirSync(folder, { recursive: true });
  const wish = reachable(folder, runner.ids);
  mkdirSync(wish, { recursive: true });
  // The real path, because a running server is recognised by the path in its command line.
  const home = realpathSync(wish);
  const made = {
    runner,
    data: path.join(home, "data"),
    log: path.join(home, "server.log"),
    program: (name) => path.join(runner.native, "bin", name),
    passwordFile: path.join(home, "password"),
  };
  const unfinished = path.join(home, "initializing");
  if (!existsSync(path.join(made.data, "PG_VERSION")) || existsSync(unfinished)) {
    writeFileSync(unfinished, "This cluster is not finished: the next start makes it anew.\n");
    await initialise(made, durable);
    rmSync(unfinished);
  }
  return { ...made, password: readFileSync(made.passwordFile, "utf8").trim() };
}

async function initialise({ runner, data, program, passwordFile }, durable) {
  rmSync(data, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, randomBytes(24).toString("base64url"), { mode: 0o600 });
  mkdirSync(data, { mode: 0o700 });
  if (runner.ids) giveTo(runner.ids, data, passwordFile);
  const flags = ["-D", data, "-U", "postgres", `--pwfile=${passwordFile}`, "--auth=scram-sha-256", "-E", "UTF8"];
  const locale = [`--locale-provider=${LOCALE.provider}`, `--icu-locale=${LOCALE.icu}`, `--locale=${LOCALE.libc}`];
  const [command, args] = runner.wrap(program("initdb"), [
    ...flags,
    ...locale,
    "--data-checksums",
    "--no-instructions",
    ...(durable ? [] : ["--no-sync"]),
  ]);
  const { code, output } = await run(command, args, runner.options);
  if (code === 0) return;
  throw failure("the database could not be made", output);
}

function giveTo({ uid, gid }, data, passwordFile) {
  chmodSync(path.dirname(data), 0o755);
  for (const file of [data, passwordFile]) chownSync(file, uid, gid);
}
