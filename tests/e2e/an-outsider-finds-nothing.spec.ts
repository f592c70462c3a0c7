import { account } from "./support/accounts";
import { expect, openIncident, test, unique, write } from "./support/test";
import { words } from "./support/words";

const { notFound } = words.en.shell;

test.describe("of an incident to which they do not belong", () => {
  for (const who of ["external", "admin"] as const) {
    test(`${who}: not its name, not a count, not an entry, nowhere`, async ({ as }) => {
      const besa = await as("commander");
      const canary = unique("canary");
      const ref = await openIncident(besa, canary);
      const written = await write(besa, `/incidents/${ref}/entries`, { text: `${canary} entry`, key: true });
      const number = written.body["logNumber"];
      const page = await as(who);
      const answers = [
        ...[
          "/incidents",
          "/incidents?show=closed",
          "/incidents?show=exercises",
          "/me",
          "/help",
          "/help/permissions",
          "/admin",
          "/admin/audit",
          "/admin/sessions",
        ],
        ...["", `?show=key`, `/timeline/${number}`, `/timeline/${number}/correct`].map(
          (rest) => `/incidents/${ref}${rest}`,
        ),
        ...["/api/v1/incidents", "/api/v1/people", "/api/v1/audit", "/api/v1/sessions", "/api/v1/openapi.json"],
        ...["", "/entries", `/entries/${number}`, "/stream"].map((rest) => `/api/v1/incidents/${ref}${rest}`),
      ];
      for (const address of answers) {
        const response = await page.request.get(address);
        const text = await response.text();
        expect(text.includes(canary), address).toBe(false);
        expect(JSON.stringify(response.headers()).includes(canary), address).toBe(false);
        if (address.includes(ref)) expect([address, response.status()]).toEqual([address, 404]);
      }
      expect((await write(page, `/incidents/${ref}/entries`, { text: "Let me in" })).status).toBe(404);
      expect(
        (await write(page, `/incidents/${ref}/phase`, { phase: "closed", reason: "Let me in", version: 1 })).status,
      ).toBe(404);
      await page.goto(`/incidents/${ref}`);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(notFound.title);
      await expect(page.locator("body")).not.toContainText(canary);
    });
  }

  test("what is hidden looks just like what does not exist", async ({ as }) => {
    const ref = await openIncident(await as("commander"), unique("Hidden"));
    const page = await as("external");
    const plain = async (address: string) => {
      const response = await page.request.get(address);
      const nonce = /'nonce-([^']+)'/.exec(response.headers()["content-security-policy"] ?? "")?.[1] ?? "";
      return {
        status: response.status(),
        text: (await response.text())
          .replaceAll(nonce, "NONCE")
          .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "NOW")
          .replaceAll(address, "ADDRESS")
          .replaceAll(address.split("/").at(-1) ?? "", "REF"),
      };
    };
    expect(await plain(`/incidents/${ref}`)).toEqual(await plain("/incidents/INC-1999-77"));
    const body = async (address: string) => (await page.request.get(`/api/v1/incidents/${address}`)).text();
    expect(await body(ref)).toEqual(await body("INC-1999-77"));
    expect(await body(`${ref}/entries/1`)).toEqual(await body("INC-1999-77/entries/1"));
  });
});

test("an outside responder sees their own words, and neither severity, phase, people nor other words", async ({
  as,
}) => {
  const page = await as("external");
  const mine = unique("From the outside");
  const theirs = unique("Not for the outside");
  const ref = "EX-PORTAL-01";
  expect((await write(await as("loggist"), `/incidents/${ref}/entries`, { text: theirs, key: true })).status).toBe(201);
  await page.goto(`/incidents/${ref}`);
  expect((await write(page, `/incidents/${ref}/entries`, { text: mine })).status).toBe(201);
  await page.reload();
  await expect(page.getByRole("article").filter({ hasText: mine })).toBeVisible();
  const source = await page.content();
  expect(source).not.toContain(theirs);
  expect(source).not.toContain(account("loggist").name);
  for (const phase of [words.en.incidents.severity.S2, words.en.incidents.phase.containing])
    await expect(page.getByText(phase, { exact: true })).toHaveCount(0);
});

test("nobody who is not signed in sees anything but the way in", async ({ nobody }) => {
  const page = await nobody();
  for (const address of [
    "/",
    "/incidents",
    "/incidents/EX-PORTAL-01",
    "/incidents/EX-PORTAL-01/timeline/1",
    "/incidents/new",
    "/me",
    "/admin",
    "/help",
    "/docs/api",
  ]) {
    await page.goto(address);
    expect(new URL(page.url()).pathname).toBe("/sign-in");
  }
  expect((await page.request.get("/api/v1/incidents")).status()).toBe(401);
});

test("after signing out, the way back shows nothing", async ({ nobody }) => {
  const { signInByForm } = await import("./support/sign-in");
  const page = await nobody();
  await signInByForm(page, account("network"));
  const shown = await page.goto("/incidents/EX-PORTAL-01");
  // Nothing of it is kept to be shown again: whoever goes back asks anew.
  expect(shown?.headers()["cache-control"]).toBe("no-store");
  const cookies = await page.context().cookies();
  await page.getByRole("button", { name: account("network").name }).click();
  await page.getByRole("button", { name: words.en.shell.menu.signOut }).click();
  await expect(page.getByText(words.en.people.signIn.said["signed-out"])).toBeVisible();
  await page.goBack({ waitUntil: "commit" });
  await expect(page.getByLabel(words.en.people.signIn.email)).toBeVisible();
  await expect(page.getByRole("article")).toHaveCount(0);
  expect(new URL(page.url()).pathname).toBe("/sign-in");
  await page.goto("/incidents/EX-PORTAL-01");
  expect(new URL(page.url()).pathname).toBe("/sign-in");
  // The cookie that was copied before is worth nothing.
  await page.context().addCookies(cookies);
  expect((await page.request.get("/api/v1/session")).status()).toBe(401);
});
