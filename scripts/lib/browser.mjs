// A Chromium for the browser tests, from wherever this machine can have one.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { inRoot } from "./paths.mjs";
import { run } from "./processes.mjs";
import { Sentence, step } from "./say.mjs";

const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const SYSTEM = "/usr/bin/chromium";
const APT = "/usr/bin/apt-get";

/** The environment with which Playwright finds a browser; one is fetched into `folder` when there is none. */
export async function browserEnvironment(folder) {
  const wish = process.env.CHROMIUM_PATH;
  if (wish && !(await works(wish))) throw new Sentence(`CHROMIUM_PATH is ${wish}, which does not run.`);
  for (const place of [wish, await playwrightsOwn(), ...USUAL_PLACES]) {
    if (place && (await works(place))) return { CHROMIUM_PATH: place };
  }
  for (const fetch of [fromDebian, () => fromNpm(folder), fromPlaywright]) {
    const found = await step("Fetching a browser", fetch);
    if (found) return found;
  }
  throw new Sentence("There is no browser for the tests. Install Chromium and name it in CHROMIUM_PATH.");
}

async function works(program, env = {}) {
  if (!existsSync(program)) return false;
  return (await run(program, ["--version", "--no-sandbox"], { env: { ...process.env, ...env } })).code === 0;
}

async function playwrightsOwn() {
  const { chromium } = await import("@playwright/test");
  return chromium.executablePath();
}

async function fromDebian() {
  if (process.getuid?.() !== 0 || !existsSync(APT)) return null;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run(APT, ["update"], { env });
  await run(APT, ["install", "-y", "--no-install-recommends", "chromium"], { env });
  return (await works(SYSTEM)) ? { CHROMIUM_PATH: SYSTEM } : null;
}

/** The Chromium inside an npm package, made for cloud functions, and the libraries it brings where none are. */
async function fromNpm(folder) {
  mkdirSync(folder, { recursive: true });
  const unpack = fileURLToPath(new URL("./unpack-chromium.mjs", import.meta.url));
  // The package unpacks its libraries only where it believes to be such a function.
  const env = { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" };
  await run(process.execPath, [unpack], { env });
  const program = path.join(folder, "chromium");
  if (!existsSync(program)) return null;
  const found = { CHROMIUM_PATH: program, FONTCONFIG_PATH: path.join(folder, "fonts") };
  moveFonts(found.FONTCONFIG_PATH);
  if (await works(program, found)) return found;
  const withLibraries = { ...found, LD_LIBRARY_PATH: path.join(folder, "al2023", "lib") };
  return (await works(program, withLibraries)) ? withLibraries : null;
}

/** The package's list of fonts holds the one place it knows; without a font no text is visible. */
function moveFonts(folder) {
  const list = path.join(folder, "fonts.conf");
  const places = `<dir>${folder}</dir><dir>/usr/share/fonts</dir>`;
  writeFileSync(
    list,
    readFileSync(list, "utf8").replace("<dir>/tmp/fonts</dir>", places).replace("/tmp/fonts-cache/", `${folder}-cache`),
  );
}

async function fromPlaywright() {
  await run(process.execPath, [inRoot("node_modules", "@playwright", "test", "cli.js"), "install", "chromium"]);
  const own = await playwrightsOwn();
  return (await works(own)) ? { CHROMIUM_PATH: own } : null;
}
