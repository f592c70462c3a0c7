import type { Page } from "@playwright/test";
import type { words as said } from "../../support/decision-words";
import { expect } from "./test";
import { saying, words } from "./words";

const { form } = words.en.decisions;
type Words = Partial<typeof said> & { order?: string };

/** The device has opened what it keeps, and the form can be written in. */
export const alive = (page: Page) => expect(page.locator("[inert] form")).toHaveCount(0);

const named = (page: Page, name: string) => page.locator(`[name="${name}"]`);
/** Opens a part of the form that is folded. */
const unfold = async (page: Page, part: keyof typeof form.part) => {
  const fold = page.locator("details", { has: page.locator("summary", { hasText: form.part[part] }) });
  if (!(await fold.evaluate((details: HTMLDetailsElement) => details.open)))
    await fold.locator("summary").first().click();
};

/** Writes a whole decision into the form of a new one, and proposes it. @returns the address of its page */
export async function proposes(
  page: Page,
  ref: string,
  said: { title: string; system: string; undoes?: number; words: Words },
): Promise<string> {
  await page.goto(`/incidents/${ref}/decisions/new${said.undoes ? "?type=restore" : ""}`);
  await alive(page);
  if (said.undoes) await named(page, "undoes").selectOption(String(said.undoes));
  else {
    await page.getByRole("combobox", { name: form.systems.label }).pressSequentially(said.system);
    await page.getByRole("option", { name: saying(said.system) }).click();
  }
  await named(page, "title").fill(said.title);
  await fillIn(page, said.words);
  await page.getByRole("button", { name: form.propose, exact: true }).click();
  await page.waitForURL(/\/decisions\/\d+$/);
  return new URL(page.url()).pathname;
}

/** Opens a decision that was proposed, says some of it otherwise, and keeps that as its next version. */
export async function rewords(page: Page, address: string, said: Words): Promise<void> {
  await page.goto(`${address}/edit`);
  await alive(page);
  await fillIn(page, said);
  await page.getByRole("button", { name: saying(form.saveVersion.split("{")[0] ?? "") }).click();
  await expect(page.locator("[data-where-kept]")).toContainText(form.where.kept.split("{")[0] ?? "");
}

async function fillIn(page: Page, said: Words): Promise<void> {
  const parts = ["information", "risk", "powers", "options", "action"] as const;
  for (const part of parts) await unfold(page, part);
  const { options = [], criteria = [], expectedMinutes, reviewHours, ...texts } = said;
  for (const [name, text] of Object.entries(texts))
    if (await named(page, name).count()) await named(page, name).fill(String(text));
  if (expectedMinutes) await named(page, "expectedMinutes").selectOption(String(expectedMinutes));
  if (reviewHours && (await named(page, "reviewHours").count()))
    await named(page, "reviewHours").selectOption(String(reviewHours));
  for (const [index, option] of options.entries()) {
    await named(page, `options.${index}.label`).fill(option.label);
    await named(page, `options.${index}.reason`).fill(option.reason);
    if ("chosen" in option) await page.locator(`[name="chosen"][value="${index}"]`).check();
  }
  if (await page.getByRole("button", { name: form.rows.criterion.add }).count())
    for (const [index, text] of criteria.entries()) {
      await page.getByRole("button", { name: form.rows.criterion.add }).click();
      await named(page, `criteria.${index}`).fill(text);
    }
}
