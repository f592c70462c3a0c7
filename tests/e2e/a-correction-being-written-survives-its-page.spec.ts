import type { Page } from "@playwright/test";
import { personHere } from "./support/here";
import { expect, openIncident, test, unique, write } from "./support/test";
import { words } from "./support/words";

const { entries, corrections, outbox } = words.en;
const { correct, reason } = entries;
const { desk } = corrections;
const text = (page: Page) => page.getByRole("textbox", { name: correct.text });
const sentence = (page: Page) => page.getByRole("textbox", { name: correct.sentence });
const kept = (page: Page, said: string) => page.getByRole("listitem").filter({ hasText: said });
const filled = (said: string, values: Record<string, string | number>) =>
  said.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));

test("it is there again after a reload, in other tabs and in the list, and gone when it is logged", async ({ as }) => {
  const page = await as("loggist");
  const ref = await openIncident(await as("commander"), unique("Kept correction"));
  await write(page, `/incidents/${ref}/entries`, { text: "Three servers" });
  await page.goto(`/incidents/${ref}/timeline/1/correct`);
  const right = unique("Two servers");
  await text(page).fill(right);
  await page.getByRole("radio", { name: reason.other }).check();
  await sentence(page).fill("Counted again");
  await page.getByRole("textbox", { name: correct.time }).fill("0140");
  await page.getByLabel(correct.precision).selectOption("about");

  await page.reload();
  await expect(page.getByText(desk.back)).toBeVisible();
  await expect(text(page)).toHaveValue(right);
  await expect(page.getByRole("radio", { name: reason.other })).toBeChecked();
  await expect(sentence(page)).toHaveValue("Counted again");
  await expect(page.getByRole("textbox", { name: correct.time })).toHaveValue("0140");
  await expect(page.getByLabel(correct.precision)).toHaveValue("about");

  const list = await page.context().newPage();
  await list.goto("/outbox");
  await expect(kept(list, right)).toBeVisible();
  await list.getByRole("link", { name: filled(outbox.correctionOf, { ref, number: 1 }) }).click();
  await expect(text(list)).toHaveValue(right);
  await text(list).fill(`${right}, in all`);
  await expect(text(page)).toHaveValue(`${right}, in all`);

  await page.getByRole("button", { name: correct.button }).click();
  await expect(page).toHaveURL(/\/timeline\/2$/);
  await expect(text(list)).not.toHaveValue(`${right}, in all`);
  await page.goto("/outbox");
  await expect(page.getByText(outbox.empty)).toBeVisible();
});

test("when somebody was faster it is found over the newest version, and one can begin anew", async ({ as }) => {
  const [page, besa] = [await as("loggist"), await as("commander")];
  const ref = await openIncident(besa, unique("Kept and overtaken"));
  await write(page, `/incidents/${ref}/entries`, { text: "Three servers" });
  await page.goto(`/incidents/${ref}/timeline/1/correct`);
  const mine = unique("Two servers");
  await text(page).fill(mine);
  await write(besa, `/incidents/${ref}/entries/1/corrections`, { text: "Four servers", reasonKind: "wrong-number" });
  await page.goto(`/incidents/${ref}/timeline/1/correct`);
  await expect(page).toHaveURL(/\/timeline\/2\/correct/);
  await expect(page.getByText(filled(desk.backOlder, { older: 1, number: 2 }))).toBeVisible();
  await expect(text(page)).toHaveValue(mine);
  await page.getByRole("button", { name: desk.startOver }).click();
  await expect(text(page)).toHaveValue("Four servers");
  await page.reload();
  await expect(text(page)).toHaveValue("Four servers");
  await expect(page.getByText(desk.same)).toBeVisible();
});

test("from the list it is removed once that was asked", async ({ as }) => {
  const page = await as("loggist");
  const ref = await openIncident(await as("commander"), unique("Removed correction"));
  await write(page, `/incidents/${ref}/entries`, { text: "Three servers" });
  await page.goto(`/incidents/${ref}/timeline/1/correct`);
  const unwanted = unique("Not wanted");
  await text(page).fill(unwanted);
  await page.goto("/outbox");
  const item = kept(page, unwanted);
  await item.getByRole("button", { name: outbox.remove }).click();
  await item.getByRole("button", { name: outbox.removeYes }).click();
  await expect(page.getByText(outbox.empty)).toBeVisible();
  await page.goto(`/incidents/${ref}/timeline/1/correct`);
  await expect(text(page)).toHaveValue("Three servers");
});

test("of a TLP:RED entry nothing is kept, and the page says so", async ({ as }) => {
  const page = await as("loggist");
  const ref = await openIncident(await as("commander"), unique("Red correction"));
  await page.goto("/outbox");
  const personId = await personHere(page);
  const secret = { text: "Secret", tlp: "TLP:RED", audience: "named", readers: [personId] };
  expect((await write(page, `/incidents/${ref}/entries`, secret)).status).toBe(201);
  await page.goto(`/incidents/${ref}/timeline/1/correct`);
  await text(page).fill("A better kept secret");
  await expect(page.getByText(entries.composer.red)).toBeVisible();
  await page.goto("/outbox");
  await expect(page.getByText(outbox.empty)).toBeVisible();
  await page.goto(`/incidents/${ref}/timeline/1/correct`);
  await expect(text(page)).toHaveValue("Secret");
});
