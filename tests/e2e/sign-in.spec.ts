import type { Page } from "@playwright/test";
import { account } from "./support/accounts";
import { elsewhere } from "./support/newcomer";
import { expect, test } from "./support/test";
import { words } from "./support/words";

const { signIn } = words.en.people;
const who = account("network");

async function type(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel(signIn.email).fill(email);
  await page.getByLabel(signIn.password, { exact: true }).fill(password);
  await page.getByRole("button", { name: signIn.button }).click();
}
const incidents = (page: Page) => page.getByRole("heading", { level: 1, name: words.en.incidents.title });

test("a refusal is said in words that tell nothing, and nothing that was typed is lost", async ({ nobody }) => {
  const page = await nobody(elsewhere());
  await page.goto("/sign-in");
  await type(page, who.email, "not the password");
  await expect(page.getByRole("alert").filter({ hasText: signIn.refused.wrong })).toBeFocused();
  await expect(page.getByLabel(signIn.email)).toHaveValue(who.email);
  await expect(page.getByLabel(signIn.password, { exact: true })).toHaveValue("not the password");
  await type(page, "nobody@example.test", who.password);
  await expect(page.getByRole("alert").filter({ hasText: signIn.refused.wrong })).toBeFocused();
  await type(page, who.email, who.password);
  await expect(incidents(page)).toBeVisible();
});

test("it works without JavaScript", async ({ nobody }) => {
  const page = await nobody({ ...elsewhere(), javaScriptEnabled: false });
  await page.goto("/sign-in?next=/me");
  await type(page, who.email, "not the password");
  await expect(page.getByText(signIn.refused.wrong)).toBeVisible();
  await expect(page.getByRole("button", { name: signIn.passkey })).toBeHidden();
  await type(page, who.email, who.password);
  await expect(page.getByRole("heading", { level: 1, name: words.en.people.me.title })).toBeVisible();
});

test("it leads to where one wanted to go, and never to another site", async ({ nobody }) => {
  for (const [wanted, reached] of [
    ["/help", "/help"],
    ["//evil.example/x", "/incidents"],
    ["https://evil.example", "/incidents"],
    ["/.//evil.example", "/incidents"],
  ] as const) {
    const page = await nobody(elsewhere());
    await page.goto(`/sign-in?${new URLSearchParams({ next: wanted })}`);
    await type(page, who.email, who.password);
    await page.waitForURL((url) => url.pathname === reached && url.hostname === "localhost");
  }
});

test("somebody who is signed in goes on; a cookie whose session has ended leads here, and not round in circles", async ({
  nobody,
}) => {
  const page = await nobody(elsewhere());
  await page.goto("/sign-in");
  await type(page, who.email, who.password);
  await expect(incidents(page)).toBeVisible();
  await page.goto("/sign-in?next=/help");
  expect(new URL(page.url()).pathname).toBe("/help");

  const cookies = await page.context().cookies();
  expect(cookies.find(({ name }) => name === "kulla-session")).toMatchObject({
    httpOnly: true,
    sameSite: "Lax",
    path: "/",
  });
  await page.goto("/me");
  await page.getByRole("button", { name: who.name, exact: true }).click();
  await page.getByRole("button", { name: words.en.shell.menu.signOut }).click();
  await expect(page.getByText(signIn.said["signed-out"])).toBeVisible();

  await page.context().addCookies(cookies);
  await page.goto("/incidents");
  expect(new URL(page.url()).pathname).toBe("/sign-in");
  await expect(page.getByRole("button", { name: signIn.button })).toBeVisible();
});

test("after ten tries one waits, and is told how long", async ({ nobody }) => {
  test.slow();
  const page = await nobody(elsewhere());
  await page.goto("/sign-in");
  for (let tries = 0; tries < 10; tries += 1) {
    const answered = page.waitForResponse("**/api/auth/callback/password");
    await type(page, "somebody@example.test", `guess ${tries}`);
    await answered;
  }
  await type(page, "somebody@example.test", "one more");
  await expect(page.getByText(/Wait 15 minutes, or use your passkey/)).toBeVisible();
});

test("a page that lay open too long says so", async ({ nobody }) => {
  const page = await nobody(elsewhere());
  await page.goto("/sign-in");
  await page.context().clearCookies();
  await type(page, who.email, who.password);
  await expect(page.getByText(signIn.refused["old-page"])).toBeVisible();
});

test("nothing of the sign-in library is open but the doors that are used", async ({ nobody }) => {
  const page = await nobody();
  const origin = process.env["BASE_URL"] ?? "";
  for (const path of [
    "session",
    "csrf",
    "providers",
    "signin",
    "signout",
    "error",
    "verify-request",
    "callback/oidc",
    "signin/oidc",
    "_log",
  ]) {
    expect((await page.request.get(`/api/auth/${path}`, { maxRedirects: 0 })).status(), path).toBe(404);
    expect(
      (await page.request.post(`/api/auth/${path}`, { headers: { origin }, form: {}, maxRedirects: 0 })).status(),
      path,
    ).toBe(404);
  }
  expect(
    (
      await page.request.post("/api/auth/callback/password", { headers: { origin: "https://evil.example" }, form: {} })
    ).status(),
  ).toBe(403);
});

test("in Albanian", async ({ nobody }) => {
  const page = await nobody({ ...elsewhere(), locale: "sq-AL" });
  const { signIn: sq } = words.sq.people;
  await page.goto("/sign-in");
  await page.getByLabel(sq.email).fill("askush@example.test");
  await page.getByLabel(sq.password, { exact: true }).fill("gabim");
  await page.getByRole("button", { name: sq.button }).click();
  await expect(page.getByText(sq.refused.wrong)).toBeVisible();
});
