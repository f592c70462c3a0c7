import { account } from "./support/accounts";
import { entry, field, logButton } from "./support/log";
import { expect, LIVE, test, unique } from "./support/test";
import { words } from "./support/words";

const { signIn } = words.en.people;
const { shell, entries } = words.en;

test("sign in, read, write in the log, change the language, sign out", async ({ nobody }) => {
  const page = await nobody({ javaScriptEnabled: false });
  const who = account("network");
  await page.goto(`/incidents/${LIVE}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(signIn.title);
  await page.getByLabel(signIn.email).fill(who.email);
  await page.getByLabel(signIn.password, { exact: true }).fill(who.password);
  await page.getByRole("button", { name: signIn.button }).click();
  await page.getByRole("heading", { level: 1, name: words.en.incidents.title }).waitFor();

  await page.goto(`/incidents/${LIVE}`);
  // Playwright's way of switching scripts off leaves <noscript> undrawn, so its words are looked for in the source.
  expect(await page.content()).toContain(shell.noScript);
  const text = unique("Written without a script");
  await field(page).fill(text);
  await logButton(page).click();
  await expect(page).toHaveURL(new RegExp(`/incidents/${LIVE}#entry-\\d+$`));
  await expect(entry(page, text)).toBeVisible();

  await page.getByRole("link", { name: entries.tabs.mine }).click();
  await expect(entry(page, text)).toBeVisible();
  await entry(page, text)
    .getByRole("link", { name: /^#\d+$|#/ })
    .first()
    .click();
  await expect(page.getByText(text)).toBeVisible();

  await page.getByRole("button", { name: shell.language.sq }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "sq");
  await page.getByRole("button", { name: shell.language.en }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");

  await page.getByRole("button", { name: who.name }).click();
  await page.getByRole("button", { name: shell.menu.signOut }).click();
  await expect(page.getByText(signIn.said["signed-out"])).toBeVisible();
});

test("a wrong password is told in words, without a script too", async ({ nobody }) => {
  const page = await nobody({ javaScriptEnabled: false });
  await page.goto("/sign-in");
  await page.getByLabel(signIn.email).fill(`${unique("nobody").replaceAll(" ", "-")}@demo.kulla`);
  await page.getByLabel(signIn.password, { exact: true }).fill("not the password at all");
  await page.getByRole("button", { name: signIn.button }).click();
  await expect(page.getByText(signIn.refused.wrong)).toBeVisible();
  expect(page.url()).not.toContain("password");
});
