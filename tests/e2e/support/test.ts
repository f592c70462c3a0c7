import { randomUUID } from "node:crypto";
import { type BrowserContextOptions, test as base, expect, type Page } from "@playwright/test";
import type { Login } from "./accounts";
import { browserOf } from "./sign-in";

interface Stage {
  /** A page in a browser of its own in which this person is signed in; closed at the end of the test. */
  as: (login: Login, options?: BrowserContextOptions) => Promise<Page>;
  /** A page in a browser in which nobody is signed in. */
  nobody: (options?: BrowserContextOptions) => Promise<Page>;
  /** What browsers complained of: breaches of the content policy, errors of scripts. No test may leave any. */
  complaints: string[];
}

/** A browser cannot reach a server that was killed on purpose, and says so; that is no fault of the page. */
const EXPECTED = /Failed to load resource|net::ERR_|Failed to fetch RSC payload/;

function listenTo(page: Page, complaints: string[]): void {
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !EXPECTED.test(text)) complaints.push(`${page.url()}: ${text}`);
  });
}

export const test = base.extend<Stage>({
  complaints: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
    async ({}, use) => {
      const complaints: string[] = [];
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
  as: async ({ browser, complaints }, use) => {
    const open: Page[] = [];
    await use(async (login, options) => {
      const page = await (await browserOf(browser, login, options)).newPage();
      listenTo(page, complaints);
      open.push(page);
      return page;
    });
    for (const page of open) await page.context().close();
  },
  nobody: async ({ browser, complaints }, use) => {
    const open: Page[] = [];
    await use(async (options) => {
      const page = await (await browser.newContext(options)).newPage();
      listenTo(page, complaints);
      open.push(page);
      return page;
    });
    for (const page of open) await page.context().close();
  },
});

export { expect };

/** The exercise that every demo account has something to do in. */
export const LIVE = "EX-PORTAL-01";
/** The attack of July 2022. */
export const HISTORY = "AL-2022-07-15";

/** A text that is nowhere else. */
export const unique = (text: string) => `${text} ${randomUUID().slice(0, 8)}`;

/** Writes through the API with the page's own sign-in, as the page itself would. */
export async function write(
  page: Page,
  address: string,
  body: unknown,
  key: string = randomUUID(),
): Promise<{ status: number; body: Record<string, unknown> }> {
  const origin = new URL(page.url() === "about:blank" ? (process.env["BASE_URL"] ?? "") : page.url()).origin;
  const response = await page.request.post(`${origin}/api/v1${address}`, {
    data: body,
    headers: { origin, "idempotency-key": key },
  });
  return { status: response.status(), body: (await response.json()) as Record<string, unknown> };
}

/** A new incident, opened by the page's person. */
export async function openIncident(page: Page, name: string): Promise<string> {
  const { body } = await write(page, "/incidents", { name });
  return String(body["ref"]);
}
