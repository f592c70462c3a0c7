import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const part = (name: string, testTimeout: number) => ({
  extends: true as const,
  test: { name, include: [`tests/${name}/**/*.test.{ts,tsx}`], testTimeout, hookTimeout: 60_000 },
});

// The databases come from scripts/test.mjs, as TEST_*_URL.
export default defineConfig({
  resolve: { alias: { "server-only": here("node_modules/server-only/empty.js"), "@": here(".") } },
  test: {
    pool: "forks",
    maxWorkers: 2,
    projects: [part("rules", 60_000), part("domain", 120_000), part("matrix", 300_000)],
  },
});
