import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { Login } from "./support/accounts";
import { expect, HISTORY, LIVE, test } from "./support/test";

/** Every page there is, with somebody who may open it; "" is nobody. */
const pages: readonly [login: Login | "", path: string][] = [
  ["", "/sign-in"],
  ["", "/welcome"],
  ["", "/setup"],
  ["", "/no-such-page"],
  ["commander", "/incidents"],
  ["commander", "/incidents?show=closed"],
  ["commander", "/incidents/new"],
  ["commander", `/incidents/${LIVE}`],
  ["commander", `/incidents/${LIVE}?show=key`],
  ["commander", `/incidents/${LIVE}/timeline/1`],
  ["commander", `/incidents/${LIVE}/timeline/2/correct`],
  ["loggist", `/incidents/${HISTORY}`],
  ["leadership", `/incidents/${LIVE}`],
  ["external", `/incidents/${LIVE}`],
  ["auditor", `/incidents/${LIVE}`],
  ["authority", "/me"],
  ["authority", "/help"],
  ["authority", "/help/permissions"],
  ["authority", "/help/shortcuts"],
  ["authority", "/docs/api"],
  ["authority", "/incidents/no-such-incident"],
  ["admin", "/admin"],
  ["admin", "/admin/invite"],
  ["admin", "/admin/audit"],
  ["admin", "/admin/organisations"],
  ["admin", "/admin/sessions"],
  ["loggist", "/admin"],
];

const looks = [
  { language: "en", theme: "light", width: 1280 },
  { language: "en", theme: "dark", width: 390 },
  { language: "sq", theme: "light", width: 390 },
  { language: "sq", theme: "dark", width: 1280 },
] as const;

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

for (const [login, path] of pages) {
  test(`${path} for ${login || "anybody"}`, async ({ as, nobody, baseURL = "" }) => {
    test.setTimeout(120_000);
    const page = login ? await as(login) : await nobody();
    for (const { language, theme, width } of looks) {
      await page.context().addCookies([
        { name: "kulla-language", value: language, url: baseURL },
        { name: "kulla-theme", value: theme, url: baseURL },
      ]);
      await page.setViewportSize({ width, height: 800 });
      await page.goto(path);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
      await expect(page.locator("h1").first()).toBeVisible();
      expect(await violations(page), `${language} ${theme} ${width}`).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 700 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, "a page scrolls sideways at 320 px").toBeLessThanOrEqual(0);
  });
}
