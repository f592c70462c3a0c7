import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { account } from "./support/accounts";
import { entry, field, openLog } from "./support/log";
import { expect, LIVE, openIncident, test, unique, write } from "./support/test";
import { saying, words } from "./support/words";

const { keys, shell, incidents } = words.en;
const box = (page: Page) => page.getByRole("combobox", { name: keys.palette.label });
const option = (page: Page, name: string | RegExp) => page.getByRole("option", { name });
const group = (page: Page, name: keyof typeof keys.palette.groups) =>
  page.getByRole("group", { name: keys.palette.groups[name], exact: true });
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** A page that has only just come takes no keys yet: whoever sees nothing presses again. */
async function open(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(box(page)).toBeFocused({ timeout: 1_000 });
  }).toPass();
}

/** The option that a screen reader would read now. */
const read = (page: Page) =>
  page.evaluate(() => {
    const id = document.activeElement?.getAttribute("aria-activedescendant");
    const node = id ? document.getElementById(id) : null;
    return node?.getAttribute("aria-selected") === "true" ? (node.textContent ?? "") : "";
  });

test("search, choose, run: an entry by its words and by its number, a page, an act", async ({ as }) => {
  test.setTimeout(120_000);
  const page = await as("loggist");
  const ref = await openIncident(await as("commander"), unique("Palette"));
  const text = unique("Lynx on the second server");
  const written = await write(page, `/incidents/${ref}/entries`, { text });
  const number = Number(written.body["logNumber"]);
  await openLog(page, ref);

  await open(page);
  await page.keyboard.type(text.toUpperCase());
  await expect(option(page, saying(text))).toBeVisible();
  await expect(
    page.getByRole("status").filter({ hasText: keys.palette.results.one.replace("{count}", "1") }),
  ).toBeVisible();
  expect(await read(page)).toContain(text);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/incidents/${ref}/timeline/${number}$`));

  await open(page);
  await page.keyboard.type(`#${number}`);
  await expect(group(page, "entries").getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/timeline/${number}$`));

  await open(page);
  await page.keyboard.type("permissions who");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await open(page);
  await page.keyboard.type("settings");
  await expect(option(page, keys.palette.me)).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/me$/);

  await openLog(page, ref);
  await open(page);
  await page.keyboard.type("write");
  await page.keyboard.press("Enter");
  await expect(field(page)).toBeFocused();

  // What was used last stands first, and only as names of acts: no word of an incident is on the device.
  await page.keyboard.press("Escape");
  await open(page);
  await expect(group(page, "used").getByRole("option")).toHaveCount(2);
  await expect(group(page, "used").getByRole("option").first()).toContainText(keys.does.write);
  const kept = await page.evaluate(() =>
    JSON.stringify(Object.entries(localStorage).filter(([key]) => key.includes("used"))),
  );
  expect(kept).toContain("do:write");
  expect(kept).not.toContain("Lynx");
  expect(kept).not.toContain(ref);
});

test("arrows go round, the choice is read out, Esc gives the focus back", async ({ as }) => {
  const page = await as("loggist");
  await openLog(page, LIVE);
  await page.keyboard.press("j");
  const chosen = await page.evaluate(() => document.activeElement?.id);
  const found = page.waitForResponse(/\/api\/v1\/find/);
  await open(page);
  await expect(box(page)).toHaveAttribute("aria-expanded", "true");
  await expect(page.getByRole("listbox", { name: keys.palette.list })).toBeVisible();
  // The list is whole when what was found stands in it.
  await (await found).finished();
  await expect(
    group(page, "go")
      .getByRole("option")
      .filter({ hasText: /INC-|EX-/ })
      .first(),
  ).toBeAttached();
  const first = await read(page);
  await page.keyboard.press("ArrowUp");
  const last = await read(page);
  expect(last).not.toBe(first);
  await page.keyboard.press("ArrowDown");
  expect(await read(page)).toBe(first);
  await page.keyboard.press("Escape");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe(chosen);
});

test("a person and a system of the incident lead to the timeline filtered by them, and nothing found is said", async ({
  as,
}) => {
  const [page, besa] = [await as("loggist"), await as("commander")];
  const ref = await openIncident(besa, unique("People"));
  const [his, hers, system] = [unique("Written by the loggist"), unique("Written by the commander"), unique("GovNet")];
  await write(page, `/incidents/${ref}/entries`, { text: his });
  await write(besa, `/incidents/${ref}/entries`, { text: hers, systems: [system] });
  await openLog(page, ref);
  await open(page);
  await page.keyboard.type(account("loggist").name);
  await group(page, "people").getByRole("option").first().click();
  await expect(page).toHaveURL(new RegExp(`/incidents/${ref}/timeline\\?person=`));
  await expect(entry(page, his)).toBeVisible();
  await expect(entry(page, hers)).toHaveCount(0);

  await open(page);
  await page.keyboard.type(system);
  await group(page, "systems").getByRole("option").first().click();
  await expect(page).toHaveURL(new RegExp(`/incidents/${ref}/timeline\\?system=`));
  await expect(entry(page, hers)).toBeVisible();
  await expect(entry(page, his)).toHaveCount(0);

  await open(page);
  const none = unique("wolverine");
  await box(page).fill(none);
  await expect(page.getByRole("status").filter({ hasText: keys.palette.none.replace("{q}", none) })).toBeVisible();
});

test("it offers only what one may do, and finds only what one may see", async ({ as }) => {
  const canary = unique("canary");
  const besa = await as("commander");
  const ref = await openIncident(besa, canary);
  await write(besa, `/incidents/${ref}/entries`, { text: `${canary} entry` });
  await besa.goto("/incidents");
  await open(besa);
  await expect(option(besa, keys.palette.openIncident)).toBeVisible();
  const outside = await as("external");
  await openLog(outside, LIVE);
  await open(outside);
  await expect(option(outside, keys.palette.openIncident)).toHaveCount(0);
  await expect(option(outside, keys.palette.admin)).toHaveCount(0);
  await outside.keyboard.type(canary);
  await expect(outside.getByRole("status").filter({ hasText: canary })).toBeVisible();
  await expect(outside.getByRole("dialog").getByRole("option")).toHaveCount(0);
});

test("an incident is found by its name from everywhere", async ({ as }) => {
  const page = await as("commander");
  const name = unique("Heron");
  const ref = await openIncident(page, name);
  await page.goto("/help");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await open(page);
  await page.keyboard.type(name);
  await expect(option(page, saying(name))).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/incidents/${ref}$`));
  await expect(page.getByRole("heading", { level: 1 })).toContainText(name);
});

test("signing out from it asks about text that was not sent, as the menu does", async ({ nobody }) => {
  const { signInByForm } = await import("./support/sign-in");
  const page = await nobody();
  await signInByForm(page, account("network"));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(incidents.title);
  await open(page);
  await page.keyboard.type("sign out");
  await page.keyboard.press("Enter");
  await expect(page.getByText(words.en.people.signIn.said["signed-out"])).toBeVisible();
});

for (const [language, theme] of [
  ["en", "light"],
  ["sq", "dark"],
] as const)
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
  ])
    test(`palette and sheet pass axe: ${language}, ${theme}, ${viewport.width} px`, async ({ as }) => {
      const page = await as("loggist", { viewport });
      const url = process.env["BASE_URL"] ?? "";
      await page.context().addCookies([
        { name: "kulla-language", value: language, url },
        { name: "kulla-theme", value: theme, url },
      ]);
      await page.goto(`/incidents/${LIVE}`);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      const own = words[language];
      await page.getByText(own.shell.connection.live, { exact: true }).waitFor();
      if (viewport.width < 640) {
        await page
          .getByRole("button", { name: shell.menu.open })
          .or(page.getByRole("button", { name: own.shell.menu.open }))
          .first()
          .click();
        await page.getByRole("button", { name: own.keys.palette.button }).filter({ visible: true }).click();
      } else await page.keyboard.press("Control+k");
      const field = page.getByRole("combobox", { name: own.keys.palette.label });
      await expect(field).toBeFocused();
      await field.fill("portal");
      await expect(
        page.getByRole("group", { name: own.keys.palette.groups.entries }).getByRole("option").first(),
      ).toBeVisible();
      const faults = async () =>
        (await new AxeBuilder({ page }).withTags(RULES).analyze()).violations.map(
          ({ id, nodes }) => `${id}: ${nodes[0]?.target}`,
        );
      expect(await faults()).toEqual([]);
      await page.keyboard.press("Escape");
      await expect(field).toBeHidden();
      await page.keyboard.press("?");
      await expect(page.getByRole("dialog", { name: own.keys.sheet.title })).toBeVisible();
      expect(await faults()).toEqual([]);
      const beyond = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(beyond).toBeLessThanOrEqual(0);
    });

test("an entry that appears meanwhile does not take the focus from it", async ({ as }) => {
  const page = await as("loggist");
  const besa = await as("commander");
  const ref = await openIncident(besa, unique("Meanwhile"));
  await openLog(page, ref);
  await open(page);
  const text = unique("Otter");
  await write(besa, `/incidents/${ref}/entries`, { text });
  await expect(entry(page, text)).toBeAttached();
  await expect(box(page)).toBeFocused();
});
