import { readdirSync } from "node:fs";
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { stageForeign } from "../support/foreign";
import { visitBoard } from "./support/board";
import { aDecision } from "./support/decisions";
import { anImport, newSheets } from "./support/imports";
import { seenFromOutside } from "./support/outside";
import { type PageOfKulla, pages } from "./support/pages";
import { asOwner } from "./support/second-server";
import { aWhatIf } from "./support/staged-systems";
import { aNeed, aSystem } from "./support/systems";
import { expect, LIVE, test, write } from "./support/test";

/** Desk and phone, both languages, both themes. On the phone two of the four combinations, crosswise. */
const looks = [
  { width: 1280, height: 800, language: "en", theme: "light" },
  { width: 1280, height: 800, language: "sq", theme: "light" },
  { width: 1280, height: 800, language: "en", theme: "dark" },
  { width: 1280, height: 800, language: "sq", theme: "dark" },
  { width: 390, height: 844, language: "en", theme: "light" },
  { width: 390, height: 844, language: "sq", theme: "dark" },
] as const;
const NARROWEST = { width: 320, height: 640 };
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function dress(page: Page, { language, theme, ...size }: (typeof looks)[number]): Promise<void> {
  const url = process.env["BASE_URL"] ?? "";
  await page.context().addCookies([
    { name: "kulla-language", value: language, url },
    { name: "kulla-theme", value: theme, url },
  ]);
  await page.setViewportSize(size);
}

/** Somebody of those who run the response. */
type As = (who: "commander") => Promise<Page>;

async function visit(page: Page, { address, who }: PageOfKulla, as: As): Promise<void> {
  if (address === "{import}") return void (await page.goto(await anImport(page)));
  if (address === "{board}") return visitBoard(page);
  if (address.startsWith("{decision}")) {
    const decision = await aDecision(await as("commander"));
    return void (await page.goto(address.replace("{decision}/..", board(decision)).replace("{decision}", decision)));
  }
  if (address === "{outside}") return void (await page.goto(await seenFromOutside(page)));
  if (address.startsWith("{system}")) return void (await page.goto(address.replace("{system}", await newSystem(page))));
  if (address === "{sheets}") return void (await page.goto(await newSheets(page, 2)));
  if (address === "{what-if}") return void (await page.goto(await aWhatIf()));
  if (!address.includes("{someone}")) return void (await page.goto(address));
  expect(who).toBe("admin");
  const people = (await (await page.request.get("/api/v1/people")).json()) as { rows: { id: string }[] };
  await page.goto(address.replace("{someone}", people.rows[0]?.id ?? ""));
}

/** The board on which a decision stands. */
const board = (decision: string) => decision.slice(0, decision.lastIndexOf("/"));

/** The page of a system with needs, a group of alternatives, a change, and a state in an incident. */
async function newSystem(page: Page): Promise<string> {
  const [code, ...others] = [await aSystem(page), await aSystem(page), await aSystem(page)];
  for (const other of others) await aNeed(page, code, other, { kind: "any", group: "gateways" });
  const system = { systems: [{ code, version: 0 }], state: "down", reason: "Nobody answers" };
  expect((await write(page, `/incidents/${LIVE}/systems/states`, system)).status).toBe(200);
  return `/systems/${code}`;
}

/** What axe found, short enough to read. */
async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")} ${failureSummary?.split("\n")[1] ?? ""}`),
  );
}

test.beforeAll(() => stageForeign(asOwner));

for (const one of pages) {
  test(`${one.address}, as ${one.who}`, async ({ as, nobody }) => {
    test.setTimeout(300_000);
    const page = one.who === "nobody" ? await nobody() : await as(one.who);
    for (const look of looks) {
      await dress(page, look);
      await visit(page, one, as);
      await expect(page.locator("html")).toHaveAttribute("lang", look.language);
      await expect(page.locator("html")).toHaveAttribute("data-theme", look.theme);
      expect(await faults(page), JSON.stringify(look)).toEqual([]);
    }
    await page.setViewportSize(NARROWEST);
    await visit(page, one, as);
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(beyond, "pixels beyond the edge at 320 px").toBeLessThanOrEqual(0);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expect(page).toHaveTitle(/\S.* · Kulla|^Kulla$/);
  });
}

test("no page is left out", () => {
  const app = path.resolve("app");
  const routes = readdirSync(app, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "page.tsx")
    .map((file) => `/${path.dirname(file)}`.replace(/\/\([^)]+\)/g, "").replace(/\/\.$/, "") || "/");
  expect(routes.filter((route) => !pages.some((page) => page.route === route))).toEqual([]);
});
