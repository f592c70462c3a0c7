// The built-in Postgres: started, found again after a crash of ours, brought back when it dies, stopped.
import { spawn } from "node:child_process";
import { openSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { cluster } from "./cluster.mjs";
import { freePort } from "./ports.mjs";
import { commandOf, end, lives } from "./processes.mjs";
import { withClient } from "./sql.mjs";

const PATIENCE_MS = 60_000;
const FAST_SHUTDOWN = "SIGINT";
// Larger than any process id a system gives out.
const NO_PROCESS = 2 ** 31 - 2;

/**
 * Starts the Postgres in `folder`, or attaches to the one that still runs there, and keeps it alive until `stop`.
 * `url` is that of its superuser; `durable: false` makes its files without waiting for the disk.
 */
export async function startPostgres(folder, { durable = true, settings = {} } = {}) {
  const files = await cluster(folder, { durable });
  let server = await bringUp(files, settings);
  const attached = !server.child;
  let wanted = true;
  const keepAlive = async () => {
    while (wanted) {
      await sleep(200, undefined, { ref: false });
      if (!wanted || lives(server.pid)) continue;
      server = await bringUp(files, { ...settings, port: server.port }).catch(() => server);
    }
  };
  keepAlive();
  return {
    attached,
    url: urlOf(server.port, files.password),
    pid: () => server.pid,
    log: files.log,
    ready: () => untilItAnswers(urlOf(server.port, files.password)),
    async stop() {
      wanted = false;
      await end(server.pid, FAST_SHUTDOWN, PATIENCE_MS);
    },
  };
}

/** Whether the server waits for the disk. Tests need not; it can be changed while the server runs. */
export async function setDurable(url, durable) {
  await withClient(url, async (admin) => {
    for (const name of ["fsync", "full_page_writes"]) await admin.query(`alter system set ${name} = ${durable}`);
    await admin.query("select pg_reload_conf()");
  });
}

/** Right after a crash the first tries can fail, while dying processes still hold the shared memory. */
async function bringUp(files, flags) {
  const deadline = Date.now() + PATIENCE_MS;
  const port = flags.port ?? (await freePort());
  let child;
  while (Date.now() < deadline) {
    const found = await findServer(files);
    if (found) return { ...found, child: child?.pid === found.pid ? child : undefined };
    if (!child || child.exitCode !== null || child.signalCode !== null) {
      if (child) await sleep(200);
      child = launch(files, { ...flags, port });
    }
    await sleep(30);
  }
  throw new Error(`the database did not start within a minute; its own words are in ${files.log}`);
}

function launch({ runner, data, program, log }, flags) {
  const settings = { listen_addresses: "127.0.0.1", unix_socket_directories: "", ...flags };
  const args = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const [command, commandArgs] = runner.wrap(program("postgres"), ["-D", data, ...args]);
  const words = openSync(log, "a", 0o600);
  // Detached, because Ctrl+C reaches the whole process group and the database must be the last to go.
  const child = spawn(command, commandArgs, {
    ...runner.options,
    detached: true,
    stdio: ["ignore", words, words],
    env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
  });
  child.once("error", () => {});
  child.unref();
  return child;
}

/** The server that runs on these files, when it answers to our password. */
async function findServer(files) {
  const file = path.join(files.data, "postmaster.pid");
  let lines;
  try {
    lines = readFileSync(file, "utf8").split("\n");
  } catch {
    return null;
  }
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!lives(pid)) return null;
  if (!(await commandOf(pid)).includes(files.data)) {
    // The number now belongs to a stranger, and Postgres would take it for itself. The other lines stay:
    // Postgres reads in them whether orphans of the dead server still use its memory.
    writeFileSync(file, [NO_PROCESS, ...lines.slice(1)].join("\n"));
    return null;
  }
  return port && (await answers(urlOf(port, files.password))) ? { pid, port } : null;
}

/** Right after a kill nobody is there, or somebody who is still reading back what was written. */
async function untilItAnswers(url) {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await answers(url))) {
    if (Date.now() > deadline) throw new Error("the database did not come back within a minute");
    await sleep(30);
  }
}

async function answers(connectionString) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 1000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    client.end().catch(() => {});
  }
}

const urlOf = (port, password) => `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
