// The house that is measured: a database of its own with every guarantee of durability on, and the programs as they are built.
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { startApp } from "../lib/app.mjs";
import { openDatabase } from "../lib/database.mjs";
import { startPostgres } from "../lib/postgres.mjs";
import { step } from "../lib/say.mjs";
import { prepareSchema } from "../lib/schema.mjs";
import { newPasswords } from "../lib/secrets.mjs";
import { onStop } from "../lib/stop.mjs";
import { gather } from "./cast.mjs";

/** Opens it in a folder that goes away with the run; answers its addresses, its people and a connection of the owner. */
export async function openHouse(running = {}) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "kulla-bench-"));
  onStop(() => rmSync(folder, { recursive: true, force: true }));
  const server = await step("Starting a database", () => startPostgres(path.join(folder, "postgres")));
  onStop(() => server.stop());
  const urls = await openDatabase(server.url, { passwords: newPasswords() });
  await step("Migrating", () => prepareSchema(urls.owner));
  const owner = new pg.Pool({ connectionString: urls.owner, max: 2 });
  owner.on("error", () => {});
  onStop(() => owner.end());
  const app = await startApp(urls, { data: path.join(folder, "data"), logs: path.join(folder, "logs"), ...running });
  return { ...app, server, folder, urls, owner, cast: await gather(owner) };
}
