import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll } from "vitest";
import { closeEar } from "@/lib/entry/live";
import { closeDb } from "@/lib/kernel/db";
import { freePort } from "./free-port";

/**
 * Every test file gets a database of its own, copied from the migrated template, and a process environment that points at it.
 * Importing this file is enough; `lib/kernel/env.ts` reads the environment at its first use, which is later.
 */
const { TEST_ADMIN_URL, TEST_OWNER_URL, TEST_RUNTIME_URL, TEST_SIGNER_URL } = process.env;
if (!TEST_ADMIN_URL || !TEST_OWNER_URL || !TEST_RUNTIME_URL || !TEST_SIGNER_URL) {
  throw new Error("These tests need a database. Run them with: npm test -- domain [part of a file name]");
}

const database = `kulla_test_${process.pid}_${randomBytes(4).toString("hex")}`;
const inside = (url: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href;
const template = new URL(TEST_ADMIN_URL).pathname.slice(1);

/** The address of this file's database, by role. `admin` is a superuser: only to stage what nobody can do. */
export const urls = {
  admin: inside(TEST_ADMIN_URL),
  owner: inside(TEST_OWNER_URL),
  runtime: inside(TEST_RUNTIME_URL),
  signer: inside(TEST_SIGNER_URL),
};

const server = new pg.Client({
  connectionString: Object.assign(new URL(TEST_ADMIN_URL), { pathname: "/postgres" }).href,
});
await server.connect();
await server.query(`CREATE DATABASE ${database} TEMPLATE ${template} OWNER kulla_owner`);
await server.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
await server.query(`GRANT CONNECT ON DATABASE ${database} TO kulla_runtime, kulla_signer`);

/** Connections as the owner of the tables, and as the superuser of the server. */
export const owner = new pg.Pool({ connectionString: urls.owner, max: 3 });
export const admin = new pg.Pool({ connectionString: urls.admin, max: 2 });
// Dropping the database cuts idle connections; that is no failure of a test.
for (const pool of [owner, admin]) pool.on("error", () => {});

/** A port of this machine that nobody listens on. */
export const port = await freePort();
export const doorToken = randomBytes(32).toString("base64url");
await owner.query("SELECT app.enrol_system('door', $1)", [doorToken]);

/** Where this file's Kulla keeps what is not in the database. */
export const dataFolder = mkdtempSync(path.join(tmpdir(), "kulla-test-"));

Object.assign(process.env, {
  NODE_ENV: "test",
  KULLA_DATA: dataFolder,
  DATABASE_URL: urls.runtime,
  PORT: String(port),
  KULLA_ORIGIN: `http://localhost:${port}`,
  KULLA_DOOR_TOKEN: doorToken,
  NEXTAUTH_SECRET: "only for tests: thirty-two signs at least",
  LOG_LEVEL: "error",
});

/** One connection as the role the app runs as: what an intruder with the app's password would hold. */
export async function asRuntime<T>(
  work: (client: pg.Client) => Promise<T>,
  connectionString = urls.runtime,
): Promise<T> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

afterAll(async () => {
  await closeEar();
  await closeDb();
  await Promise.all([owner.end(), admin.end()]);
  await server.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
  await server.end();
  rmSync(dataFolder, { recursive: true, force: true });
});
