// Plain SQL over `pg`.
import { readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { root } from "./paths.mjs";
import { Sentence } from "./say.mjs";

/** Connects, does the work, and closes the connection whatever happens. */
export async function withClient(connectionString, work) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Runs a file of SQL as one transaction; what Postgres refuses is told with its file and line. */
export async function runSqlFile(client, file) {
  const text = readFileSync(file, "utf8");
  try {
    await client.query(text);
  } catch (error) {
    const line = error.position ? `:${text.slice(0, Number(error.position)).split("\n").length}` : "";
    const hint = [error.where, error.detail].filter(Boolean).join(" ");
    throw new Sentence(`${path.relative(root, file)}${line}: ${error.message}${hint && ` (${hint})`}`);
  }
}
