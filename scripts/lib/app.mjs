// A whole Kulla beside the one of this machine: built, running on a port of its own, for tests and for the bench.
import { mkdirSync } from "node:fs";
import path from "node:path";
import { buildPages, buildPrograms } from "./build.mjs";
import { environments } from "./environments.mjs";
import { freePort } from "./ports.mjs";
import { bundled, keepRunning } from "./programs.mjs";
import { waitUntilReady } from "./ready.mjs";
import { step } from "./say.mjs";
import { enrolSystems } from "./schema.mjs";
import { newSecret } from "./secrets.mjs";
import { onStop } from "./stop.mjs";

/** Starts it on the database of `urls`, once `before` has filled it; `running` goes to keepRunning. Answers what is needed to use it. */
export async function startApp(urls, { data, logs, before = async () => {}, ...running }) {
  await step("Building the pages", () => buildPages(path.join(logs, "build.log")));
  await buildPrograms();
  const port = await freePort();
  const settings = { port, host: "127.0.0.1", origin: `http://localhost:${port}`, demo: true };
  const secrets = { doorToken: newSecret(), jobsToken: newSecret(), nextAuthSecret: newSecret() };
  const env = environments({ settings, secrets, urls, data });
  mkdirSync(data, { recursive: true });
  await enrolSystems(urls.owner, secrets);
  await before(env);
  const programs = ["server", "worker", "signer"].map((name) =>
    keepRunning({ name, args: bundled(name), env: env[name], logs, ...running }),
  );
  onStop(async () => {
    for (const program of programs) await program.stop();
  });
  await step("Waiting for the first answer", () => waitUntilReady(settings, programs[0]));
  return { settings, secrets, env, programs };
}
