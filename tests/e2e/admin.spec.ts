import { Secret, TOTP } from "otpauth";
import { elsewhere, invited } from "./support/newcomer";
import { expect, LIVE, test } from "./support/test";
import { words } from "./support/words";

const { signIn, welcome, firstKeys, totp, list, access, memberships, duties, admin: frame, audit } = words.en.people;
const { role } = words.en.access;

test("an administrator brings somebody in, gives them a role, takes it back, and ends their access", async ({
  as,
  nobody,
}) => {
  test.slow();
  const admin = await as("admin");
  const { name, email, code } = await invited(admin);

  // With the code from paper: a short password and a code generator.
  const page = await nobody(elsewhere());
  await page.goto("/welcome");
  await page.getByLabel(welcome.code).fill(code);
  await page.getByRole("button", { name: welcome.button }).click();
  await page.getByRole("button", { name: firstKeys.password, exact: true }).click();
  await page.getByLabel(firstKeys.passwordLabel).fill("zbehtë mali");
  await page.getByRole("button", { name: firstKeys.addTotp }).click();
  await expect(page.getByRole("img", { name: totp.square })).toBeVisible();
  const secret = (await page.locator("main code").innerText()).replaceAll(" ", "");
  const generator = new TOTP({ secret: Secret.fromBase32(secret) });
  await page.getByLabel(totp.code).fill("000 000");
  await page.getByRole("button", { name: firstKeys.passwordButton }).click();
  await expect(page.getByRole("alert").filter({ hasText: "does not match" })).toBeFocused();
  await page.getByLabel(totp.code).fill(generator.generate());
  await page.getByRole("button", { name: firstKeys.passwordButton }).click();
  await expect(page.getByText(signIn.said.welcome)).toBeVisible();
  await page.getByLabel(signIn.email).fill(email);
  await page.getByLabel(signIn.password, { exact: true }).fill("zbehtë mali");
  await page.getByRole("textbox", { name: signIn.code }).fill(generator.generate({ timestamp: Date.now() + 30_000 }));
  await page.getByRole("button", { name: signIn.button }).click();
  await expect(page.getByRole("heading", { level: 1, name: words.en.incidents.title })).toBeVisible();
  expect((await page.goto(`/incidents/${LIVE}`))?.status()).toBe(404);

  // A role, and its end, take effect at once.
  await admin.goto("/admin");
  await admin.getByLabel(list.search).fill(name);
  await admin.getByRole("button", { name: list.find }).click();
  await admin.getByRole("link", { name }).click();
  await admin.getByLabel(duties.role).selectOption({ label: role.LEADERSHIP });
  await admin.getByRole("button", { name: duties.grant }).click();
  await expect(admin.getByRole("button", { name: `${duties.end} ${role.LEADERSHIP}` })).toBeVisible();
  await admin.getByLabel(memberships.ref).selectOption(LIVE);
  await admin.getByRole("button", { name: memberships.grant }).click();
  const end = admin.getByRole("button", { name: `${memberships.end} ${LIVE} ${role.AGENCY_STAFF}` });
  await expect(end).toBeVisible();
  expect((await page.goto(`/incidents/${LIVE}`))?.status()).toBe(200);
  await end.click();
  await expect(end).toBeHidden();
  expect((await page.goto(`/incidents/${LIVE}`))?.status()).toBe(404);

  await admin.getByRole("button", { name: access.disable }).click();
  await expect(admin.getByText(access.disabled)).toBeVisible();
  await page.goto("/me");
  expect(new URL(page.url()).pathname).toBe("/sign-in");

  await admin.goto("/admin/audit");
  await expect(admin.getByRole("cell", { name: `Access of ${name} ended` })).toBeVisible();
  await expect(admin.getByRole("cell", { name: `${name} invited` })).toBeVisible();
  await expect(admin.getByText("Signed in (password and code)").first()).toBeVisible();
  await expect(admin.getByLabel(audit.caption)).not.toContainText(LIVE);
});

test("lost keys: a reset prints a new code, and the old one is worth nothing", async ({ as, nobody }) => {
  const admin = await as("admin");
  const { name, code } = await invited(admin);
  await admin.getByRole("link", { name: words.en.people.sheet.goOn }).click();
  await admin.getByRole("button", { name: access.reset }).click();
  const fresh = await admin.getByText(/^([0-9A-Z]{4}-){6}[0-9A-Z]{2}$/).innerText();
  expect(fresh).not.toBe(code);
  // On paper stands the sheet and nothing else of the page.
  await admin.emulateMedia({ media: "print" });
  await expect(admin.getByText(fresh)).toBeVisible();
  await expect(admin.getByRole("button", { name: access.disable })).toBeHidden();

  const page = await nobody(elsewhere());
  for (const [typed, says] of [
    [code, "This code is not valid"],
    [fresh, `Welcome, ${name}`],
  ] as const) {
    await page.goto("/welcome");
    await page.getByLabel(welcome.code).fill(typed);
    await page.getByRole("button", { name: welcome.button }).click();
    await expect(page.getByText(says).first()).toBeVisible();
  }
});

test("an administrator reads no incident, and changes nothing of their own access", async ({ as }) => {
  const admin = await as("admin");
  expect((await admin.goto(`/incidents/${LIVE}`))?.status()).toBe(404);
  const { rows } = (await (await admin.request.get("/api/v1/people?search=admin@")).json()) as {
    rows: { id: string }[];
  };
  await admin.goto(`/admin/people/${rows[0]?.id}`);
  await expect(admin.getByText(words.en.access.refusal.oneself)).toBeVisible();
  await expect(admin.getByRole("button", { name: access.disable })).toHaveCount(0);
});

for (const who of ["commander", "external"] as const) {
  test(`for the ${who} the pages of the administrator say whose they are`, async ({ as }) => {
    const page = await as(who);
    for (const address of ["/admin", "/admin/invite", "/admin/organisations", "/admin/sessions", "/admin/audit"]) {
      await page.goto(address);
      await expect(page.getByRole("heading", { level: 1, name: frame.title })).toBeVisible();
      await expect(page.getByText(words.en.access.needs.person.invite)).toBeVisible();
    }
  });
}
