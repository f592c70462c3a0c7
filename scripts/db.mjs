// npm run db -- <arguments of prisma>: Prisma's command line against DATABASE_URL or the built-in Postgres.
import path from "node:path";
import { ensureInstalled } from "./lib/deps.mjs";
import { dataFolder } from "./lib/paths.mjs";
import { main, step } from "./lib/say.mjs";

const NEEDS_DATABASE = new Set(["migrate", "db", "studio"]);

await main(async () => {
  await ensureInstalled();
  const { prisma } = await import("./lib/prisma.mjs");
  const args = process.argv.slice(2);
  const work = (env) => prisma(args, env, { stdio: "inherit" });
  const { code } = NEEDS_DATABASE.has(args[0]) && !process.env.DATABASE_URL ? await onBuiltIn(work) : await work({});
  process.exit(code);
});

async function onBuiltIn(work) {
  const { startPostgres } = await import("./lib/postgres.mjs");
  const server = await step("Starting the database", () => startPostgres(path.join(dataFolder, "postgres")));
  try {
    return await work({ DATABASE_URL: server.url.replace(/postgres$/, "kulla") });
  } finally {
    if (!server.attached) await server.stop();
  }
}
