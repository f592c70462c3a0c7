// Everything that is tested, in one run: what `npm test` does.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { ensureInstalled } from "./deps.mjs";
import { main, Sentence, sentenceOf, step } from "./say.mjs";
import { INTERRUPTED, isStopping, onStop, stopEverything, stopOnSignals } from "./stop.mjs";

const BROWSERS = "e2e";
const PARTS = ["rules", "domain", "matrix", BROWSERS];

/** Runs the parts that are named, or all, and ends with the line that counts the tests. */
export function test([part, ...patterns]) {
  return main(async () => {
    stopOnSignals(INTERRUPTED);
    if (part && !PARTS.includes(part))
      throw new Sentence(`There is no part "${part}". The parts are: ${PARTS.join(", ")}.`);
    const counted = await orOneFailure(() => runParts(part ? [part] : PARTS, patterns));
    await stopEverything();
    const sum = (key) => counted.reduce((total, one) => total + one[key], 0);
    console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
    process.exit(sum("failed") > 0 || sum("passed") === 0 ? 1 : 0);
  });
}

async function runParts(parts, patterns) {
  await ensureInstalled();
  const { generateClient } = await import("./prisma.mjs");
  await step("Writing the database client", generateClient);
  const { RESULTS, runVitest } = await import("./test-suites.mjs");
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const folder = mkdtempSync(path.join(os.tmpdir(), "kulla-test-"));
  onStop(() => rmSync(folder, { recursive: true, force: true }));
  const { openTestDatabase } = await import("./test-database.mjs");
  const database = await step("Preparing a database", () => openTestDatabase(folder));
  const projects = parts.filter((name) => name !== BROWSERS);
  const counted = [];
  if (projects.length > 0) counted.push(await runVitest(projects, patterns, database.env));
  if (parts.includes(BROWSERS)) counted.push(...(await orOneFailure(() => runBrowsers(database, folder, patterns))));
  return counted;
}

async function runBrowsers(database, folder, patterns) {
  const { browserEnvironment } = await import("./browser.mjs");
  const { startTestApp } = await import("./test-app.mjs");
  const { RESULTS, runPlaywright } = await import("./test-suites.mjs");
  const browser = await browserEnvironment(path.join(folder, "browser"));
  const urls = await database.copyForBrowsers();
  const app = await startTestApp(urls, { data: path.join(folder, "data"), logs: path.join(RESULTS, "logs") });
  return [await runPlaywright(patterns, { ...database.env, ...browser, ...app })];
}

/** What does not even start has failed, which counts as one; other counts still stand. */
async function orOneFailure(work) {
  try {
    return await work();
  } catch (error) {
    if (isStopping()) throw error;
    console.error(sentenceOf(error));
    return [{ passed: 0, failed: 1 }];
  }
}
