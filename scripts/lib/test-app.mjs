// A Kulla for the browser tests, loaded with the exercise.
import path from "node:path";
import { startApp } from "./app.mjs";
import { tellProgram } from "./program-cli.mjs";
import { step } from "./say.mjs";

/** Starts it on the database of `urls`; answers what the tests must know of it. */
export async function startTestApp(urls, { data, logs }) {
  const before = (env) => step("Loading the exercise", () => tellProgram(["demo"], { env: env.cli, logs }));
  const { settings } = await startApp(urls, { data, logs, before });
  return {
    BASE_URL: settings.origin,
    DEMO_ACCOUNTS: path.join(data, "demo-accounts.json"),
    E2E_OWNER_URL: urls.owner,
    KULLA_DATA: data,
  };
}
