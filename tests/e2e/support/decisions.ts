import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { words } from "../../support/decision-words";
import { stage } from "./board";
import type { Responder } from "./responders";
import { expect, write } from "./test";
import { words as said, saying } from "./words";

const { approval, preview } = said.en.decisions;

let made: Promise<string> | undefined;

/** A stop that waits for approval, with its effects opened. */
async function stageDecision(page: Page): Promise<string> {
  const { ref, net } = await stage(page);
  const address = await proposed(page, ref, { title: "Shut the network down", systems: [net] });
  expect((await write(page, `${address}/preview`, {})).status).toBe(200);
  return address;
}

/** The page of a decision that waits for approval. */
export const aDecision = (page: Page): Promise<string> => (made ??= stageDecision(page));

/** A draft of this person, by the API; answers the address of its page. */
export async function drafted(page: Page, ref: string, raw: Record<string, unknown>): Promise<string> {
  const { status, body } = await write(page, `/incidents/${ref}/decisions`, { type: "shutdown", words, ...raw });
  expect(status).toBe(201);
  return `/incidents/${ref}/decisions/${body["number"]}`;
}

/** The same, put before those who approve. */
export async function proposed(page: Page, ref: string, raw: Record<string, unknown>): Promise<string> {
  const address = await drafted(page, ref, raw);
  expect((await write(page, `${address}/proposal`, { revision: 1 })).status).toBe(200);
  return address;
}

/** What was proposed says something else from now on. */
export async function reworded(page: Page, address: string, raw: Record<string, unknown>): Promise<void> {
  const { origin } = new URL(page.url());
  const { revision } = (await (await page.request.get(`${origin}/api/v1${address}`)).json()) as { revision: number };
  const answer = await page.request.put(`${origin}/api/v1${address}`, {
    data: { type: "shutdown", words, revision, ...raw },
    headers: { origin, "idempotency-key": randomUUID() },
  });
  expect(answer.status()).toBe(200);
}

/** Presses a button of the page, or of a part of it. */
export const press = (within: Page | Locator, name: string | RegExp) =>
  within.getByRole("button", { name, exact: typeof name === "string" }).click();

/** Opens what stands behind its name until somebody wants it. */
export const openDoor = (within: Page | Locator, name: string) =>
  within.locator("summary").filter({ hasText: name }).click();

/** Writes into a field of the page, or of a part of it. */
export const fillIn = (within: Page | Locator, label: string, text: string) =>
  within.getByRole("textbox", { name: label }).fill(text);

/** Looks at what stops and what goes on, which is kept, and fills in an approval, so that only its button is left. */
export async function readyToApprove({ page, freshCode }: Responder, address: string): Promise<void> {
  await page.goto(address);
  await press(page, preview.open);
  await fillIn(page, approval.reason, "The danger is real");
  await fillIn(page, approval.code, await freshCode());
}

export const approveButton = ({ page }: Responder) => page.getByRole("button", { name: saying(approval.approve) });

/** One approval through the page, from the look to the answer. */
export async function approves(who: Responder, address: string): Promise<void> {
  await readyToApprove(who, address);
  await approveButton(who).click();
  await expect(who.page.locator("#answers").getByRole("listitem").filter({ hasText: who.name }).last()).toContainText(
    approval.says.approve,
  );
  await expect(approveButton(who)).toHaveCount(0);
}
