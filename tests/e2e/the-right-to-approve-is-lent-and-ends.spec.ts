import { account } from "./support/accounts";
import { aDecision } from "./support/decisions";
import { expect, test } from "./support/test";
import { saying, words } from "./support/words";

const { approval, board, delegations, preview, types } = words.en.decisions;
const { access } = words.en;

test("lent, a person of the staff can approve; ended, they cannot; only an authority lends", async ({ as }) => {
  const [besa, dritan, ilir] = [await as("commander"), await as("authority"), await as("loggist")];
  const decision = await aDecision(besa);
  const decisions = decision.slice(0, decision.lastIndexOf("/"));
  const approve = ilir.getByRole("button", { name: saying(approval.approve) });

  await ilir.goto(decision);
  await expect(ilir.getByText(access.refusal["no-authority"]).first()).toBeVisible();
  await ilir.goto(decisions);
  await expect(ilir.getByText(board.forYou, { exact: true })).toHaveCount(0);
  await expect(ilir.getByText(delegations.add, { exact: true })).toHaveCount(0);

  await dritan.goto(decisions);
  await expect(dritan.getByText(board.forYou, { exact: true }).first()).toBeVisible();
  const part = dritan.locator("#delegations");
  await part.getByText(delegations.add, { exact: true }).click();
  const { form } = delegations;
  const ilirs = new RegExp(account("loggist").name);
  const option = part.getByRole("combobox", { name: form.person }).locator("option", { hasText: ilirs });
  await part.getByRole("combobox", { name: form.person }).selectOption((await option.getAttribute("value")) ?? "");
  await part.getByRole("button", { name: form.button }).click();
  // What is not ticked is told at its place, and what was chosen stays.
  await expect(part.getByRole("alert")).toBeVisible();
  await part.getByRole("checkbox", { name: types.shutdown }).check();
  await part.getByRole("combobox", { name: form.tier }).selectOption("0");
  await part.getByRole("textbox", { name: form.reason }).fill("I sleep from two to six");
  await part.getByRole("button", { name: form.button }).click();
  await expect(part.getByText("I sleep from two to six")).toBeVisible();

  await ilir.goto(decisions);
  await expect(ilir.getByText(board.forYou, { exact: true }).first()).toBeVisible();
  await ilir.goto(decision);
  await ilir.getByRole("button", { name: preview.open }).click();
  await expect(approve).toBeVisible();

  await part.getByRole("button", { name: saying(delegations.end) }).click();
  await expect(part.getByRole("button", { name: saying(delegations.end) })).toHaveCount(0);
  await ilir.reload();
  await expect(approve).toHaveCount(0);
  await expect(ilir.getByText(access.refusal["no-authority"]).first()).toBeVisible();
});
