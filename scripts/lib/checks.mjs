// What is checked before every commit: what `npm run check` does.
import { existsSync } from "node:fs";
import { ensureInstalled } from "./deps.mjs";
import { missingPaths } from "./docs-paths.mjs";
import { missingFromLock } from "./lock-file.mjs";
import { inRoot } from "./paths.mjs";
import { run } from "./processes.mjs";
import { main, step } from "./say.mjs";
import { INTERRUPTED, stopOnSignals } from "./stop.mjs";

const LANES = 2;
const SOURCES = ["app", "components", "lib", "tests", "server.ts", "worker.ts", "signer.ts", "cli.ts"];

/** Runs every check, two at a time; each gets a line, and only a failure gets more. */
export function check() {
  return main(async () => {
    stopOnSignals(INTERRUPTED);
    await ensureInstalled();
    const { generateClient } = await import("./prisma.mjs");
    await step("Writing the database client", generateClient);
    const waiting = Object.entries(checks());
    const verdicts = [];
    const lane = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) verdicts.push(await judge(...next));
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    process.exit(verdicts.every(Boolean) ? 0 : 1);
  });
}

/** The longest first, so that both lanes end together. Each answers what is wrong, or nothing. */
function checks() {
  const sources = SOURCES.filter((name) => existsSync(inRoot(name)));
  return {
    types: async () => (await tool("next/dist/bin/next", "typegen")) || tool("typescript/bin/tsc", "--noEmit"),
    laws: () =>
      tool("eslint/bin/eslint.js", ".", "--max-warnings=0", "--cache", "--cache-location=node_modules/.cache/eslint/"),
    rules: () => tool("vitest/vitest.mjs", "run", "--project=rules", "--reporter=dot"),
    imports: () =>
      tool("dependency-cruiser/bin/dependency-cruise.mjs", ...sources, "--config", ".dependency-cruiser.cjs"),
    "unused code": () => tool("knip/bin/knip.js", "--no-progress"),
    format: () => tool("@biomejs/biome/bin/biome", "check", "--error-on-warnings", "."),
    "paths in documents": async () => (await missingPaths()).join("\n"),
    "lock file": async () => missingFromLock().join("\n"),
  };
}

async function judge(name, work) {
  const begun = performance.now();
  const wrong = await work();
  console.log(`${wrong ? "FAILED" : "ok    "} ${name} ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  if (wrong) console.log(wrong.trimEnd());
  return !wrong;
}

/** Runs the program of a package; answers what it printed when it fails. */
async function tool(program, ...args) {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1" };
  const { code, output } = await run(process.execPath, [inRoot("node_modules", program), ...args], { env });
  return code === 0 ? "" : output || `It ended with code ${code}.`;
}
