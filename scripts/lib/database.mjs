// The database Kulla runs on: the built-in Postgres, or the server named in DATABASE_URL.
import path from "node:path";
import { dataFolder } from "./paths.mjs";
import { startPostgres } from "./postgres.mjs";
import { ensureDatabase, ensureRoles, roleUrls } from "./roles.mjs";
import { Sentence } from "./say.mjs";
import { withClient } from "./sql.mjs";

const OLDEST = 15;
const UNREACHABLE = {
  ECONNREFUSED: "nobody answers there",
  ENOTFOUND: "there is no such host",
  EAI_AGAIN: "the host's name cannot be looked up",
  ETIMEDOUT: "it does not answer",
  "28P01": "it refuses the user or the password",
  28000: "it refuses the user",
  "3D000": "it has no such database",
};

/** Starts or reaches the server; `url` is that of its administrator. */
export async function openServer(databaseUrl, setting = "DATABASE_URL") {
  if (!databaseUrl) return startPostgres(path.join(dataFolder, "postgres"));
  await reach(databaseUrl, setting);
  return { url: databaseUrl, attached: true, pid: () => null, stop: async () => {} };
}

/** Makes the roles and the database when they are missing and answers the URL of each role. */
export async function openDatabase(url, { name = "kulla", passwords, template }) {
  await withClient(url, async (admin) => {
    await ensureRoles(admin, passwords);
    await ensureDatabase(admin, name, template);
  });
  return roleUrls(url, passwords, name);
}

async function reach(databaseUrl, setting) {
  const { host } = new URL(databaseUrl);
  const server = `The Postgres server of ${setting} (${host})`;
  let facts;
  try {
    facts = await withClient(databaseUrl, (client) => client.query(FACTS));
  } catch (error) {
    const code = error.code ?? error.errors?.[0]?.code;
    throw new Sentence(`${server} cannot be used: ${UNREACHABLE[code] ?? error.message}.`);
  }
  const { version, may } = facts.rows[0];
  if (version < OLDEST) throw new Sentence(`${server} is Postgres ${version}; Kulla needs ${OLDEST} or newer.`);
  if (!may) throw new Sentence(`${server} does not let this user create roles and databases.`);
}

const FACTS = `
select current_setting('server_version_num')::int / 10000 as version,
  rolsuper or (rolcreaterole and rolcreatedb) as may
from pg_roles where rolname = current_user`;
