import "server-only";
import { execFile } from "node:child_process";
import { env } from "./env";
import { inRoot } from "./root";

const MOST_MS = 120_000;
const ANSWER_MAX = 1_000_000;

/** What the looking program says of one address. */
export interface Looked {
  code: string;
  seen: string;
  detail?: string;
}

/**
 * Looks at addresses from this machine, with the very program that probes run elsewhere, so that a difference is a difference of places.
 * It runs in a process of its own: what an answer does to it, it does not do to us.
 * @throws Error when it does not end
 */
export const look = (targets: readonly { code: string; address: string }[]): Promise<Looked[]> =>
  new Promise((found, fail) => {
    const program = execFile(
      process.execPath,
      [inRoot("tools", "probe.mjs"), "look"],
      { timeout: MOST_MS, maxBuffer: ANSWER_MAX, env: { NODE_ENV: env().NODE_ENV } },
      (error, stdout) => {
        if (error) return fail(error);
        try {
          found(JSON.parse(stdout) as Looked[]);
        } catch {
          fail(new Error("the looking program answered with something that is no list"));
        }
      },
    );
    program.stdin?.on("error", () => {});
    program.stdin?.end(JSON.stringify(targets));
  });
