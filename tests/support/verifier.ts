import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** Runs the verifier on an export as anybody would, in a folder where no Kulla is. */
export const verifies = (text: string, ...args: string[]) =>
  new Promise<{ code: number; said: string }>((done) => {
    const home = mkdtempSync(path.join(os.tmpdir(), "kulla-verify-"));
    const file = path.join(home, "export.ndjson");
    writeFileSync(file, text);
    execFile(
      process.execPath,
      [path.resolve("tools/verify.mjs"), file, ...args],
      { cwd: home, env: { NODE_ENV: "production" } },
      (error, stdout, stderr) => {
        rmSync(home, { recursive: true });
        done({ code: typeof error?.code === "number" ? error.code : 0, said: stdout + stderr });
      },
    );
  });
