import { aDecision } from "./support/decisions";
import { expect, test } from "./support/test";
import { saying, words } from "./support/words";

const { approval, preview } = words.en.decisions;

test("who proposed reads why they cannot approve; who can approve looks first, and without a generator approves nothing", async ({
  as,
}) => {
  const [besa, dritan] = [await as("commander"), await as("authority")];
  const address = await aDecision(besa);
  await besa.goto(address);
  await expect(besa.getByText(words.en.access.refusal.proposer)).toBeVisible();
  await expect(besa.getByRole("button", { name: saying(approval.approve) })).toHaveCount(0);
  await dritan.goto(address);
  await expect(dritan.getByRole("button", { name: saying(approval.approve) })).toHaveCount(0);
  await dritan.getByRole("button", { name: preview.open }).click();
  await dritan.getByRole("textbox", { name: approval.reason }).fill("The danger is real");
  await dritan.getByRole("textbox", { name: approval.code }).fill("000000");
  await dritan.getByRole("button", { name: saying(approval.approve) }).click();
  await expect(dritan.getByRole("alert").first()).toBeVisible();
  await expect(dritan.getByRole("textbox", { name: approval.reason })).toHaveValue("The danger is real");
  await besa.reload();
  await expect(besa.locator("#answers")).toContainText(approval.none);
});
