import type { Page } from "@playwright/test";
import { account } from "./support/accounts";
import { badge, entry, field, log, logButton, openLog } from "./support/log";
import { type Server, secondServer } from "./support/second-server";
import { expect, openIncident, test, unique } from "./support/test";
import { words } from "./support/words";

/** One server of its own for these stories, which kill it. They run one after another. */
test.describe.configure({ mode: "serial", timeout: 300_000 });
const { unsent } = words.en.entries;
const AGAIN_MS = 120_000;
let server: Server;
test.beforeAll(async () => {
  server = await secondServer();
  await server.start();
});
test.afterAll(() => server.kill());

const kept = (page: Page, text: string) =>
  page.getByRole("list", { name: unsent.label }).getByRole("listitem").filter({ hasText: text });

async function prepare(page: Page, ref: string): Promise<void> {
  await page.context().addCookies([await server.signIn(account("loggist").email)]);
  await openLog(page, ref, server.url);
}

test("killed before the request arrives: the text stays on the page, says so, and is logged when the server is back", async ({
  as,
  nobody,
}) => {
  const page = await nobody();
  const ref = await openIncident(await as("commander"), unique("Killed before"));
  await prepare(page, ref);
  const text = unique("Not lost before");
  await page.route(/\/entries$/, async (route) => {
    await server.kill();
    await route.abort("connectionreset");
  });
  await log(page, text);
  await expect(kept(page, text)).toContainText(unsent.kept);
  await expect(page.getByText(words.en.shell.connection.waiting.one.replace("{count}", "1"))).toBeVisible();
  await expect.poll(server.alive).toBe(false);
  await page.unroute(/\/entries$/);
  await server.start();
  await expect(entry(page, text)).toBeVisible({ timeout: AGAIN_MS });
  await expect(kept(page, text)).toHaveCount(0);
  await page.reload();
  await expect(entry(page, text)).toHaveCount(1);
});

test("killed after the commit and before the answer: sent again, it is one entry", async ({ as, nobody }) => {
  const page = await nobody();
  const ref = await openIncident(await as("commander"), unique("Killed after"));
  await prepare(page, ref);
  const text = unique("Not lost after");
  let first = true;
  await page.route(/\/entries$/, async (route) => {
    if (!first) return route.continue();
    first = false;
    const answer = await route.fetch();
    expect(answer.status()).toBe(201);
    await server.kill();
    return route.abort("connectionreset");
  });
  await log(page, text);
  await expect(kept(page, text)).toContainText(unsent.kept);
  await expect.poll(server.alive).toBe(false);
  await server.start();
  await expect(entry(page, text)).toBeVisible({ timeout: AGAIN_MS });
  await page.reload();
  await expect(entry(page, text)).toHaveCount(1);
});

test("killed, and the tab closed too: whoever comes back finds the text and it is logged", async ({ as, nobody }) => {
  const first = await nobody();
  const ref = await openIncident(await as("commander"), unique("Closed tab"));
  await prepare(first, ref);
  const [sent, typed] = [unique("Was sent"), unique("Was still being typed")];
  const witness = await first.context().newPage();
  await openLog(witness, ref, server.url);
  await first.context().route(/\/entries$/, async (route) => {
    await server.kill();
    await route.abort("connectionreset");
  });
  await log(first, sent);
  await expect(kept(first, sent)).toBeVisible();
  await field(first).fill(typed);
  // Another tab shows what this device has kept, so nothing depends on how fast it was.
  await expect(field(witness)).toHaveValue(typed);
  await expect.poll(server.alive).toBe(false);
  await first.context().unroute(/\/entries$/);
  await witness.close();
  await first.close();

  const back = await first.context().newPage();
  await server.start();
  await back.goto(`${server.url}/incidents/${ref}`);
  await expect(entry(back, sent)).toBeVisible({ timeout: AGAIN_MS });
  await expect(field(back)).toHaveValue(typed);
});

test("while the server is down one goes on writing; everything arrives, once, in the order it was written", async ({
  as,
  nobody,
}) => {
  const page = await nobody();
  const ref = await openIncident(await as("commander"), unique("Goes on"));
  await prepare(page, ref);
  await server.kill();
  await expect(badge(page)).toBeHidden();
  const texts = Array.from({ length: 5 }, (_, n) => unique(`Written offline ${n}`));
  for (const text of texts) await log(page, text);
  for (const text of texts) await expect(kept(page, text)).toBeVisible();
  await server.start();
  for (const text of texts) await expect(entry(page, text)).toBeVisible({ timeout: AGAIN_MS });
  await page.reload();
  const newestFirst = await page.getByRole("article").filter({ hasText: "Written offline" }).allTextContents();
  expect(newestFirst.map((shown) => texts.findIndex((text) => shown.includes(text)))).toEqual([4, 3, 2, 1, 0]);
});

test("a session that ended meanwhile keeps the text until one has signed in again", async ({ as, nobody }) => {
  const page = await nobody();
  const ref = await openIncident(await as("commander"), unique("Signed out"));
  await prepare(page, ref);
  const text = unique("Written while the session ended");
  // Under somebody who types the page is not read anew, and so leads nowhere else.
  await field(page).fill(text);
  await page.context().clearCookies();
  await logButton(page).click();
  await expect(page.getByText(words.en.shell.session.ended)).toBeVisible();
  await expect(kept(page, text)).toBeVisible();
  await prepare(page, ref);
  await expect(entry(page, text)).toBeVisible({ timeout: AGAIN_MS });
});
