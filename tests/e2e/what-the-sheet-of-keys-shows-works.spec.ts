import type { Page } from "@playwright/test";
import { inGroup, type ShortcutId, shortcuts, writingKeys } from "../../components/shell/shortcuts";
import { entry, field, log, openLog } from "./support/log";
import { expect, openIncident, test, unique } from "./support/test";
import { saying, words } from "./support/words";

const { keys, entries } = words.en;
const sheet = (page: Page) => page.getByRole("dialog", { name: keys.sheet.title });
const palette = (page: Page) => page.getByRole("dialog", { name: keys.palette.label });
const said = (page: Page, text: string) => page.getByRole("status").filter({ hasText: saying(text) });
const article = (page: Page, text: string) => entry(page, text);
const pressAll = async (page: Page, press: string) => {
  for (const key of press.split(" ")) await page.keyboard.press(key);
};

interface Log {
  ref: string;
  newest: string;
  older: string;
}

/** What is to be seen after each key, pressed on the page of a log whose second entry is chosen. */
const effects: Record<ShortcutId, (page: Page, log: Log) => Promise<void>> = {
  palette: (page) => expect(palette(page)).toBeVisible(),
  sheet: (page) => expect(sheet(page)).toBeVisible(),
  filter: (page) => expect(palette(page)).toBeVisible(),
  clock: async (page) => {
    await expect(page.locator("html")).toHaveAttribute("data-clock", "utc");
    await expect(page.getByText(/^UTC · \d\d:\d\d /).first()).toBeVisible();
    await expect(said(page, keys.acts.utcFirst)).toBeVisible();
  },
  "go-incident": (page, { ref }) => expect(page).toHaveURL(new RegExp(`/incidents/${ref}$`)),
  "go-decisions": (page, { ref }) => expect(page).toHaveURL(new RegExp(`/incidents/${ref}/decisions$`)),
  "go-timeline": (page, { ref }) => expect(page).toHaveURL(new RegExp(`/incidents/${ref}/timeline$`)),
  "go-mine": (page) => expect(page).toHaveURL(/\/me$/),
  write: (page) => expect(field(page)).toBeFocused(),
  newest: (page) => expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0),
  next: (page, { older }) => expect(article(page, older)).toBeFocused(),
  previous: (page, { newest }) => expect(article(page, newest)).toBeFocused(),
  open: (page, { ref }) => expect(page).toHaveURL(new RegExp(`/incidents/${ref}/timeline/\\d+$`)),
  correct: (page, { ref }) => expect(page).toHaveURL(new RegExp(`/incidents/${ref}/timeline/\\d+/correct$`)),
  "copy-link": async (page, { ref }) => {
    await expect(said(page, keys.acts.copiedEntry)).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
      new RegExp(`/incidents/${ref}/timeline/\\d+$`),
    );
  },
  withdraw: (page) => expect(page.getByText(/Withdrawn by its author after \d+ s/)).toBeVisible(),
};

/** Where the focus stands before a key is pressed. */
const begins = (id: ShortcutId, { newest, older }: Log) => (id === "previous" ? older : newest);

test("each key that the sheet lists does what it says, and no other is listed", async ({ as }) => {
  test.setTimeout(180_000);
  const page = await as("loggist", { permissions: ["clipboard-read", "clipboard-write"] });
  const ref = await openIncident(await as("commander"), unique("Keys"));
  const made: Log = { ref, newest: unique("The newest"), older: unique("The older") };
  await openLog(page, ref);
  await log(page, made.older);
  await expect(article(page, made.older)).toBeVisible();
  await log(page, made.newest);
  await expect(article(page, made.newest)).toBeVisible();
  await page.keyboard.press("Escape");

  await page.keyboard.press("?");
  await expect(sheet(page)).toBeVisible();
  const listed = await sheet(page)
    .locator("[data-shortcut]")
    .evaluateAll((rows) => rows.map((row) => row.getAttribute("data-shortcut")));
  expect(listed.toSorted()).toEqual([...shortcuts, ...writingKeys].map(({ id }) => id).toSorted());
  for (const id of listed)
    await expect(sheet(page).locator(`[data-shortcut="${id}"]`)).toContainText(keys.does[id as ShortcutId]);
  await page.keyboard.press("Escape");
  await expect(sheet(page)).toHaveCount(0);

  // The minute in which one may withdraw is short: that key comes first, on an entry that is written for it.
  await log(page, unique("A slip"));
  await expect(page.locator("[data-withdraw]")).toHaveCount(3);
  await page.keyboard.press("Escape");
  await page.keyboard.press("z");
  await effects.withdraw(page, made);

  for (const { id, press } of shortcuts.filter((shortcut) => shortcut.id !== "withdraw"))
    for (const pressed of press) {
      await openLog(page, ref);
      await article(page, begins(id, made)).focus();
      await pressAll(page, pressed.replace("Ctrl ", "Control+"));
      await effects[id](page, made);
      if (id === "clock") await page.keyboard.press("u");
    }
});

test("the keys of writing do what they say", async ({ as }) => {
  const page = await as("loggist");
  const ref = await openIncident(await as("commander"), unique("Writing"));
  await openLog(page, ref);
  // The others are tried in the-composer-offers-and-takes-nothing-by-itself.spec.ts.
  const others = ["time", "precision", "systems", "audience", "tlp", "key-event", "basis", "behalf", "attach", "name"];
  expect(inGroup("writing").map(({ id }) => id)).toEqual(["log", "leave", "kind", ...others, "accept"]);
  const text = unique("With keys");
  await page.keyboard.press("n");
  await page.keyboard.type(text);
  for (const [index, kind] of Object.values(entries.kind).entries()) {
    await page.keyboard.press(`Alt+${index + 1}`);
    await expect(page.getByRole("combobox", { name: entries.composer.kind })).toHaveValue(
      Object.keys(entries.kind)[index] ?? kind,
    );
  }
  await page.keyboard.press("Escape");
  await expect(field(page)).not.toBeFocused();
  await expect(field(page)).toHaveValue(text);
  await page.keyboard.press("n");
  await page.keyboard.press("Control+Enter");
  await expect(entry(page, text)).toBeVisible();
});

test("on a page without a log, the sheet lists only what does something there", async ({ as }) => {
  const page = await as("auditor");
  await page.goto("/help");
  // A page that has only just come takes no keys yet: whoever sees nothing presses again.
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(sheet(page)).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const listed = await sheet(page)
    .locator("[data-shortcut]")
    .evaluateAll((rows) => rows.map((row) => row.getAttribute("data-shortcut")));
  expect(listed).toEqual(["palette", "sheet", "filter", "clock", "copy-link", "go-incident", "go-mine"]);
  await page.keyboard.press("Escape");
  for (const key of ["j", "k", "n", "c", "o", "z", "."]) await page.keyboard.press(key);
  await expect(page).toHaveURL(/\/help$/);
});

test("/ goes to the search field of a list that has one", async ({ as }) => {
  const page = await as("admin");
  await page.goto("/admin");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await expect(async () => {
    await page.keyboard.press("/");
    await expect(page.locator("main input[type=search]")).toBeFocused({ timeout: 1_000 });
  }).toPass();
});

test("the page of keys lists all of the table", async ({ as }) => {
  const page = await as("loggist");
  await page.goto("/help/shortcuts");
  for (const { id } of [...shortcuts, ...writingKeys])
    await expect(page.getByRole("cell", { name: keys.does[id], exact: true })).toBeVisible();
});
