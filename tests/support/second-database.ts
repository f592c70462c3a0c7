import { randomBytes } from "node:crypto";
import pg from "pg";

/** Another Kulla: an empty database of its own, as its owner. */
export interface SecondDatabase {
  client: pg.Client;
  urls: { admin: string; owner: string; runtime: string };
  drop: () => Promise<void>;
}

/** Makes it from the same migrated template as every test's own. */
export async function secondDatabase(): Promise<SecondDatabase> {
  const { TEST_ADMIN_URL = "", TEST_OWNER_URL = "", TEST_RUNTIME_URL = "" } = process.env;
  const name = `kulla_second_${process.pid}_${randomBytes(4).toString("hex")}`;
  const at = (url: string, database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href;
  const server = new pg.Client({ connectionString: at(TEST_ADMIN_URL, "postgres") });
  await server.connect();
  await server.query(`CREATE DATABASE ${name} TEMPLATE ${new URL(TEST_ADMIN_URL).pathname.slice(1)} OWNER kulla_owner`);
  const urls = {
    admin: at(TEST_ADMIN_URL, name),
    owner: at(TEST_OWNER_URL, name),
    runtime: at(TEST_RUNTIME_URL, name),
  };
  const client = new pg.Client({ connectionString: urls.owner });
  client.on("error", () => {});
  await client.connect();
  return {
    client,
    urls,
    async drop() {
      await client.end();
      await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await server.end();
    },
  };
}
