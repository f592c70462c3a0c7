import type { Page } from "@playwright/test";
import { marked } from "marked";
import { formulas } from "../support/corpus/formulas";
import { markup } from "../support/corpus/markup";
import { honest, tricks } from "../support/corpus/tricks";
import { expect, openIncident, test, unique, write } from "./support/test";
import { words } from "./support/words";

/** G29: what people wrote is shown and exported as text, whatever it is. A log does not take what is only space. */
const attacks = [...new Set([...markup, ...formulas, ...tricks].map((text) => text.trim()).filter(Boolean))];
const corpus = [...attacks, ...honest];
const AT_ONCE = 8;

/** Counts what must not happen: scripts that speak, and requests to anywhere else. */
async function watch(page: Page): Promise<{ alive: string[] }> {
  const seen = { alive: [] as string[] };
  page.on("dialog", (dialog) => {
    seen.alive.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.url().includes("evil.example")) seen.alive.push(request.url());
  });
  await page.context().route(/evil\.example/, (route) => route.abort());
  return seen;
}

/** Long enough for whatever begins by itself: timers, animations, errors of pictures. */
const settled = (page: Page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 300))));

async function filled(page: Page): Promise<string> {
  const ref = await openIncident(page, unique("Corpus"));
  for (let at = 0; at < corpus.length; at += AT_ONCE) {
    const answers = await Promise.all(
      corpus.slice(at, at + AT_ONCE).map((text) => write(page, `/incidents/${ref}/entries`, { text })),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
  }
  return ref;
}

async function file(page: Page, ref: string, format: string): Promise<string> {
  const { origin } = new URL(process.env["BASE_URL"] ?? "");
  const answer = await page.request.post(`/api/v1/incidents/${ref}/exports`, {
    data: { format, order: "recorded" },
    headers: { origin },
  });
  expect(answer.status()).toBe(200);
  return answer.text();
}

test("three hundred hostile entries: no script runs in the timeline, on paper, or in the exported Markdown", async ({
  as,
  nobody,
}) => {
  test.setTimeout(300_000);
  const page = await as("commander");
  const ref = await filled(page);
  expect(attacks.length).toBeGreaterThan(200);

  const inApp = await watch(page);
  await page.goto(`/incidents/${ref}`);
  const older = page.getByRole("link", { name: words.en.entries.older });
  for (let pages = 1; ; pages += 1) {
    await settled(page);
    const strange = "[data-words] :is(script, img, svg, iframe, object, embed, form, style, link)";
    expect(await page.locator(strange).count()).toBe(0);
    const next = (await older.count()) > 0 ? await older.getAttribute("href") : null;
    if (!next) {
      expect(pages).toBeGreaterThan(corpus.length / 60);
      break;
    }
    await page.goto(next);
  }
  await page.goto(`/incidents/${ref}/print/log`);
  await settled(page);
  expect(await page.locator("td :is(script, img, svg, iframe, a)").count()).toBe(0);
  expect(inApp.alive).toEqual([]);

  const rendered = marked.parse(await file(page, ref, "markdown")) as string;
  for (const policy of [
    "",
    `<meta http-equiv="Content-Security-Policy" content="require-trusted-types-for 'script'">`,
  ]) {
    const reader = await nobody();
    const outside = await watch(reader);
    await reader.setContent(`<!doctype html>${policy}<body>${rendered}</body>`);
    await settled(reader);
    expect(outside.alive).toEqual([]);
    const kinds = await reader.evaluate(() => [
      ...new Set([...document.body.querySelectorAll("*")].map(({ localName }) => localName)),
    ]);
    expect(kinds.filter((kind) => !/^(h[12]|ul|li|p|pre|code|strong)$/.test(kind))).toEqual([]);
    const texts = await reader.locator("pre > code").allTextContents();
    expect(texts.map((text) => text.replace(/\n$/, ""))).toEqual(expect.arrayContaining([...honest]));
  }
});

test("the same strings without our care do come alive, so that the test would see it", async ({ browser }) => {
  const page = await (await browser.newContext()).newPage();
  const seen = await watch(page);
  await page.setContent(marked.parse("<img src=x onerror=alert(1)>\n\n![x](https://evil.example/x.png)") as string);
  await settled(page);
  expect(seen.alive.toSorted()).toEqual(["dialog: 1", "https://evil.example/x.png"]);
  await page.context().close();
});

test("every format gives the honest text back, sign by sign", async ({ as }) => {
  test.setTimeout(300_000);
  const page = await as("commander");
  const ref = await filled(page);
  const lines = (await file(page, ref, "ndjson")).trimEnd().split("\n").slice(1);
  const texts = lines.map((line) => JSON.parse(line)).filter(({ number }) => number);
  expect(texts.map(({ text }: { text: string }) => text).toSorted()).toEqual([...corpus].toSorted());
});
