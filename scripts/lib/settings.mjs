// The settings that the launcher itself needs. Those of the program are checked by lib/kernel/env.ts.
import { Sentence } from "./say.mjs";

const POSTGRES = new Set(["postgres:", "postgresql:"]);

/** The launcher's settings from the environment; every wrong one is told in a sentence of its own. */
export function readSettings(from = process.env) {
  const wrong = [];
  const port = Number(from.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    wrong.push(`PORT must be a number from 1 to 65535, not "${from.PORT}".`);
  }
  const origin = from.KULLA_ORIGIN || `http://localhost:${port}`;
  if (!isOrigin(origin)) {
    wrong.push(`KULLA_ORIGIN must be an address such as https://kulla.example.org, not "${origin}".`);
  }
  const demo = from.KULLA_DEMO || "1";
  if (!["0", "1"].includes(demo)) wrong.push(`KULLA_DEMO must be 1 or 0, not "${demo}".`);
  // Its value is never repeated, because it holds a password.
  if (from.DATABASE_URL && !isPostgres(from.DATABASE_URL)) {
    wrong.push("DATABASE_URL must look like postgresql://user:password@host:5432/postgres.");
  }
  if (wrong.length > 0) throw new Sentence(wrong.join("\n"));
  const databaseUrl = from.DATABASE_URL || null;
  return { port, host: from.HOST || "127.0.0.1", origin: new URL(origin).origin, demo: demo === "1", databaseUrl };
}

function isOrigin(text) {
  const url = parsed(text);
  return Boolean(url) && /^https?:$/.test(url.protocol) && url.pathname === "/" && !url.search && !url.username;
}

function isPostgres(text) {
  const url = parsed(text);
  return Boolean(url) && POSTGRES.has(url.protocol) && url.hostname !== "" && url.username !== "";
}

function parsed(text) {
  return URL.canParse(text) ? new URL(text) : null;
}
