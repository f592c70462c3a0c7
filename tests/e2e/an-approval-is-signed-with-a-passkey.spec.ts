import type { Page } from "@playwright/test";
import { words as said } from "../support/decision-words";
import { stage } from "./support/board";
import { elsewhere, invited, signedInByPasskey, withPasskeys } from "./support/newcomer";
import { expect, test, write } from "./support/test";
import { saying, words } from "./support/words";

const { approval, preview } = words.en.decisions;
const spoken = (page: Page) => page.locator("#next p[lang]").filter({ hasText: "·" }).allInnerTexts();

test("who has a passkey signs with it what they see, and anybody reads that they did", async ({ as, nobody }) => {
  test.slow();
  const [besa, admin] = [await as("commander"), await as("admin")];
  const { ref, net } = await stage(besa);
  const { body } = await write(besa, `/incidents/${ref}/decisions`, {
    type: "shutdown",
    title: "Shut the network down",
    systems: [net],
    words: said,
  });
  const address = `/incidents/${ref}/decisions/${body["number"]}`;
  expect((await write(besa, `${address}/proposal`, { revision: 1 })).status).toBe(200);

  const teuta = await invited(admin);
  const page = await nobody(elsewhere());
  const device = await withPasskeys(page);
  await signedInByPasskey(page, teuta);
  const { origin } = new URL(admin.url());
  const found = await (await admin.request.get(`${origin}/api/v1/people?search=${teuta.email}`)).json();
  const [{ id }] = (found.people ?? found.rows ?? found) as [{ id: string }];
  const granted = await write(admin, `/people/${id}/memberships`, { ref, role: "DECISION_AUTHORITY" });
  expect(granted.status).toBe(201);

  await page.goto(address);
  await page.getByRole("button", { name: preview.open }).click();
  const sign = page.getByRole("button", { name: saying(approval.approveSigned) });
  const reason = page.getByRole("textbox", { name: approval.reason });
  await expect(sign).toBeVisible();
  await expect(page.getByRole("textbox", { name: approval.code })).toHaveCount(0);

  await test.step("proposer and approver read one another the same words", async () => {
    await besa.goto(address);
    expect(await spoken(besa)).toHaveLength(2);
    expect(await spoken(page)).toEqual(await spoken(besa));
  });

  await test.step("without a reason nobody is asked for a finger", async () => {
    await sign.click();
    await expect(page.getByRole("alert").first()).toBeVisible();
    await expect(reason).toHaveAttribute("aria-invalid", "true");
  });

  await test.step("a code is the other way, and what was written stays", async () => {
    await reason.fill("The danger is real");
    await page.getByRole("button", { name: approval.sign.useCode }).click();
    await expect(page.getByText(approval.sign.weaker)).toBeVisible();
    await expect(page.getByRole("textbox", { name: approval.code })).toBeVisible();
    await expect(reason).toHaveValue("The danger is real");
    await page.getByRole("button", { name: approval.sign.usePasskey }).click();
    await expect(reason).toHaveValue("The danger is real");
  });

  await test.step("a signature that does not hold approves nothing, and the next one does", async () => {
    await device.breaks(true);
    await sign.click();
    await expect(page.getByText(words.en.errors.because["passkey-wrong"])).toBeVisible();
    await expect(page.locator("#answers")).toContainText(approval.none);
    await device.breaks(false);
    await expect(reason).toHaveValue("The danger is real");
    await sign.click();
    await expect(page.locator("#answers")).toContainText(approval.factor.passkey);
    await expect(sign).toHaveCount(0);
  });

  await test.step("everybody else reads it, too", async () => {
    await besa.reload();
    const line = besa.locator("#answers").getByRole("listitem");
    await expect(line).toHaveCount(1);
    await expect(line).toContainText(teuta.name);
    await expect(line).toContainText(approval.factor.passkey);
    await expect(line).toContainText("The danger is real");
  });
});
