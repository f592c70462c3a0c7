import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type BrowserContext, chromium, type PlaywrightWorkerOptions } from "@playwright/test";

/** A browser with a profile of its own on the disk, which outlives it. */
export interface OwnBrowser {
  open: () => Promise<BrowserContext>;
  /** As when the machine dies: the browser has no time to put anything in order. */
  kill: () => Promise<void>;
  /** Files of the profile in which any of these texts can be read, as bytes or as wide characters. */
  filesWith: (texts: string[]) => string[];
  remove: () => Promise<void>;
}

type Options = Pick<PlaywrightWorkerOptions, "launchOptions"> & { locale: string; timezoneId: string };

export function ownBrowser(options: Options): OwnBrowser {
  const profile = mkdtempSync(path.join(os.tmpdir(), "kulla-profile-"));
  let context: BrowserContext | undefined;

  async function open() {
    const { launchOptions, ...rest } = options;
    context = await chromium.launchPersistentContext(profile, { ...launchOptions, ...rest });
    return context;
  }

  async function kill() {
    const dying = context;
    context = undefined;
    if (!dying) return;
    const gone = new Promise((closed) => dying.once("close", closed));
    for (const pid of pidsOf(profile)) process.kill(pid, "SIGKILL");
    await gone;
    while (pidsOf(profile).length > 0) await new Promise((soon) => setTimeout(soon, 50));
  }

  const filesWith = (texts: string[]) => {
    const wanted = texts.flatMap((text) => [Buffer.from(text, "utf8"), Buffer.from(text, "utf16le")]);
    return readdirSync(profile, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => {
        const bytes = bytesOf(file);
        return wanted.some((text) => bytes.includes(text));
      });
  };

  async function remove() {
    await context?.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  return { open, kill, filesWith, remove };
}

/** A browser tidies its folder while one looks. */
function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}

/** The browser and its helpers: every process that names this profile, which is nobody else's. */
function pidsOf(profile: string): number[] {
  const lines = execFileSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" }).split("\n");
  return lines
    .filter((line) => line.includes(profile))
    .map((line) => Number(/^\s*(\d+)/.exec(line)?.[1]))
    .filter((pid) => pid > 0 && pid !== process.pid);
}
