// Connecting the way Prisma's URLs mean it.
import pg from "pg";
import { withClient } from "../sql.mjs";

const PRISMA_ONLY = [
  "schema",
  "connection_limit",
  "pool_timeout",
  "pgbouncer",
  "connect_timeout",
  "sslaccept",
  "socket_timeout",
];
const CODES = { "3D000": "P1003", "28P01": "P1000", 28000: "P1010", "42P04": "P1009" };

/** The URL without the parameters that only Prisma knows. */
export function plainUrl(url, database) {
  const plain = new URL(url);
  for (const name of PRISMA_ONLY) plain.searchParams.delete(name);
  if (database) plain.pathname = `/${database}`;
  return plain.href;
}

/** The schema named in a Prisma URL, if any. */
export const schemaOf = (url) => new URL(url).searchParams.get("schema") ?? undefined;

/** Prisma's code for an error of Postgres or of the connection. */
export const errorCode = (error) => CODES[error.code] ?? "P1001";

/** Makes the database a URL names and answers its name. */
export async function createDatabase(url) {
  const name = decodeURIComponent(new URL(url).pathname.slice(1)) || "postgres";
  await withClient(plainUrl(url, "postgres"), (client) => client.query(`create database ${pg.escapeIdentifier(name)}`));
  return name;
}
