import type { Page } from "@playwright/test";
import { account } from "./support/accounts";
import { entry, field, openLog } from "./support/log";
import { expect, openIncident, test, unique } from "./support/test";
import { saying, words } from "./support/words";

const { shell, entries, keys, people } = words.en;

/** Presses Tab until the wanted thing has the focus, as somebody without a mouse does. */
async function tabTo(
  page: Page,
  name: string | RegExp,
  role: "link" | "button" | "textbox" | "combobox" | "radio",
  most = 80,
): Promise<void> {
  const wanted = page.getByRole(role, { name }).filter({ visible: true }).first();
  for (let press = 0; press < most; press += 1) {
    await page.keyboard.press("Tab");
    if (await wanted.evaluate((node) => node === document.activeElement).catch(() => false)) return;
  }
  throw new Error(`Tab does not reach ${name}`);
}

/** Whether what has the focus shows it, in view: a ring around itself, or around its form as the composer does. */
const showsFocus = (page: Page) =>
  page.evaluate(() => {
    const node = document.activeElement;
    if (!(node instanceof HTMLElement)) return false;
    const { width, height, top, bottom } = node.getBoundingClientRect();
    const inView = width > 0 && height > 0 && bottom > 0 && top < innerHeight;
    const ringed = [node, node.closest("form")].some((one) => {
      const style = one && getComputedStyle(one);
      return style && style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2;
    });
    return inView && ringed;
  });

test("sign in", async ({ nobody }) => {
  const page = await nobody();
  const who = account("network");
  await page.goto("/sign-in");
  await tabTo(page, people.signIn.email, "textbox");
  await page.keyboard.type(who.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(who.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: words.en.incidents.title }).waitFor();
});

test("the first Tab offers to skip to the content, and it does", async ({ as }) => {
  const page = await as("loggist");
  await page.goto("/incidents");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: shell.skip })).toBeFocused();
  await expect(page.getByRole("link", { name: shell.skip })).toBeInViewport();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.querySelector("main")?.contains(document.activeElement))).toBe(true);
});

test("from the list into the log, write, correct, and look up the keys", async ({ as }) => {
  test.setTimeout(60_000);
  const page = await as("loggist");
  const name = unique("By keyboard");
  const ref = await openIncident(await as("commander"), name);
  await page.goto("/incidents");
  await tabTo(page, name, "link", 200);
  expect(await showsFocus(page)).toBe(true);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/incidents/${ref}`);
  await page.getByText(shell.connection.live, { exact: true }).waitFor();

  await page.keyboard.press("n");
  await expect(field(page)).toBeFocused();
  const text = unique("Typed");
  await page.keyboard.type(text);
  await page.keyboard.press("Alt+2");
  await page.keyboard.press("Control+Enter");
  await expect(entry(page, text)).toBeVisible();
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue("");
  await page.keyboard.press("Escape");
  await expect(field(page)).not.toBeFocused();

  await tabTo(page, saying(entries.line.correctOf), "link");
  expect(await showsFocus(page)).toBe(true);
  await page.keyboard.press("Enter");
  await tabTo(page, entries.correct.text, "textbox");
  await page.keyboard.press("Control+A");
  const right = unique("Typed better");
  await page.keyboard.type(right);
  await tabTo(page, entries.reason["wrong-time"], "radio");
  await page.keyboard.press("Space");
  await tabTo(page, entries.correct.button, "button");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: entries.entry.chain })).toBeVisible();

  await openLog(page, ref);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: keys.sheet.title })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("everything that can be pressed on the command page can be reached, and shows that it was", async ({ as }) => {
  test.setTimeout(60_000);
  const page = await as("commander");
  const ref = await openIncident(page, unique("Reach"));
  await openLog(page, ref);
  const all = await page.evaluate(
    () =>
      [
        ...document.querySelectorAll<HTMLElement>(
          "a[href], button, input:not([type=hidden]), select, textarea, summary",
        ),
      ].filter((node) => node.checkVisibility() && !(node as HTMLButtonElement).disabled).length,
  );
  const reached = new Set<string>();
  const dark: string[] = [];
  for (let press = 0; press < all + 20; press += 1) {
    await page.keyboard.press("Tab");
    const where = await page.evaluate(() => {
      const node = document.activeElement;
      if (!node || node === document.body) return null;
      (node as HTMLElement).dataset["reached"] = "1";
      return `${node.tagName} ${node.getAttribute("aria-label") ?? node.textContent?.trim().slice(0, 40)} ${[...document.querySelectorAll("*")].indexOf(node)}`;
    });
    if (where === null) continue;
    if (!reached.has(where) && !(await showsFocus(page))) dark.push(where);
    reached.add(where);
  }
  expect(dark).toEqual([]);
  expect(reached.size).toBeGreaterThanOrEqual(all);
});
