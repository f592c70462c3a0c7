import type { Locator, Page } from "@playwright/test";
import { words } from "./words";

const { composer } = words.en.entries;

/** Where one writes, and what sends it: of the two buttons the one that this screen shows. */
export const field = (page: Page): Locator => page.getByRole("textbox", { name: composer.label });
export const logButton = (page: Page): Locator =>
  page.getByRole("button", { name: composer.log }).filter({ visible: true });

/** An entry in the timeline, by its text. */
export const entry = (page: Page, text: string): Locator => page.getByRole("article").filter({ hasText: text });

/** Writes in the log, as one does. */
export async function log(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await logButton(page).click();
}

/** Opens the command page of an incident and waits until it is live. */
export async function openLog(page: Page, ref: string, origin = ""): Promise<void> {
  await page.goto(`${origin}/incidents/${ref}`);
  await badge(page).waitFor();
}

/** The badge that says that the page is live. */
export const badge = (page: Page): Locator => page.getByText(words.en.shell.connection.live, { exact: true });
