import { defineConfig, devices } from "@playwright/test";

// Addresses, browser and accounts come from scripts/test.mjs.
const { BASE_URL = "http://localhost:3000", CHROMIUM_PATH } = process.env;

const QUIET = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: "tests/e2e",
  globalSetup: "./tests/e2e/support/sign-in.ts",
  outputDir: "test-results/e2e",
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  // A busy machine can hold one story still for longer than anybody would wait. It is then told once more, and named as flaky in the report.
  retries: 1,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  use: {
    ...devices["Desktop Chrome"],
    baseURL: BASE_URL,
    locale: "en-GB",
    timezoneId: "Europe/Tirane",
    trace: "off",
    launchOptions: { args: QUIET, ...(CHROMIUM_PATH ? { executablePath: CHROMIUM_PATH } : {}) },
  },
});
