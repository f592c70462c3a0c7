import { entry, log, openLog } from "./support/log";
import { expect, HISTORY, LIVE, openIncident, test, unique, write } from "./support/test";
import { saying, words } from "./support/words";

const t = words.en.timeline;
const history = `/incidents/${HISTORY}/timeline`;

test("a filter becomes an address; whoever gets the link sees the same, and each chip takes its filter away", async ({
  as,
}) => {
  const page = await as("loggist", { permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto(history);
  await page.locator("summary", { hasText: t.filter.open }).click();
  await page.getByRole("checkbox", { name: words.en.entries.kind.finding }).check();
  await page.getByRole("checkbox", { name: t.filter.key, exact: true }).check();
  await page.getByRole("textbox", { name: t.filter.technique }).fill("t1561.002");
  await page.getByRole("button", { name: t.filter.use }).click();
  await expect(page).toHaveURL(/\?kind=finding&technique=T1561\.002&key=1$/);
  await expect(page.getByRole("article").first()).toContainText("T1561.002");
  const shown = await page.getByRole("article").count();

  await page.getByRole("button", { name: t.copy.view, exact: true }).first().click();
  await expect(page.getByText(t.copy.copied, { exact: true })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await as("network");
  await other.goto(link);
  await expect(other.getByRole("article")).toHaveCount(shown);

  await page.getByRole("link", { name: saying(t.chips.remove).source.replace(".+", "technique T1561.002") }).click();
  await expect(page).toHaveURL(/\?kind=finding&key=1$/);
  await page.getByRole("link", { name: t.filter.clear }).click();
  await expect(page).toHaveURL(new RegExp(`${history}$`));
});

test("an address that nobody understands is said to be one, and the log is shown all the same", async ({ as }) => {
  const page = await as("auditor");
  await page.goto(`${history}?kind=gossip&colour=red&known=yesterday&key=1`);
  const said = page.getByRole("alert").filter({ hasText: t.wrong.title });
  for (const part of ["kind=gossip", "colour=red", "known=yesterday"]) await expect(said).toContainText(part);
  await expect(page.getByRole("article").first()).toBeVisible();
});

test("a word is found with and without its accents, and marked where it stands", async ({ as }) => {
  const page = await as("loggist");
  const ref = await openIncident(await as("commander"), unique("Searched"));
  const text = unique("Portali përgjigjet, çelësi u ndërrua");
  await write(page, `/incidents/${ref}/entries`, { text });
  await write(page, `/incidents/${ref}/entries`, { text: "Something else <mark>përgj</mark>igjet" });
  await page.goto(`/incidents/${ref}/timeline`);
  await page.getByRole("searchbox").fill('CELESI "portali pergj');
  await page.getByRole("button", { name: t.search.button, exact: true }).click();
  await expect(page.getByRole("article")).toHaveCount(1);
  await expect(page.getByRole("article").locator("mark")).toHaveText(["Portali përgjigjet", "çelësi"]);
  await page.goto(`/incidents/${ref}/timeline?q=something`);
  await expect(page.getByRole("article")).toContainText("<mark>përgj</mark>igjet");
  await expect(page.getByRole("article").locator("mark")).toHaveText(["Something"]);

  await page.goto(`/search?q=${encodeURIComponent(text)}`);
  await expect(page.getByRole("heading", { name: saying(ref) })).toBeVisible();
  await expect(entry(page, text)).toHaveCount(1);
  const outside = await as("external");
  await outside.goto(`/search?q=${encodeURIComponent(text)}`);
  await expect(outside.getByText(saying(t.search.nothing.replace("{q}", "")).source.slice(0, 17))).toBeVisible();
  await expect(outside.getByRole("article")).toHaveCount(0);
});

test("the slider shows what was known at a minute, and says so; the keyboard moves it", async ({ as }) => {
  const page = await as("commander");
  await page.goto(`${history}?known=2022-07-18T00:30:00.000Z`);
  const band = page.getByRole("status").filter({ hasText: saying(t.known.band) });
  await expect(band).toContainText("02:30, 18 July 2022");
  await expect(band).toContainText(/\d+ entries came later/);
  await expect(page.getByRole("link", { name: saying(words.en.entries.line.correctOf) })).toHaveCount(0);
  await expect(page.locator("main")).not.toContainText(words.en.shell.connection.live);
  const slider = page.getByRole("slider", { name: saying(t.known.slider) });
  await slider.focus();
  await slider.press("ArrowLeft");
  await expect(page).toHaveURL(/known=2022-07-18T00%3A29%3A00\.000Z/);
  await expect(band).toContainText("02:29, 18 July 2022");
  await page.getByRole("textbox", { name: saying(`${t.known.open}: ${t.filter.time}`) }).fill("0115");
  await page.getByRole("button", { name: t.known.button }).click();
  await expect(band).toContainText("01:15, 18 July 2022");
  await page.getByRole("link", { name: t.known.now }).click();
  await expect(page).toHaveURL(new RegExp(`${history}$`));
});

test("a correction that came later is not applied to what was known before it", async ({ as }) => {
  const [page, besa] = [await as("loggist"), await as("commander")];
  const ref = await openIncident(besa, unique("Known"));
  const { body } = await write(page, `/incidents/${ref}/entries`, { text: "Three servers" });
  const known = String(body["recordedAt"]);
  await write(page, `/incidents/${ref}/entries/1/corrections`, { text: "Two servers", reasonKind: "wrong-number" });
  await page.goto(`/incidents/${ref}/timeline?known=${encodeURIComponent(known)}`);
  await expect(page.getByRole("article")).toHaveCount(1);
  await expect(page.getByRole("article")).not.toContainText(words.en.entries.reason["wrong-number"]);
  await expect(page.getByRole("status").filter({ hasText: "came later" })).toContainText("1 entry came later");
});

test("from an entry to what happened around it, and to a time", async ({ as }) => {
  const page = await as("loggist");
  await page.goto(`${history}?q=forty`);
  const found = page.getByRole("article").first();
  await found.getByText(t.menu.open, { exact: true }).click();
  await found.getByRole("link", { name: t.menu.around }).click();
  await expect(page).toHaveURL(/\?around=\d+$/);
  await expect(page.getByRole("link", { name: /within 30 min of #\d+/ })).toBeVisible();
  await page.goto(history);
  await page.locator("summary", { hasText: t.jump.open }).click();
  const typed = page.getByRole("textbox", { name: saying(`${t.jump.open}: ${t.filter.time}`) });
  await page.locator('input[name="atDay"]').fill("2022-07-16");
  await typed.fill("12:00");
  await page.getByRole("button", { name: t.jump.button }).click();
  await expect(page.getByRole("heading", { level: 3 }).first()).toHaveText("Saturday 16 July 2022");
  await page.getByRole("link", { name: t.pages.newer }).click();
  await expect(page.getByRole("link", { name: t.pages.start })).toBeVisible();
});

test("whoever comes back is told what came since, with a link to exactly that, and marks it as read", async ({
  as,
}) => {
  const [ilir, besa] = [await as("loggist"), await as("commander")];
  const ref = await openIncident(besa, unique("Away"));
  const kept = ilir.waitForResponse((answer) => answer.url().endsWith("/reading") && answer.ok());
  await ilir.goto(`/incidents/${ref}/timeline`);
  await kept;
  await ilir.goto("/help");
  const [first, second] = [unique("First"), unique("Second")];
  await write(besa, `/incidents/${ref}/entries`, { text: first });
  await write(besa, `/incidents/${ref}/entries`, { text: second, key: true });
  await ilir.goto(`/incidents/${ref}/timeline?kind=message`);
  const news = ilir.getByRole("region", { name: t.since.label });
  await expect(news).toContainText("2 entries, 1 key event");
  await news.getByRole("link", { name: t.since.show }).click();
  await expect(ilir.getByRole("article")).toHaveCount(2);
  await expect(entry(ilir, first)).toContainText(t.since.new);
  await ilir.getByRole("button", { name: t.since.read }).click();
  await expect(news).toHaveCount(0);
  await ilir.goto(`/incidents/${ref}/timeline`);
  await expect(entry(ilir, first)).toBeVisible();
  await expect(news).toHaveCount(0);
});

test("with a filter in use nothing rings; what fits appears by itself", async ({ as }) => {
  const [ilir, besa] = [await as("loggist"), await as("commander")];
  const ref = await openIncident(besa, unique("Quiet"));
  await write(besa, `/incidents/${ref}/entries`, { text: "Seen before", kind: "finding" });
  await besa.goto(`/incidents/${ref}/timeline?kind=finding`);
  await besa.getByText(words.en.shell.connection.live, { exact: true }).waitFor();
  await openLog(ilir, ref);
  await log(ilir, unique("A note"));
  const finding = unique("A finding");
  await write(ilir, `/incidents/${ref}/entries`, { text: finding, kind: "finding" });
  await expect(entry(besa, finding)).toBeVisible();
  await expect(besa.locator("[data-newest]")).toHaveCount(0);
});

test("on a narrow phone nothing scrolls sideways, in either order, with everything open", async ({ as }) => {
  const page = await as("loggist", { viewport: { width: 320, height: 640 }, hasTouch: true });
  for (const address of [
    history,
    `${history}?order=recorded&first=oldest&known=2022-07-18T00:30:00.000Z&q=server`,
    `/incidents/${LIVE}/timeline`,
    "/search?q=server",
  ]) {
    await page.goto(address);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("main details")) (details as HTMLDetailsElement).open = true;
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    const small = await page.evaluate(
      () =>
        [
          ...document.querySelectorAll("main input:not([type=hidden], [type=checkbox], [type=range]), main select"),
        ].filter((field) => Number.parseFloat(getComputedStyle(field).fontSize) < 16).length,
    );
    expect(small).toBe(0);
  }
});

test("lines stand closer when asked, and stay so", async ({ as }) => {
  const page = await as("network");
  await page.goto(`${history}?key=1`);
  await page.getByRole("button", { name: t.density.compact }).click();
  await expect(page).toHaveURL(/\?key=1$/);
  await expect(page.locator('[data-density="compact"]')).toBeVisible();
  await page.goto(history);
  await expect(page.locator('[data-density="compact"]')).toBeVisible();
  await page.getByRole("button", { name: t.density.comfortable }).click();
  await expect(page.locator('[data-density="comfortable"]')).toBeVisible();
});
