import type { Page } from "@playwright/test";
import { readPdf } from "../support/pdf";
import { stage } from "./support/board";
import {
  approveButton,
  approves,
  drafted,
  fillIn,
  openDoor,
  press,
  proposed,
  readyToApprove,
  reworded,
} from "./support/decisions";
import { aResponder, type Responder } from "./support/responders";
import { expect, test } from "./support/test";
import { saying, words } from "./support/words";

const { approval, emergency, page: say, preview, states, steps } = words.en.decisions;
test.use({ actionTimeout: 30_000 });

type Stage = Pick<Parameters<typeof aResponder>[0], "admin" | "nobody">;

interface Scene {
  ref: string;
  net: string;
  dritan: Responder;
  arta: Responder;
}

/** A fresh incident with a network, and two people who may approve. */
async function scene(besa: Page, stageOf: Stage): Promise<Scene> {
  const { ref, net } = await stage(besa);
  const one = { ...stageOf, ref };
  const dritan = await aResponder({ ...one, role: "DECISION_AUTHORITY", name: "Dritan of this test" });
  const arta = await aResponder({ ...one, role: "LEADERSHIP", name: "Arta of this test" });
  return { ref, net, dritan, arta };
}

const given = (page: Page) => page.locator("#answers").getByRole("listitem");

test("an answer that is lost, a press in hope, and a double press end with one approval each", async ({
  as,
  nobody,
}) => {
  test.slow();
  const besa = await as("commander");
  const { ref, net, dritan, arta } = await scene(besa, { admin: await as("admin"), nobody });
  const address = await proposed(besa, ref, { title: "Shut the network down", systems: [net] });
  const { page } = dritan;
  // The line breaks after the request has arrived: nothing comes back, neither the answer nor what is live.
  const sent: (string | undefined)[] = [];
  await page.route(/\/stream/, (route) => route.abort());
  await page.route(/\/approvals$/, async (route) => {
    sent.push(route.request().headers()["idempotency-key"]);
    if (sent.length > 1) return route.continue();
    expect((await route.fetch()).status()).toBe(201);
    await route.abort();
  });
  await readyToApprove(dritan, address);
  await approveButton(dritan).click();
  await expect(page.locator("#next").getByRole("alert")).toBeVisible();
  await expect(page.getByRole("textbox", { name: approval.reason })).toHaveValue("The danger is real");
  await approveButton(dritan).click();
  await expect(page.locator("#next")).toContainText(words.en.access.refusal["approved-already"]);
  await expect(given(page)).toHaveCount(1);
  expect(new Set(sent).size).toBe(1);
  expect(sent).toHaveLength(2);

  await readyToApprove(arta, address);
  await approveButton(arta).dblclick();
  await expect(arta.page.locator("#next")).toContainText(steps.next.approved);
  await expect(given(arta.page)).toHaveCount(2);
});

test("two who approve in the same instant are two", async ({ as, nobody }) => {
  test.slow();
  const besa = await as("commander");
  const { ref, net, dritan, arta } = await scene(besa, { admin: await as("admin"), nobody });
  const address = await proposed(besa, ref, { title: "Shut the network down", systems: [net] });
  await readyToApprove(dritan, address);
  await readyToApprove(arta, address);
  await Promise.all([approveButton(dritan).click(), approveButton(arta).click()]);
  for (const { page } of [dritan, arta]) {
    await expect(page.locator("#next").getByRole("button", { name: saying(approval.approve) })).toHaveCount(0);
    await page.reload();
    await expect(page.locator("#next")).toContainText(steps.next.approved);
    await expect(given(page)).toHaveCount(2);
  }
});

test("words that change while somebody writes why take nothing of it, and ask for another look", async ({
  as,
  nobody,
}) => {
  test.slow();
  const besa = await as("commander");
  const { ref, net, dritan } = await scene(besa, { admin: await as("admin"), nobody });
  const plan = { title: "Shut the network down", systems: [net] };
  const address = await proposed(besa, ref, plan);
  await besa.goto(address);
  const { page } = dritan;
  await readyToApprove(dritan, address);
  await reworded(besa, address, { ...plan, title: "Shut the whole network down" });
  // At the top of the page, where nobody is disturbed, it is read anew by itself.
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect(page.getByRole("button", { name: preview.open })).toBeVisible({ timeout: 30_000 });
  await expect(approveButton(dritan)).toHaveCount(0);
  await press(page, preview.open);
  await expect(page.getByRole("textbox", { name: approval.reason })).toHaveValue("The danger is real");
});

test("in an emergency one acts first; it is marked until two others have ratified it", async ({ as, nobody }) => {
  test.slow();
  const besa = await as("commander");
  const { ref, net, dritan, arta } = await scene(besa, { admin: await as("admin"), nobody });
  // What is only begun says what it lacks, and offers nothing that would be refused.
  await besa.goto(await drafted(besa, ref, { title: "Begun", systems: [net], words: { situation: "It burns" } }));
  await expect(besa.locator("#next")).toContainText(say.field.undo);
  await expect(besa.getByRole("button", { name: steps.propose })).toHaveCount(0);
  const address = await drafted(besa, ref, { title: "Shut the network down", systems: [net] });
  await besa.goto(address);
  await openDoor(besa, emergency.act);
  const door = besa.locator("details[open]").filter({ hasText: emergency.reason });
  await fillIn(door, emergency.reason, "It spreads from server to server");
  await fillIn(door, emergency.code.replace("{code}", net), "NET-OTHER");
  await press(door, emergency.act);
  await expect(door.getByRole("alert")).toContainText(words.en.errors.field["codes-typed"]);
  await expect(door.getByRole("textbox", { name: emergency.reason })).toHaveValue("It spreads from server to server");
  await fillIn(door, emergency.code.replace("{code}", net), net.toLowerCase());
  await press(door, emergency.act);
  await expect(besa.getByText(emergency.unratified)).toBeVisible();
  await expect(besa.locator("#next")).toContainText(words.en.access.refusal.proposer);
  const marked = async (page: Page, count: 0 | 1) => {
    await page.goto(`/incidents/${ref}`);
    await expect(page.getByRole("region", { name: states.unratified })).toHaveCount(count);
    await page.goto(address);
    await expect(page.getByText(emergency.unratified)).toHaveCount(count);
  };
  await marked(arta.page, 1);
  for (const { page, freshCode } of [dritan, arta]) {
    await page.goto(address);
    await press(page, preview.open);
    await fillIn(page, approval.reason, "It could not wait");
    await fillIn(page, approval.code, await freshCode());
    await press(page, saying(approval.ratify));
    await expect(page.getByRole("button", { name: saying(approval.ratify) })).toHaveCount(0);
  }
  await marked(arta.page, 0);
  await expect(arta.page.getByText(saying(emergency.because.replace("{reason}", "It spreads")))).toBeVisible();
});

test("on paper a decision is A4 and names every approver with time and hash", async ({ as, nobody }) => {
  test.slow();
  const besa = await as("commander");
  const { ref, net, dritan, arta } = await scene(besa, { admin: await as("admin"), nobody });
  const address = await proposed(besa, ref, { title: "Shut the network down", systems: [net] });
  for (const one of [dritan, arta]) await approves(one, address);
  await besa.goto(address);
  const { origin } = new URL(besa.url());
  const told = (await (await besa.request.get(`${origin}/api/v1${address}`)).json()) as {
    textHash: string;
    preview: { hash: string };
    answers: { at: string }[];
  };
  const file = await besa.pdf({ tagged: true, outline: true, preferCSSPageSize: true });
  // A4 in points.
  expect(file.toString("latin1")).toMatch(/\/MediaBox\s*\[0 0 59\d(\.\d+)? 84\d(\.\d+)?\]/);
  const { tagged, pages } = readPdf(file);
  expect(tagged).toBe(true);
  const paper = bare(pages.join(""));
  for (const text of [dritan.name, arta.name, told.textHash, told.preview.hash, say.field.situation, ref, "TLP:AMBER"])
    expect(paper).toContain(bare(text));
  for (const { at } of told.answers) expect(paper).toContain(`${at.slice(0, 19)}Z`);
  for (const text of [steps.next.title, approval.who, steps.execute]) expect(paper).not.toContain(bare(text));
});

const bare = (text: string) => text.replace(/\s+/g, "");
