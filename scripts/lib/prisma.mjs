// Prisma's command line without a download: our stand-in speaks for the engine it would fetch.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { inRoot } from "./paths.mjs";
import { run } from "./processes.mjs";
import { failure } from "./say.mjs";
import { whenChanged } from "./stamp.mjs";

const CLI = inRoot("node_modules", "prisma", "build", "index.js");
const SCHEMA = inRoot("prisma", "schema");
const GENERATED = inRoot("prisma", "generated");

/** The environment in which Prisma finds an engine: its own where the download worked, else ours. */
export function engineEnvironment() {
  const quiet = { CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1" };
  const downloaded = readdirSync(inRoot("node_modules", "@prisma", "engines")).some((name) =>
    name.startsWith("schema-engine-"),
  );
  if (downloaded || process.env.PRISMA_SCHEMA_ENGINE_BINARY) return quiet;
  return { ...quiet, PRISMA_SCHEMA_ENGINE_BINARY: inRoot("scripts", "schema-engine.mjs") };
}

/** Runs the Prisma command line. */
export function prisma(args, env = {}, options = {}) {
  return run(process.execPath, [CLI, ...args], { env: { ...process.env, ...engineEnvironment(), ...env }, ...options });
}

/** Writes the database client anew when the schema or Prisma itself has changed since the last time. */
export async function generateClient() {
  await whenChanged(GENERATED, schemaHash(), async () => {
    const { code, output } = await prisma(["generate"]);
    if (code !== 0) throw failure("the database client could not be written", output);
  });
}

function schemaHash() {
  const hash = createHash("sha256").update(readFileSync(inRoot("node_modules", "prisma", "package.json")));
  for (const name of readdirSync(SCHEMA).sort()) hash.update(name).update(readFileSync(path.join(SCHEMA, name)));
  return hash.digest("hex");
}
