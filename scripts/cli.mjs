// npm run seed, token, verify, export, import: commands of the program, at the console and with the owner's rights.
import { ensureInstalled } from "./lib/deps.mjs";
import { requireNode } from "./lib/node-version.mjs";
import { dataFolder } from "./lib/paths.mjs";
import { main, step } from "./lib/say.mjs";
import { loadSecrets } from "./lib/secrets.mjs";
import { readSettings } from "./lib/settings.mjs";
import { INTERRUPTED, stopEverything, stopOnSignals } from "./lib/stop.mjs";

requireNode();
main(async () => {
  stopOnSignals(INTERRUPTED);
  await ensureInstalled();
  const { bundled } = await import("./lib/programs.mjs");
  const { ownersWay } = await import("./lib/owner.mjs");
  const { environments } = await import("./lib/environments.mjs");
  const { run } = await import("./lib/processes.mjs");
  const { buildPrograms } = await import("./lib/build.mjs");
  const { generateClient } = await import("./lib/prisma.mjs");
  await step("Writing the database client", generateClient);
  await step("Bundling the programs", buildPrograms);
  const settings = readSettings();
  const secrets = loadSecrets(dataFolder);
  const env = environments({ settings, secrets, urls: await ownersWay(settings, secrets) });
  // Files are named from where the command was given.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  const args = [...bundled("cli"), ...process.argv.slice(2)];
  const { code } = await run(process.execPath, args, { cwd, env: env.cli, stdio: ["ignore", "inherit", "inherit"] });
  await stopEverything();
  process.exit(code);
});
