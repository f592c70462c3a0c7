import { randomUUID } from "node:crypto";
import { type BrowserContextOptions, expect, type Page } from "@playwright/test";
import { type Account, codeOf } from "./accounts";
import { elsewhere } from "./newcomer";
import { asOwner } from "./second-server";
import { signInByForm } from "./sign-in";
import { write } from "./test";

/** Somebody of one test with a code generator of their own, so that no other test uses their codes up. */
export interface Responder {
  name: string;
  page: Page;
  /** A code that was not used yet. A test is faster than the half minute of a code, so the generator begins anew. */
  freshCode: () => Promise<string>;
}

interface Making {
  admin: Page;
  nobody: (options?: BrowserContextOptions) => Promise<Page>;
  ref: string;
  role: "DECISION_AUTHORITY" | "LEADERSHIP";
  name: string;
}

/** Invites somebody, gives them a role in one incident, sets up their keys, and signs them in by the form. */
export async function aResponder({ admin, nobody, ref, role, name }: Making): Promise<Responder> {
  const email = `${randomUUID().slice(0, 13)}@example.test`;
  const organisations = (await (await admin.request.get("/api/v1/organisations")).json()) as Keeper[];
  const organisationId = organisations.find(({ kind }) => kind === "GOV_LEADERSHIP")?.id;
  const invited = await write(admin, "/people", { name, email, organisationId });
  const { id, code } = invited.body as { id: string; code: string };
  expect((await write(admin, `/people/${id}/memberships`, { ref, role })).status).toBe(201);

  const page = await nobody(elsewhere());
  const password = randomUUID();
  const offered = await write(page, "/welcome/totp", { code });
  const { secret: totpSecret, ticket: totpTicket } = offered.body as { secret: string; ticket: string };
  const account: Account = { role, name, email, password, totpSecret };
  const keys = { code, password, totpTicket, totpCode: codeOf(account) };
  expect((await write(page, "/welcome", keys)).status).toBe(201);
  const freshCode = async () => {
    await asOwner("UPDATE totp SET last_step = 0 WHERE person_id = $1", [id]);
    return codeOf(account);
  };
  await freshCode();
  await signInByForm(page, account);
  return { name, page, freshCode };
}

interface Keeper {
  id: string;
  kind: string;
}
