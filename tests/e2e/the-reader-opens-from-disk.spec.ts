import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from "@zip.js/zip.js";
import { expect, HISTORY, test } from "./support/test";
import { saying, words } from "./support/words";

/** Made anew each time: a worker may come back to these stories after it has cleared up. */
let home = "";
const inHome = (name: string) => path.join(home, name);
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

test.beforeAll(async () => {
  test.setTimeout(180_000);
  home = mkdtempSync(path.join(os.tmpdir(), "kulla-reader-"));
  const { PATH = "", HOME = "", E2E_OWNER_URL = "", KULLA_DATA = "" } = process.env;
  const env = {
    PATH,
    HOME,
    DATABASE_URL: E2E_OWNER_URL,
    KULLA_DATA,
    NODE_ENV: "production" as const,
    KULLA_SIGN_EVERY: "1",
  };
  const args = [path.resolve("dist/cli.mjs"), "export", HISTORY, "--bundle", "--to", inHome("bundle.zip")];
  execFileSync(process.execPath, args, { env, stdio: "pipe" });
  configure({ useWebWorkers: false });
  const zip = new ZipReader(new Uint8ArrayReader(readFileSync(inHome("bundle.zip"))));
  for (const entry of await zip.getEntries())
    if (!entry.directory) writeFileSync(inHome(entry.filename), await entry.getData(new Uint8ArrayWriter()));
  await zip.close();
});
test.afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Opens a file of the bundle with no network; answers every address that it asked for. */
async function open(page: Page, name = "reader.html"): Promise<string[]> {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.context().setOffline(true);
  await page.goto(pathToFileURL(inHome(name)).href);
  return asked;
}
const verdict = (page: Page, language: "en" | "sq", which: "good" | "bad") =>
  page.getByText(words[language].reader.check[which], { exact: true });

test("it shows the record and says that it holds, and asks no network for anything", async ({ nobody }) => {
  const page = await nobody({ locale: "en-GB", timezoneId: "America/New_York" });
  const asked = await open(page);
  await expect(verdict(page, "en", "good")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(saying(words.en.reader.check.signed))).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await expect(page.locator("ol > li").first()).toBeVisible();
  expect(asked.filter((url) => !url.startsWith("file:"))).toEqual([]);
  expect(asked).toHaveLength(1);
});

test("it finds by text without accents, by kind and by key, and puts lines in order of recording", async ({
  nobody,
}) => {
  const page = await nobody();
  await open(page);
  await expect(verdict(page, "en", "good")).toBeVisible({ timeout: 30_000 });
  const rows = page.locator("ol > li");
  const all = await rows.count();
  expect(all).toBeGreaterThan(50);
  await page.getByLabel(words.en.reader.find.key).check();
  const key = await rows.count();
  expect(key).toBeLessThan(all);
  await page.getByLabel(words.en.reader.find.key).uncheck();
  await page.getByLabel(words.en.reader.find.search).fill("TIRANE");
  expect(await rows.count()).toBeLessThan(all);
  await page.getByLabel(words.en.reader.find.search).fill("nothing of this kind is here");
  await expect(page.getByText(words.en.reader.find.none)).toBeVisible();
  await page.getByLabel(words.en.reader.find.search).fill("");
  await page.getByLabel(words.en.reader.find.acts).check();
  expect(await rows.count()).toBeGreaterThan(all);
  await page.getByLabel(words.en.reader.find.order).selectOption("recorded");
  await expect(rows.first()).toBeVisible();
});

test("one changed byte of its data, and it says that the record does not hold", async ({ nobody }) => {
  test.setTimeout(180_000);
  const whole = readFileSync(inHome("reader.html"), "utf8");
  const changes: [string, (text: string) => string][] = [
    [
      "a word",
      (text) => text.replace(/(\\"text\\": ?\\")(.)/, (_all, before, sign) => `${before}${sign === "x" ? "y" : "x"}`),
    ],
    ["a hashed text", (text) => text.replace(/(\\"occurred\\": \\"20)2/, "$13")],
    [
      "a proof",
      (text) => text.replace(/("proof":")(.)/, (_all, before, sign) => `${before}${sign === "A" ? "B" : "A"}`),
    ],
    ["the name of the incident", (text) => text.replace(/("name":")(.)/, "$1X")],
    ["a sentence", (text) => text.replace(/("en":")(.)/, "$1X")],
    [
      "the sums",
      (text) => text.replace(/("record":")(.)/, (_all, before, sign) => `${before}${sign === "0" ? "1" : "0"}`),
    ],
  ];
  const page = await nobody();
  for (const [what, change] of changes) {
    const changed = change(whole);
    expect(changed, what).not.toBe(whole);
    writeFileSync(inHome("changed.html"), changed);
    await page.goto(pathToFileURL(inHome("changed.html")).href);
    await expect(verdict(page, "en", "bad"), what).toBeVisible({ timeout: 30_000 });
  }
});

test("a changed program does not run at all, and the page says so in both languages", async ({ browser }) => {
  const whole = readFileSync(inHome("reader.html"), "utf8");
  const changed = whole.replace("const FIRST = 300;", "const FIRST = 301;");
  expect(changed).not.toBe(whole);
  writeFileSync(inHome("program.html"), changed);
  // A browser of its own: here the browser must complain.
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(pathToFileURL(inHome("program.html")).href);
  for (const language of ["en", "sq"] as const)
    await expect(page.getByText(words[language].reader.notRunning)).toBeVisible();
  await context.close();
});

for (const [locale, language] of [
  ["en-GB", "en"],
  ["sq-AL", "sq"],
] as const)
  for (const colorScheme of ["light", "dark"] as const)
    test(`it is accessible in ${language}, ${colorScheme}, and nothing scrolls sideways`, async ({ nobody }) => {
      const page = await nobody({ locale, colorScheme });
      await open(page);
      await expect(verdict(page, language, "good")).toBeVisible({ timeout: 30_000 });
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      for (const width of [1280, 390, 320]) {
        await page.setViewportSize({ width, height: 800 });
        const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(" ")}`),
          String(width),
        ).toEqual([]);
        const beyond = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(beyond, `pixels beyond the edge at ${width}`).toBeLessThanOrEqual(0);
      }
    });

test("language and theme can be changed, and the language of a reader with neither is English", async ({ nobody }) => {
  const page = await nobody({ locale: "de-DE" });
  await open(page);
  await expect(verdict(page, "en", "good")).toBeVisible({ timeout: 30_000 });
  await page.getByLabel(words.en.reader.language).selectOption("sq");
  await expect(verdict(page, "sq", "good")).toBeVisible();
  await page.getByLabel(words.sq.reader.theme).selectOption("dark");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});
