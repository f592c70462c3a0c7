import { entry, log, openLog } from "./support/log";
import { expect, openIncident, test, unique } from "./support/test";
import { saying, words } from "./support/words";

const { correct, line, entry: facts } = words.en.entries;

test("both stand in the log, each leading to the other, for everyone", async ({ as }) => {
  const [ilir, besa] = [await as("loggist"), await as("commander")];
  const ref = await openIncident(besa, unique("Corrected"));
  await openLog(besa, ref);
  await openLog(ilir, ref);
  const [wrong, right] = [unique("Three servers are down"), unique("Two servers are down")];
  await log(ilir, wrong);
  await entry(ilir, wrong)
    .getByRole("link", { name: saying(line.correctOf) })
    .click();
  await expect(ilir.getByRole("heading", { level: 1 })).toHaveText(saying(correct.title));
  await expect(ilir.getByText(correct.lead)).toBeVisible();
  await ilir.getByRole("textbox", { name: correct.text }).fill(right);
  await ilir.getByRole("radio", { name: words.en.entries.reason["wrong-number"] }).check();
  await ilir.getByRole("button", { name: correct.button }).click();

  // The corrected entry's own page: the chain with every version.
  await expect(ilir.getByRole("heading", { name: facts.chain })).toBeVisible();
  await expect(ilir.getByText(wrong).first()).toBeVisible();
  await expect(ilir.getByText(right).first()).toBeVisible();

  // The other's log: the first words are there, marked and not struck through; the correction is a new entry.
  await expect(entry(besa, right)).toBeVisible();
  await expect(entry(besa, wrong)).toContainText(words.en.entries.reason["wrong-number"]);
  await expect(entry(besa, wrong).locator("s, del, strike")).toHaveCount(0);
  await expect(entry(besa, right)).toContainText(saying(line.correction.replace(/<\/?entry>/g, "")));
});

test("a correction without a reason in words says so beside the field and keeps what was typed", async ({ as }) => {
  const page = await as("loggist");
  const ref = await openIncident(await as("commander"), unique("Reason"));
  await openLog(page, ref);
  const wrong = unique("Wrong");
  await log(page, wrong);
  await entry(page, wrong)
    .getByRole("link", { name: saying(line.correctOf) })
    .click();
  const right = unique("Right");
  await page.getByRole("textbox", { name: correct.text }).fill(right);
  await page.getByRole("button", { name: correct.button }).click();
  await expect(page.getByRole("group", { name: correct.reason })).toContainText(words.en.errors.field["not-in-list"]);
  await page.getByRole("radio", { name: words.en.entries.reason.other }).check();
  await page.getByRole("button", { name: correct.button }).click();
  await expect(page.getByRole("alert").filter({ hasText: words.en.shell.form.problem })).toBeVisible();
  await expect(page.getByRole("textbox", { name: correct.sentence })).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("textbox", { name: correct.text })).toHaveValue(right);
});

test("within a minute the author withdraws a slip; its line stays", async ({ as }) => {
  const page = await as("loggist");
  const ref = await openIncident(await as("commander"), unique("Withdrawn"));
  await openLog(page, ref);
  const slip = unique("In the wrong window");
  await log(page, slip);
  const number = await entry(page, slip).getAttribute("id");
  await entry(page, slip).getByRole("button", { name: words.en.entries.withdraw.button }).click();
  const line = page.locator(`[id="${number}"]`);
  await expect(line).toContainText(/Withdrawn by its author after \d+ s/);
  await expect(line.getByRole("button", { name: words.en.entries.withdraw.button })).toHaveCount(0);
});
