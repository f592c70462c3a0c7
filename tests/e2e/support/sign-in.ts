import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type FullConfig,
  type Page,
} from "@playwright/test";
import { type Account, account, codeOf, type Login, logins } from "./accounts";
import { words } from "./words";

const FOLDER = path.resolve("test-results/e2e-sessions");
const { signIn } = words.en.people;

const STEP_MS = 30_000;

/** Signs in through the form, as a person does, and ends on the incidents. A code that somebody has just used is good no more: then the next one is awaited. */
export async function signInByForm(page: Page, who: Account): Promise<void> {
  for (let tries = who.totpSecret ? 3 : 1; ; tries -= 1) {
    await page.goto("/sign-in");
    await page.getByLabel(signIn.email).fill(who.email);
    await page.getByLabel(signIn.password, { exact: true }).fill(who.password);
    await page.getByRole("textbox", { name: signIn.code }).fill(codeOf(who));
    await page.getByRole("button", { name: signIn.button }).click();
    const refused = page.getByText(signIn.refused.wrong);
    await page.getByRole("heading", { level: 1, name: words.en.incidents.title }).or(refused).waitFor();
    if (await refused.isHidden()) return;
    if (tries === 1) throw new Error(`${who.email} is not let in`);
    await new Promise((next) => setTimeout(next, STEP_MS - (Date.now() % STEP_MS)));
  }
}

/** Everybody signs in once, before the first test. */
export default async function signInAll({ projects }: FullConfig): Promise<void> {
  const { launchOptions, baseURL = "" } = projects[0]?.use ?? {};
  const browser = await chromium.launch(launchOptions);
  for (const login of logins) await (await browserOf(browser, login, { baseURL })).close();
  await browser.close();
}

/** A browser in which somebody is signed in: once through the form, and from then on with what that browser kept. */
export async function browserOf(
  browser: Browser,
  login: Login,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const file = path.join(FOLDER, `${login}.json`);
  if (existsSync(file)) {
    const context = await browser.newContext({ ...options, storageState: file });
    // A page, and not the question whether one is signed in, which keeps nobody from being idle.
    if ((await context.request.get("/incidents", { maxRedirects: 0 })).ok()) return context;
    await context.close();
  }
  const fresh = await browser.newContext(options);
  await signInByForm(await fresh.newPage(), account(login));
  mkdirSync(FOLDER, { recursive: true });
  await fresh.storageState({ path: file });
  await fresh.close();
  return browser.newContext({ ...options, storageState: file });
}
