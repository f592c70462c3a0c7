import "server-only";
import { readFileSync } from "node:fs";
import { inRoot } from "./root";

const shared = globalThis as unknown as { kullaBuild?: string };

/** Which build of the pages this process serves: read once, since a newer one may lie in the same folder before the process is started anew. */
export const buildId = (): string => (shared.kullaBuild ??= read());

function read(): string {
  try {
    return readFileSync(inRoot(".next", "BUILD_ID"), "utf8").trim();
  } catch {
    return "development";
  }
}
