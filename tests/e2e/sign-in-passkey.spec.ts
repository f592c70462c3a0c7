import { elsewhere, invited, withPasskeys } from "./support/newcomer";
import { expect, test } from "./support/test";
import { words } from "./support/words";

const { signIn, welcome, firstKeys, me } = words.en.people;

test("a code on paper becomes a passkey, and the passkey opens the door when passwords are closed", async ({
  as,
  nobody,
}) => {
  test.slow();
  const { name, email, code } = await invited(await as("admin"));
  const page = await nobody(elsewhere());
  await withPasskeys(page);

  await page.goto("/sign-in");
  await page.getByRole("link", { name: signIn.haveCode }).click();
  await page.getByLabel(welcome.code).fill("not the code");
  await page.getByRole("button", { name: welcome.button }).click();
  await expect(page.getByRole("alert").filter({ hasText: "This code is not valid" })).toBeFocused();
  await page.getByLabel(welcome.code).fill(code.toLowerCase().replaceAll("-", " "));
  await page.getByRole("button", { name: welcome.button }).click();
  await expect(page.getByText(`Welcome, ${name}`)).toBeVisible();
  await page.getByRole("button", { name: firstKeys.passkeyButton }).click();
  await expect(page.getByText(signIn.said.welcome)).toBeVisible();

  for (let tries = 0; tries < 11; tries += 1) {
    const answered = page.waitForResponse("**/api/auth/callback/password");
    await page.getByLabel(signIn.email).fill(email);
    await page.getByLabel(signIn.password, { exact: true }).fill(`guess ${tries}`);
    await page.getByRole("button", { name: signIn.button }).click();
    await answered;
  }
  await expect(page.getByText(/or use your passkey/)).toBeVisible();
  await page.getByRole("button", { name: signIn.passkey }).click();
  await expect(page.getByRole("heading", { level: 1, name: words.en.incidents.title })).toBeVisible();

  await page.goto("/me");
  await expect(page.getByText(me.passkeys.lead)).toBeVisible();
  await expect(page.getByRole("cell", { name: "passkey" })).toBeVisible();
  // The last way in stays, until there is another.
  await expect(page.getByText(words.en.access.refusal["last-key"])).toBeVisible();
  await page.getByLabel(me.password.new).fill("Passwordpassword1");
  await page.getByRole("button", { name: me.password.set }).click();
  await expect(page.getByRole("alert").filter({ hasText: "easy to guess" })).toBeFocused();
  await page.getByLabel(me.password.new).fill("gur ulli mbi kodrën veriore");
  await page.getByRole("button", { name: me.password.set }).click();
  await expect(page.getByText(me.password.has)).toBeVisible();
  await page.getByRole("button", { name: me.passkeys.remove }).click();
  await expect(page.getByText(me.passkeys.none)).toBeVisible();
});

test("without a passkey on the device one is told, and can go on with a password", async ({ nobody }) => {
  const page = await nobody(elsewhere());
  await withPasskeys(page);
  await page.goto("/sign-in");
  await page.getByRole("button", { name: signIn.passkey }).click();
  await expect(page.getByText(signIn.noPasskey)).toBeVisible({ timeout: 15_000 });
  await expect(page.getByLabel(signIn.email)).toBeEditable();
});
