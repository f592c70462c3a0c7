import { randomUUID } from "node:crypto";
import { entry, field, log, logButton, openLog } from "./support/log";
import { expect, openIncident, test, unique, write } from "./support/test";

test("a double click, and Ctrl Enter held down, log once", async ({ as }) => {
  const page = await as("loggist");
  const ref = await openIncident(await as("commander"), unique("Twice"));
  await openLog(page, ref);
  const [clicked, typed] = [unique("Clicked"), unique("Typed")];
  await field(page).fill(clicked);
  await logButton(page).dblclick();
  await expect(entry(page, clicked)).toBeVisible();
  await field(page).fill(typed);
  await field(page).press("Control+Enter");
  await field(page).press("Control+Enter");
  await expect(entry(page, typed)).toBeVisible();
  await page.reload();
  await expect(entry(page, clicked)).toHaveCount(1);
  await expect(entry(page, typed)).toHaveCount(1);
});

test("pressing again and again while the server is slow logs once", async ({ as }) => {
  const page = await as("loggist");
  const ref = await openIncident(await as("commander"), unique("Slow"));
  await openLog(page, ref);
  let goOn = () => {};
  const impatient = new Promise<void>((pressed) => {
    goOn = pressed;
  });
  await page.route(/\/entries$/, async (route) => {
    await impatient;
    await route.continue();
  });
  const text = unique("Impatient");
  await log(page, text);
  await logButton(page).click();
  await field(page).press("Control+Enter");
  goOn();
  await expect(entry(page, text)).toBeVisible();
  await page.reload();
  await expect(entry(page, text)).toHaveCount(1);
});

test("the same request sent again is answered with the same receipt", async ({ as }) => {
  const page = await as("loggist");
  const ref = await openIncident(await as("commander"), unique("Resent"));
  await page.goto(`/incidents/${ref}`);
  const [key, text] = [randomUUID(), unique("Resent")];
  const first = await write(page, `/incidents/${ref}/entries`, { text }, key);
  const again = await write(page, `/incidents/${ref}/entries`, { text }, key);
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.body).toEqual(first.body);
  await page.reload();
  await expect(entry(page, text)).toHaveCount(1);
});
