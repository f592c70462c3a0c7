// A database that lives as long as the tests: its template is migrated once and copied for each test process.
import path from "node:path";
import { openDatabase, openServer } from "./database.mjs";
import { setDurable, startPostgres } from "./postgres.mjs";
import { urlAs } from "./roles.mjs";
import { prepareSchema } from "./schema.mjs";
import { newPasswords } from "./secrets.mjs";
import { withClient } from "./sql.mjs";
import { onStop } from "./stop.mjs";

const TEMPLATE = "kulla_template";
const E2E = "kulla_e2e";
// Each test process keeps pools of its own.
const SETTINGS = { max_connections: "300" };

/** A server in `folder`, or the one of TEST_DATABASE_URL, with a migrated template. */
export async function openTestDatabase(folder) {
  const named = process.env.TEST_DATABASE_URL;
  const options = { durable: false, settings: SETTINGS };
  const server = named
    ? await openServer(named, "TEST_DATABASE_URL")
    : await startPostgres(path.join(folder, "postgres"), options);
  onStop(() => server.stop());
  if (!named) await setDurable(server.url, false);
  const passwords = newPasswords();
  await forget(server.url, TEMPLATE);
  const template = await openDatabase(server.url, { name: TEMPLATE, passwords });
  await prepareSchema(template.owner);
  return {
    env: {
      TEST_ADMIN_URL: urlAs(server.url, { database: TEMPLATE }),
      TEST_OWNER_URL: template.owner,
      TEST_RUNTIME_URL: template.runtime,
      TEST_SIGNER_URL: template.signer,
    },
    /** A copy of the template for the browser tests; answers the URL of each role. */
    async copyForBrowsers() {
      // The program itself refuses to work on a server that could lose what it has acknowledged.
      if (!named) await setDurable(server.url, true);
      await forget(server.url, E2E);
      return openDatabase(server.url, { name: E2E, passwords, template: TEMPLATE });
    },
  };
}

const forget = (url, name) => withClient(url, (admin) => admin.query(`drop database if exists ${name} with (force)`));
