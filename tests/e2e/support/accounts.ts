import { readFileSync } from "node:fs";
import { Secret, TOTP } from "otpauth";

/** An account of the demo, as the launcher prints it. */
export interface Account {
  role: string;
  name: string;
  email: string;
  password: string;
  totpSecret: string | null;
}

export type Login = "commander" | "authority" | "loggist" | "network" | "leadership" | "external" | "auditor" | "admin";
export const logins: readonly Login[] = [
  "commander",
  "authority",
  "loggist",
  "network",
  "leadership",
  "external",
  "auditor",
  "admin",
];

/** The demo account of a login name. */
export function account(login: Login): Account {
  const file = process.env["DEMO_ACCOUNTS"];
  if (!file) throw new Error("These tests need a running Kulla with demo accounts. Run them with: npm test -- e2e");
  const found = (JSON.parse(readFileSync(file, "utf8")) as Account[]).find(({ email }) =>
    email.startsWith(`${login}@`),
  );
  if (!found) throw new Error(`no demo account ${login}`);
  return found;
}

/** The six digits that a code generator shows now; empty for accounts without one. */
export const codeOf = ({ totpSecret }: Account) =>
  totpSecret ? new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate() : "";
