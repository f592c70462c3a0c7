import "server-only";
import { readFileSync } from "node:fs";
import { inRoot } from "./root";

let known: string | undefined;

/** Names the build that this process serves: a new one each time the pages are built. */
export function version(): string {
  known ??= read();
  return known;
}

function read(): string {
  try {
    return readFileSync(inRoot(".next", "BUILD_ID"), "utf8").trim();
  } catch {
    return "unbuilt";
  }
}
