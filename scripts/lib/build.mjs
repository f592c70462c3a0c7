// What is made from the sources: the pages, by Next, and the plain Node programs, by esbuild. Only when they changed.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { dataFolder, inRoot, root } from "./paths.mjs";
import { run } from "./processes.mjs";
import { failure, Sentence } from "./say.mjs";
import { whenChanged } from "./stamp.mjs";

const PROGRAMS = ["server.ts", "worker.ts", "signer.ts", "cli.ts"];
// The launcher reads the program's settings with the program's own eyes, before anything is begun.
const SETTINGS = { in: "lib/kernel/env.ts", out: "settings" };
const NOT_SOURCES = new Set(
  ["node_modules", "dist", "docs", "tests", "scripts", "prisma/generated", "prisma/migrations", "prisma/seed"].map(
    (name) => inRoot(name),
  ),
);
const NOT_BUILT = /^\.|\.(md|sql)$|^next-env\.d\.ts$|tsbuildinfo$|^test-results$|^playwright-report$/;

/** Bundles our programs into dist/. Packages stay outside, so that each is loaded from node_modules as it came. */
export async function buildPrograms() {
  await whenChanged(inRoot("dist"), hashSources(), async () => {
    const { build } = await import("esbuild");
    const { metafile } = await build(bundling());
    // A file of ours that is not there is taken for a package, and would be missed only when the program starts.
    const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
    const missing = imports.find(({ external, path: name }) => external && name.startsWith("@/"));
    if (missing) throw new Sentence(`The programs could not be bundled: there is no ${missing.path.slice(2)}.`);
  });
}

const bundling = () => ({
  absWorkingDir: root,
  entryPoints: [...PROGRAMS.filter((file) => existsSync(inRoot(file))).map(asEntry), SETTINGS],
  outdir: "dist",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  sourcemap: true,
  metafile: true,
  tsconfig: "tsconfig.json",
  // It throws outside of Next's own bundles, and these programs are servers by nature.
  alias: { "server-only": inRoot("node_modules", "server-only", "empty.js") },
  logLevel: "silent",
});

const asEntry = (file) => ({ in: file, out: path.parse(file).name });

/** Lets the program check its own settings; each wrong one is named. */
export async function checkSettings(env) {
  const before = { ...process.env };
  Object.assign(process.env, env);
  try {
    const settings = await import(pathToFileURL(inRoot("dist", "settings.mjs")).href);
    settings.env();
  } catch (error) {
    throw new Sentence(error.message.replaceAll("; ", "\n"));
  } finally {
    process.env = before;
  }
}

/** Builds the pages for production. */
export async function buildPages(logFile) {
  await whenChanged(inRoot(".next"), hashSources(), async () => {
    const env = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
    delete env.DATABASE_URL;
    const { code, output } = await run(
      process.execPath,
      [inRoot("node_modules", "next", "dist", "bin", "next"), "build"],
      { env },
    );
    mkdirSync(path.dirname(logFile), { recursive: true });
    writeFileSync(logFile, output);
    if (code === 0) return;
    throw failure("the pages could not be built", output);
  });
}

function hashSources() {
  const hash = createHash("sha256").update(readFileSync(fileURLToPath(import.meta.url)));
  const walk = (folder) => {
    for (const name of readdirSync(folder).sort()) {
      const file = path.join(folder, name);
      if (NOT_SOURCES.has(file) || NOT_BUILT.test(name) || file === dataFolder) continue;
      if (statSync(file).isDirectory()) walk(file);
      else hash.update(`${path.relative(root, file)}\0`).update(readFileSync(file));
    }
  };
  walk(root);
  return `${hash.digest("hex")} ${process.version}`;
}
