import type { Page } from "@playwright/test";
import { badge, entry, field, log, openLog } from "./support/log";
import { expect, openIncident, test, unique, write } from "./support/test";
import { words } from "./support/words";

const { live, connection, newVersion } = words.en.shell;
/** Longer than a page takes anybody for typing. */
const PAST_TYPING_MS = 10_000;
const LOOK_BACK_MS = 5_000;
const HIDDEN_MS = 61_000;
const SILENT_MS = 46_000;

const bar = (page: Page) => page.locator("[data-newest]");
const add = (page: Page, ref: string, text: string) => write(page, `/incidents/${ref}/entries`, { text });

/** A page looks back five seconds when it opens its stream; this one does not, so that nothing but what the test writes is news. */
const onlyNews = (page: Page) =>
  page.route(/\/stream\?/, (route) => {
    const url = new URL(route.request().url());
    const since = Date.parse(url.searchParams.get("since") ?? "");
    url.searchParams.set("since", new Date(since + LOOK_BACK_MS).toISOString());
    return route.continue({ url: String(url) });
  });

/** Counts what the page's streams have told it. @returns how many changes there were by now */
async function countChanges(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const told = { changes: 0 };
    window.EventSource = class extends EventSource {
      constructor(address: string | URL) {
        super(address);
        this.addEventListener("changed", () => {
          told.changes += 1;
        });
      }
    };
    Object.assign(window, { told });
  });
  return () => page.evaluate(() => (window as unknown as { told: { changes: number } }).told.changes);
}

/** Hides the tab, or shows it, as far as the page can tell. */
const hide = (page: Page, hidden: boolean) =>
  page.evaluate((value) => {
    Object.defineProperty(document, "hidden", { value, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);

test("under somebody who has scrolled: a line says how many entries are new, and shows them when it is pressed", async ({
  as,
}) => {
  const [besa, ilir] = [await as("commander"), await as("loggist")];
  const ref = await openIncident(besa, unique("Scrolled"));
  for (let n = 0; n < 30; n += 1)
    await add(besa, ref, `Before ${n}, and as long as an entry often is, so that the page has to be scrolled`);
  await onlyNews(ilir);
  await openLog(ilir, ref);
  const read = entry(ilir, "Before 3,");
  await read.scrollIntoViewIfNeeded();
  const place = await read.boundingBox();
  const texts = [unique("First"), unique("Second"), unique("Third")];
  for (const text of texts) await add(besa, ref, text);
  await expect(bar(ilir)).toContainText(live.new.other.replace("{count}", "3"));
  await expect(entry(ilir, texts[2] ?? "")).toHaveCount(0);
  expect(await read.boundingBox()).toEqual(place);
  await bar(ilir).click();
  for (const text of texts) await expect(entry(ilir, text)).toBeVisible();
  await expect(bar(ilir)).toHaveCount(0);
});

test("under somebody who marks a text, and under somebody who types; one's own entry is there at once", async ({
  as,
}) => {
  const [besa, ilir] = [await as("commander"), await as("loggist")];
  const ref = await openIncident(besa, unique("Marked"));
  await add(besa, ref, "A text that is worth marking");
  await onlyNews(ilir);
  await ilir.clock.install();
  await openLog(ilir, ref);
  await entry(ilir, "worth marking").getByText("A text that is worth marking").selectText();
  const marked = unique("While it was marked");
  await add(besa, ref, marked);
  await expect(bar(ilir)).toBeVisible();
  await expect(entry(ilir, marked)).toHaveCount(0);
  expect(await ilir.evaluate(() => String(document.getSelection()))).toContain("worth marking");
  await ilir.evaluate(() => document.getSelection()?.removeAllRanges());
  await expect(entry(ilir, marked)).toBeVisible();

  await field(ilir).fill("Half a sent");
  const typed = unique("While somebody typed");
  await add(besa, ref, typed);
  await expect(bar(ilir)).toBeVisible();
  await expect(entry(ilir, typed)).toHaveCount(0);
  await ilir.clock.runFor(PAST_TYPING_MS);
  await expect(entry(ilir, typed)).toBeVisible();
  await expect(field(ilir)).toHaveValue("Half a sent");
  const own = unique("My own");
  await log(ilir, own);
  await expect(entry(ilir, own)).toBeVisible();
});

test("a hidden tab gives its stream back and catches up; a laptop that slept does not take a dead stream for a live one", async ({
  as,
}) => {
  const [besa, ilir] = [await as("commander"), await as("loggist")];
  const ref = await openIncident(besa, unique("Hidden"));
  let streams = 0;
  ilir.on("request", (request) => {
    if (/\/stream\?/.test(request.url())) streams += 1;
  });
  await ilir.clock.install();
  await openLog(ilir, ref);
  await hide(ilir, true);
  await ilir.clock.fastForward(HIDDEN_MS);
  const meanwhile = unique("While the tab was hidden");
  await add(besa, ref, meanwhile);
  const before = streams;
  await hide(ilir, false);
  await expect(entry(ilir, meanwhile)).toBeVisible();
  expect(streams).toBe(before + 1);
  await expect(badge(ilir)).toBeVisible();
  await ilir.clock.fastForward(SILENT_MS);
  await expect.poll(() => streams).toBeGreaterThan(before + 1);
  await ilir.clock.runFor(3_000);
  await expect(badge(ilir)).toBeVisible();
});

test("where no stream gets through, the page says so and is read every 15 s", async ({ as }) => {
  const [besa, ilir] = [await as("commander"), await as("loggist")];
  const ref = await openIncident(besa, unique("No stream"));
  await ilir.route(/\/stream\?/, (route) => route.abort());
  await ilir.goto(`/incidents/${ref}`);
  const text = unique("Read without a stream");
  await add(besa, ref, text);
  await expect(entry(ilir, text)).toBeVisible({ timeout: 40_000 });
  await expect(ilir.getByText(connection.polling.split("{")[0] ?? "")).toBeVisible();
});

test("a new version of the program is told and not forced: the page stays, the text stays, and a reload brings both", async ({
  as,
}) => {
  const [besa, ilir] = [await as("commander"), await as("loggist")];
  const ref = await openIncident(besa, unique("New version"));
  const changes = await countChanges(ilir);
  let readings = 0;
  ilir.on("request", (request) => {
    if (request.headers()["rsc"]) readings += 1;
  });
  await onlyNews(ilir);
  await ilir.clock.install();
  await openLog(ilir, ref);
  await field(ilir).fill("Typed before the update");
  await ilir.evaluate(() => Object.assign(window, { sameTab: true }));
  await ilir.route(/\/api\/v1\/session$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "x-kulla-build": "a newer one" } });
  });
  await ilir.context().setOffline(true);
  await ilir.context().setOffline(false);
  await expect(ilir.getByText(newVersion.sentence)).toBeVisible({ timeout: 70_000 });
  const [before, read] = [await changes(), readings];
  await add(besa, ref, unique("After the update"));
  await expect.poll(changes).toBeGreaterThan(before);
  await ilir.clock.runFor(PAST_TYPING_MS);
  expect(readings).toBe(read);
  expect(await ilir.evaluate(() => "sameTab" in window)).toBe(true);
  await expect(field(ilir)).toHaveValue("Typed before the update");
  await ilir.unroute(/\/api\/v1\/session$/);
  await ilir.getByRole("button", { name: newVersion.reload }).click();
  await expect(badge(ilir)).toBeVisible();
  await expect(field(ilir)).toHaveValue("Typed before the update");
});

test("who is here now stands beside the log, and as one line on a phone; an outside responder sees nothing of it", async ({
  as,
}) => {
  const here = words.en.presence;
  const ref = "EX-PORTAL-01";
  const besa = await as("commander");
  await openLog(besa, ref);
  await openLog(await as("loggist"), ref);
  const card = besa.getByRole("region", { name: here.title });
  await expect(card).toContainText(here.people.other.replace("{count}", "2"), { timeout: 40_000 });
  await besa.setViewportSize({ width: 390, height: 800 });
  await expect(card).toBeVisible();
  expect((await card.boundingBox())?.height).toBeLessThan(60);
  const outside = await as("external");
  await outside.goto(`/incidents/${ref}`);
  await expect(outside.getByRole("heading", { name: here.title })).toHaveCount(0);
});
