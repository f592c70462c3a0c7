// A whole Kulla on this machine, from nothing to an address: what `npm start` and `npm run dev` do.
import path from "node:path";
import { ensureInstalled } from "./deps.mjs";
import { requireRoom } from "./disk.mjs";
import { claim } from "./instance.mjs";
import { dataFolder, inRoot, root } from "./paths.mjs";
import { main, say, step } from "./say.mjs";
import { loadSecrets } from "./secrets.mjs";
import { readSettings } from "./settings.mjs";
import { onStop, stopOnSignals } from "./stop.mjs";

const ROOM_MB = 200;
const LOGS = path.join(dataFolder, "logs");

/** Starts everything and stays until it is told to stop. `mode` is "production" or "development". */
export function launch(mode) {
  return main(async () => {
    stopOnSignals();
    const settings = readSettings();
    requireRoom(ROOM_MB, "Kulla", dataFolder, root);
    const instance = await claim(settings);
    onStop(() => instance.release());
    await ensureInstalled();
    const ground = await groundFloor(settings, mode);
    const programs = await runPrograms(settings, mode, ground, instance);
    await step("Waiting for the first answer", () => waitForAnswer(settings, mode, programs[0]));
    ground.say(settings);
  });
}

/** Database and programs, which need nothing of each other until the exercise is loaded. */
async function groundFloor(settings, mode) {
  const build = await import("./build.mjs");
  const { generateClient } = await import("./prisma.mjs");
  await step("Writing the database client", generateClient);
  await step("Bundling the programs", build.buildPrograms);
  await build.checkSettings({ DATABASE_URL: "unknown yet" });
  const secrets = loadSecrets(dataFolder);
  const pages = mode === "production" ? () => build.buildPages(path.join(LOGS, "build.log")) : async () => {};
  const [prepared] = await Promise.all([prepareDatabase(settings, secrets, mode), step("Building the pages", pages)]);
  return prepared;
}

async function prepareDatabase(settings, secrets, mode) {
  const { openDatabase, openServer } = await import("./database.mjs");
  const { environments } = await import("./environments.mjs");
  const { enrolSystems, prepareSchema, isEmpty } = await import("./schema.mjs");
  const { tellProgram } = await import("./program-cli.mjs");
  const { welcome } = await import("./welcome.mjs");
  const server = await step("Starting the database", () => openServer(settings.databaseUrl));
  onStop(() => server.stop());
  const urls = await openDatabase(server.url, { passwords: secrets.roles });
  const applied = await step("Migrating the database", () => prepareSchema(urls.owner));
  if (applied.length > 0) say(`Migrations applied: ${applied.join(", ")}`);
  await enrolSystems(urls.owner, secrets);
  const env = environments({ settings, secrets, urls, mode });
  const empty = await isEmpty(urls.owner);
  const tell = (...args) => tellProgram(args, { env: env.cli, logs: LOGS });
  if (empty && settings.demo) await step("Loading the exercise", () => tell("demo"));
  const setupCode = empty && !settings.demo ? await tell("setup-code") : null;
  return { env, say: (where) => welcome(where, { data: dataFolder, setupCode }) };
}

async function runPrograms(settings, mode, { env }, instance) {
  const { bundled, keepRunning } = await import("./programs.mjs");
  const next = [
    inRoot("node_modules", "next", "dist", "bin", "next"),
    "dev",
    "-p",
    `${settings.port}`,
    "-H",
    settings.host,
  ];
  const programs = [];
  const begin = (name, args, screen) =>
    programs.push(keepRunning({ name, args, env: env[name], logs: LOGS, changed: instance.remember, screen }));
  begin("server", mode === "production" ? bundled("server") : next, mode !== "production");
  begin("worker", bundled("worker"));
  begin("signer", bundled("signer"));
  onStop(async () => {
    for (const program of programs) await program.stop();
  });
  return programs;
}

async function waitForAnswer(settings, mode, server) {
  const { waitUntilReady } = await import("./ready.mjs");
  await waitUntilReady(settings, server, mode === "production" ? "/readyz" : "/api/v1/openapi.json");
}
