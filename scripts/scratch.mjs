// node scripts/scratch.mjs <folder>: a database to try things on. Prints its URLs as JSON and stays until Ctrl+C.
import path from "node:path";
import { setDurable, startPostgres } from "./lib/postgres.mjs";
import { ensureDatabase, ensureRoles, roleUrls } from "./lib/roles.mjs";
import { main, Sentence, step } from "./lib/say.mjs";
import { prepareSchema } from "./lib/schema.mjs";
import { withClient } from "./lib/sql.mjs";

const DATABASE = "kulla";
const PASSWORDS = { owner: "owner", runtime: "runtime", signer: "signer" };

await main(async () => {
  const [folder] = process.argv.slice(2);
  if (!folder) throw new Sentence("Name a folder: node scripts/scratch.mjs <folder>");
  const server = await step("Starting a database", () => startPostgres(path.resolve(folder), { durable: false }));
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => server.stop().then(() => process.exit(0)));
  try {
    await setDurable(server.url, false);
    await withClient(server.url, async (admin) => {
      await ensureRoles(admin, PASSWORDS);
      await ensureDatabase(admin, DATABASE);
    });
    const urls = roleUrls(server.url, PASSWORDS, DATABASE);
    await step("Migrating", () => prepareSchema(urls.owner));
    const named = Object.entries(urls).map(([role, url]) => [`${role}Url`, url]);
    console.log(JSON.stringify({ adminUrl: server.url, ...Object.fromEntries(named) }));
  } catch (error) {
    await server.stop();
    throw error;
  }
  setInterval(() => {}, 3_600_000);
});
