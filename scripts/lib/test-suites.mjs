// Running the two test runners and counting what they say.
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { inRoot } from "./paths.mjs";
import { run } from "./processes.mjs";

/** Where the runners leave their findings. */
export const RESULTS = inRoot("test-results");
const SAID_MAX = 1_200;

/** Runs Vitest on some of its projects; answers how many tests passed and failed. */
export function runVitest(projects, patterns, env = {}) {
  const file = path.join(RESULTS, "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const args = ["run", ...projects.map((name) => `--project=${name}`), ...reporters, ...patterns];
  return count(inRoot("node_modules", "vitest", "vitest.mjs"), args, { env, file, read: readVitest });
}

/** Runs Playwright against the address in `env`; answers how many tests passed and failed. */
export function runPlaywright(patterns, env) {
  const file = path.join(RESULTS, "playwright.json");
  const args = ["test", "--reporter=line,json", ...patterns];
  const told = { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  return count(inRoot("node_modules", "@playwright", "test", "cli.js"), args, {
    env: told,
    file,
    read: readPlaywright,
  });
}

/** A runner that fails without naming a failed test has failed as a whole, which counts as one. */
async function count(program, args, { env, file, read }) {
  rmSync(file, { force: true });
  const { code } = await run(process.execPath, [program, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const { passed, failed } = found(file, read);
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed };
}

function found(file, read) {
  try {
    return read(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return { passed: 0, failed: 0 };
  }
}

function readVitest({ numPassedTests, numFailedTests, testResults }) {
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed"),
  );
  return { passed: numPassedTests, failed: numFailedTests + broken.length };
}

function readPlaywright({ stats, errors, suites }) {
  for (const line of suites.flatMap(whatBroke)) console.log(line);
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length };
}

/** Every story that broke at least once, with what it said: at the end, where whoever has only the end of a log finds it. */
function whatBroke({ suites = [], specs = [] }) {
  const own = specs.flatMap(({ title, file, line, tests }) =>
    tests
      .flatMap(({ results }) => results)
      .filter(({ status }) => status !== "passed" && status !== "skipped")
      .map(({ retry, errors }) => {
        const said = stripVTControlCharacters(errors.map(({ message }) => message).join("\n")).slice(0, SAID_MAX);
        return `\nBroke, try ${retry + 1}: ${file}:${line} › ${title}\n${said}`;
      }),
  );
  return [...own, ...suites.flatMap(whatBroke)];
}
