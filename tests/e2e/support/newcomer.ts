import { randomInt, randomUUID } from "node:crypto";
import type { BrowserContextOptions, Page } from "@playwright/test";
import { words } from "./words";

const { invite, person, sheet } = words.en.people;

/** Somebody who is invited for one test, so that no other test misses them. */
export interface Newcomer {
  name: string;
  email: string;
  code: string;
}

/** Invites somebody on the administrator's page and reads the code from the sheet. */
export async function invited(admin: Page): Promise<Newcomer> {
  const name = `Teuta ${randomUUID().slice(0, 8)}`;
  const email = `${randomUUID().slice(0, 13)}@example.test`;
  await admin.goto("/admin/invite");
  await admin.getByLabel(person.name).fill(name);
  await admin.getByLabel(person.email).fill(email);
  await admin.getByRole("button", { name: invite.button }).click();
  await admin.getByText(sheet.once).waitFor();
  const code = await admin.getByText(/^([0-9A-Z]{4}-){6}[0-9A-Z]{2}$/).innerText();
  return { name, email, code };
}

/** A browser at another address than everybody else's, so that failed tries here slow nobody down. */
export const elsewhere = (): BrowserContextOptions => ({
  extraHTTPHeaders: {
    "x-forwarded-for": `198.51.100.${randomInt(1, 255)}, 203.0.113.${randomInt(1, 255)}.${randomUUID()}`,
  },
});

/** A device that makes and uses passkeys and always finds the finger that it asks for; answers how to break it. */
export async function withPasskeys(page: Page): Promise<{ breaks: (broken: boolean) => Promise<void> }> {
  const device = await page.context().newCDPSession(page);
  await device.send("WebAuthn.enable");
  const { authenticatorId } = await device.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    breaks: (broken) =>
      device.send("WebAuthn.setResponseOverrideBits", { authenticatorId, isBogusSignature: broken }) as Promise<never>,
  };
}

/** A newcomer whose browser holds their only key, a passkey, and is signed in with it. */
export async function signedInByPasskey(page: Page, { code }: Newcomer): Promise<void> {
  const { signIn, welcome, firstKeys } = words.en.people;
  await page.goto("/welcome");
  await page.getByLabel(welcome.code).fill(code);
  await page.getByRole("button", { name: welcome.button }).click();
  await page.getByRole("button", { name: firstKeys.passkeyButton }).click();
  await page.getByText(signIn.said.welcome).waitFor();
  await page.getByRole("button", { name: signIn.passkey }).click();
  await page.getByRole("heading", { level: 1, name: words.en.incidents.title }).waitFor();
}
