import type { BrowserContext, Page } from "@playwright/test";
import { account } from "./support/accounts";
import { type BadConnection, badConnection } from "./support/bad-connection";
import { field, openLog } from "./support/log";
import { type OwnBrowser, ownBrowser } from "./support/own-browser";
import { type Server, secondServer } from "./support/second-server";
import { expect, openIncident, test, unique } from "./support/test";
import { words } from "./support/words";

test.describe.configure({ mode: "serial", timeout: 600_000 });
const { entries, outbox, shell } = words.en;
/** Every text is on two disks before the next is sent, and a disk may be slow. */
const SETTLED_MS = 180_000;
const ABROAD = { locale: "en-GB", timezoneId: "Europe/Tirane" };
let line: BadConnection;
let server: Server;
let browser: OwnBrowser;
let context: BrowserContext;

test.beforeAll(async ({ launchOptions }) => {
  line = await badConnection();
  server = await secondServer(line);
  await server.start();
  browser = ownBrowser({ launchOptions, ...ABROAD });
});
test.afterAll(async () => {
  await browser.remove();
  await server.kill();
  line.close();
});

const signIn = async () => context.addCookies([await server.signIn(account("loggist").email)]);
const settled = { timeout: SETTLED_MS };

/** Writes as fast as hands can. The last is on the disk, or further, when this ends. */
async function write(page: Page, texts: string[]): Promise<void> {
  for (const text of texts) {
    await field(page).fill(text);
    await field(page).press("Control+Enter");
    await expect(field(page)).toHaveValue("");
  }
  // It is shown before it is kept, and says so until it is.
  await expect(page.getByText(texts.at(-1) ?? "").first()).toBeVisible();
  await expect(page.getByText(entries.unsent.keptRed)).toHaveCount(0);
}

const queue = (page: Page) => page.getByRole("list", { name: entries.unsent.label }).getByRole("listitem");

/** What stands in the log, in the order of its numbers. */
async function logged(page: Page, origin: string, ref: string): Promise<string[]> {
  const found: { number: number; text: string }[] = [];
  let next: string | null = "";
  do {
    const query: string = next ? `?before=${encodeURIComponent(next)}` : "";
    const answer = await page.request.get(`${origin}/api/v1/incidents/${ref}/entries${query}`);
    const body = (await answer.json()) as {
      rows: { row: string; number: number; text: string }[];
      next: string | null;
    };
    found.push(...body.rows.filter(({ row }) => row === "entry"));
    next = body.next;
  } while (next);
  return found.sort((a, b) => a.number - b.number).map(({ text }) => text);
}

test("200 entries over a connection that is slow, reset, cut, half open and dripping, with browser kills and ended sessions: each once, in order", async ({
  as,
}) => {
  const ref = await openIncident(await as("commander"), unique("Bad connection"));
  const mark = unique("Over a bad line");
  const texts = Array.from({ length: 200 }, (_, n) => `${mark} ${String(n + 1).padStart(3, "0")}`);
  const address = `${line.url}/incidents/${ref}`;

  context = await browser.open();
  await signIn();
  let [page = await context.newPage()] = context.pages();
  await openLog(page, ref, line.url);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await write(page, texts.slice(0, 30));
  line.be("slow");
  await write(page, texts.slice(30, 60));
  line.be("reset-after-request");
  await write(page, texts.slice(60, 90));
  await expect(queue(page).filter({ hasText: entries.unsent.kept }).first()).toBeVisible();
  await browser.kill();
  expect(browser.filesWith([mark]), "texts that wait cannot be read on the disk").toEqual([]);

  line.be("cut");
  context = await browser.open();
  page = await context.newPage();
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1, name: outbox.offline.title })).toBeVisible();
  await expect(page.getByText(texts[89] ?? "")).toBeVisible();
  await write(page, texts.slice(90, 120));
  await browser.kill();

  await server.endSessions();
  line.be("fine");
  context = await browser.open();
  page = await context.newPage();
  await page.goto(address);
  await expect(page).toHaveURL(/sign-in/);
  await signIn();
  await openLog(page, ref, line.url);
  line.be("half-open");
  await write(page, texts.slice(120, 150));
  line.be("drip");
  await write(page, texts.slice(150, 175));
  line.be("fine");
  await expect(page.getByText(shell.connection.live, { exact: true })).toBeVisible(settled);

  await server.endSessions();
  await write(page, texts.slice(175, 190));
  await expect(page.getByText(shell.session.ended)).toBeVisible();
  await signIn();
  await openLog(page, ref, line.url);
  await write(page, texts.slice(190));
  await expect(queue(page)).toHaveCount(0, settled);
  await expect.poll(() => logged(page, line.url, ref), settled).toHaveLength(200);
  expect(await logged(page, line.url, ref)).toEqual(texts);
});

test("TLP:RED never reaches the disk, and after signing out nothing that was written can be read there", async ({
  as,
}) => {
  const ref = await openIncident(await as("commander"), unique("Profile"));
  const [red, typed, open] = [unique("RED-MARK-SENT"), unique("RED-MARK-TYPED"), unique("OPEN-MARK")];
  const page = await context.newPage();
  await openLog(page, ref, line.url);
  line.be("cut");
  await write(page, [open]);
  const more = page.getByText(entries.composer.more, { exact: true });
  for (const text of [red, typed]) {
    await more.click();
    await page.locator("select[name=tlp]").selectOption("TLP:RED");
    await page.getByRole("group", { name: entries.composer.readers }).getByRole("checkbox").first().check();
    await field(page).fill(text);
    await expect(page.getByText(entries.composer.red).filter({ visible: true })).toBeVisible();
    if (text === red) await field(page).press("Control+Enter");
  }
  await expect(queue(page).filter({ hasText: red })).toContainText(entries.unsent.keptRed);
  await expect(queue(page).filter({ hasText: open })).toContainText(entries.unsent.kept);
  await browser.kill();
  expect(browser.filesWith([red, typed, open])).toEqual([]);

  context = await browser.open();
  const back = await context.newPage();
  line.be("fine");
  await signIn();
  await openLog(back, ref, line.url);
  await expect(back.getByRole("article").filter({ hasText: open })).toBeVisible(settled);
  line.be("cut");
  await write(back, [unique("Left behind")]);
  await field(back).fill(unique("Left behind"));
  line.be("fine");
  await back.getByRole("button", { name: account("loggist").name }).click();
  await back.getByRole("button", { name: shell.menu.signOut }).click();
  const anyway = back.getByRole("button", { name: shell.menu.signOutAnyway });
  await anyway.click();
  await expect(back).toHaveURL(/signed-out/);
  expect(await back.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual([]);
  expect(await back.evaluate(() => Object.keys(localStorage))).toEqual([]);
  await context.close();
  expect(browser.filesWith([red, typed, open, "Left behind", "Over a bad line"])).toEqual([]);
});

test("a browser that dies as soon as a text is kept still knows, without a server, whose it is", async ({
  as,
  launchOptions,
}) => {
  const ref = await openIncident(await as("commander"), unique("Died at once"));
  const text = unique("Kept at once");
  const mine = ownBrowser({ launchOptions, ...ABROAD });
  context = await mine.open();
  await signIn();
  const page = await context.newPage();
  await openLog(page, ref, line.url);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  line.be("cut");
  await write(page, [text]);
  await mine.kill();

  const back = await (await mine.open()).newPage();
  await back.goto(`${line.url}/incidents/${ref}`);
  await expect(back.getByRole("heading", { level: 1, name: outbox.offline.title })).toBeVisible();
  await expect(back.getByText(text)).toBeVisible();
  await mine.remove();
  line.be("fine");
});
