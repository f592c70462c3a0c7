import type { Page } from "@playwright/test";
import { entry, openLog } from "./support/log";
import { expect, openIncident, test, unique, write } from "./support/test";
import { saying, words } from "./support/words";

const { entries, corrections } = words.en;
const { correct, reason } = entries;
const { desk, meanwhile, diff } = corrections;
const text = (page: Page) => page.getByRole("textbox", { name: correct.text });
const says = (page: Page, why: string) => page.getByRole("radio", { name: why }).check();
const send = (page: Page) => page.getByRole("button", { name: correct.button }).click();

async function written(besa: Page, said: string): Promise<{ ref: string; number: number }> {
  const ref = await openIncident(besa, unique("Corrected at once"));
  const { body } = await write(besa, `/incidents/${ref}/entries`, { text: said });
  return { ref, number: Number(body["logNumber"]) };
}

test("the second is told who and why, sees both texts, and logs theirs over the first", async ({ as }) => {
  const [besa, ilir] = [await as("commander"), await as("loggist")];
  const { ref, number } = await written(besa, "Three servers are down");
  const page = `/incidents/${ref}/timeline/${number}/correct`;
  await besa.goto(page);
  await ilir.goto(page);
  await text(besa).fill("Two servers are down");
  await text(ilir).fill("Three servers are slow");
  await says(besa, reason["wrong-number"]);
  await says(ilir, reason.unclear);
  await send(besa);
  await expect(besa.getByRole("heading", { name: entries.entry.chain })).toBeVisible();

  await send(ilir);
  const told = ilir.getByRole("region", { name: meanwhile.title });
  await expect(told).toContainText(reason["wrong-number"]);
  await expect(told).toContainText(saying(meanwhile.corrected));
  await expect(told.locator("del")).toHaveText([/Two/, /down/]);
  await expect(told.locator("ins")).toHaveText([/Three/, /slow/]);
  await expect(text(ilir)).toHaveValue("Three servers are slow");
  await expect(ilir.getByRole("radio", { name: reason.unclear })).toBeChecked();

  await told.getByRole("button", { name: saying(meanwhile.takeOver) }).click();
  await expect(
    ilir.getByRole("heading", { name: desk.original.replace("{number}", String(number + 1)) }),
  ).toBeVisible();
  await expect(text(ilir)).toHaveValue("Three servers are slow");
  await send(ilir);
  await expect(ilir).toHaveURL(new RegExp(`/timeline/${number + 2}$`));
  const chain = ilir.getByRole("region", { name: entries.entry.chain }).getByRole("listitem");
  await expect(chain).toHaveCount(3);
  await expect(chain.nth(1)).toContainText(`${diff.new} +Two`);
  await expect(chain.nth(2)).toContainText(reason.unclear);
});

test("when it was withdrawn meanwhile, one keeps one's text and is told", async ({ as }) => {
  const [besa, dritan] = [await as("commander"), await as("authority")];
  const { ref, number } = await written(besa, "In the wrong window");
  await dritan.goto(`/incidents/${ref}/timeline/${number}/correct`);
  await text(dritan).fill("In the right window");
  await says(dritan, reason.unclear);
  expect((await write(besa, `/incidents/${ref}/entries/${number}/withdrawal`, {})).status).toBe(201);
  await send(dritan);
  await expect(dritan.getByRole("region", { name: meanwhile.title })).toContainText(saying(meanwhile.withdrawn));
  await expect(text(dritan)).toHaveValue("In the right window");
});

test("correcting an older version leads to the newest, and its page shows the newest first", async ({ as }) => {
  const besa = await as("commander");
  const { ref, number } = await written(besa, "Five towns");
  await write(besa, `/incidents/${ref}/entries/${number}/corrections`, {
    text: "Six towns",
    reasonKind: "wrong-number",
  });
  await besa.goto(`/incidents/${ref}/timeline/${number}`);
  const newest = besa.getByRole("region", { name: corrections.chain.newest, exact: true });
  await expect(newest).toContainText("Six towns");
  await besa.goto(`/incidents/${ref}/timeline/${number}/correct`);
  await expect(besa).toHaveURL(new RegExp(`/timeline/${number + 1}/correct`));
  await expect(besa.getByText(saying(desk.newest))).toBeVisible();
  await expect(text(besa)).toHaveValue("Six towns");
});

for (const [name, viewport, beside] of [
  ["on a desk they stand side by side", { width: 1280, height: 800 }, true],
  ["on a phone one stands over the other", { width: 390, height: 844 }, false],
] as const)
  test(`old and new, marked word by word: ${name}`, async ({ as }) => {
    const page = await as("commander", { viewport });
    const { ref, number } = await written(page, "Call 3 servers at 02:15");
    await page.goto(`/incidents/${ref}/timeline/${number}/correct`);
    await expect(page.getByText(desk.same)).toBeVisible();
    await text(page).fill("Call 4 servers at 02:15");
    const old = page.getByRole("region", { name: desk.original.replace("{number}", String(number)) });
    const now = page.getByRole("region", { name: desk.correction });
    await expect(old.locator("del")).toContainText("3");
    await expect(now.locator("ins")).toContainText("4");
    await expect(old.locator("del")).toContainText(diff.gone);
    const [left, right] = [await old.boundingBox(), await now.boundingBox()];
    if (beside) expect(right?.x).toBeGreaterThan((left?.x ?? 0) + (left?.width ?? 0) - 1);
    else expect(right?.y).toBeGreaterThan((left?.y ?? 0) + (left?.height ?? 0) - 1);
    const beyond = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(beyond).toBeLessThanOrEqual(0);
  });

test("a slip can be seen to be withdrawable for a minute, with the seconds that are left", async ({ as }) => {
  const page = await as("loggist");
  const ref = await openIncident(await as("commander"), unique("Slip"));
  const slip = unique("Slip");
  await write(page, `/incidents/${ref}/entries`, { text: slip });
  await openLog(page, ref);
  const button = entry(page, slip).getByRole("button", { name: saying(corrections.withdraw.of) });
  await expect(button).toContainText(saying(corrections.withdraw.left));
  const first = await button.textContent();
  await expect.poll(() => button.textContent()).not.toBe(first);
});
