// The way of a command at the console to the database: that of the running Kulla, or one that is started for the command.
import { openDatabase, openServer } from "./database.mjs";
import { runningInstance } from "./instance.mjs";
import { step } from "./say.mjs";
import { prepareSchema } from "./schema.mjs";
import { onStop } from "./stop.mjs";

/** The addresses of the database of the running Kulla; when none runs, it is started and brought up to date for this command. */
export async function ownersWay(settings, secrets) {
  const server = await step("Starting the database", () => openServer(settings.databaseUrl));
  onStop(async () => {
    if (!server.attached && !(await runningInstance())) await server.stop();
  });
  const urls = await openDatabase(server.url, { passwords: secrets.roles });
  if (!(await runningInstance())) await step("Migrating the database", () => prepareSchema(urls.owner));
  return urls;
}
