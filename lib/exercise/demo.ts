import "server-only";
import { randomInt } from "node:crypto";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { atConsole } from "@/lib/access/console";
import type { Holder } from "@/lib/access/roles";
import { inOneTransaction, type Tx } from "@/lib/kernel/db";
import { env } from "@/lib/kernel/env";
import { inRoot } from "@/lib/kernel/root";
import { Sentence } from "@/lib/kernel/sentence";
import { sealPassword } from "@/lib/people/password";
import { passwordFault } from "@/lib/people/password-rule";
import { newTotpSecret, seal } from "@/lib/people/totp";
import { append } from "@/lib/record/append";
import type { Player } from "./known";
import { loadExercise } from "./load";
import { readExercise } from "./read";
import { reportOf } from "./report";

const files = ["albania-2022.json", "live-exercise.json"];
const ACCOUNTS = "demo-accounts.json";

/** Whose accounts the demo has: people of both exercises, one for each role and a second of the agency's staff. */
const demo = [
  { code: "P-02", login: "commander", totp: true },
  { code: "P-01", login: "authority", totp: true },
  { code: "P-04", login: "loggist", totp: false },
  { code: "P-06", login: "network", totp: false },
  { code: "P-13", login: "leadership", totp: true },
  { code: "P-25", login: "external", totp: false },
  { code: "P-28", login: "auditor", totp: false },
  { code: "P-29", login: "admin", totp: true },
] as const;

/** An account as it stands in the file of demo accounts. */
export interface DemoAccount {
  role: Holder;
  name: string;
  email: string;
  password: string;
  totpSecret: string | null;
}

/**
 * Loads both exercises and makes an account for each role, all of it or nothing. The file with the accounts is written before the commit:
 * a database with accounts that nobody knows must not be.
 * @throws Sentence when the exercises are loaded already
 */
export async function loadDemo(now: Date): Promise<string[]> {
  return inOneTransaction(async (tx) => {
    const players = new Map<string, Player>();
    const lines: string[] = [];
    for (const name of files) {
      const { file, cast } = await loadExercise(readExercise(inRoot("prisma", "seed", name), now), now);
      for (const [code, player] of cast.players) players.set(code, player);
      lines.push(...reportOf(file));
    }
    const accounts = await atConsole(() => makeAccounts(tx, players, now));
    const file = write(accounts);
    return [...lines, `${accounts.length} demo accounts: ${file}`];
  });
}

async function makeAccounts(tx: Tx, players: Map<string, Player>, now: Date): Promise<DemoAccount[]> {
  const accounts: DemoAccount[] = [];
  for (const { code, login, totp } of demo) {
    const player = players.get(code);
    if (!player) throw new Sentence(`The exercises have nobody with the code ${code}.`);
    accounts.push(await makeAccount(tx, player, `${login}@demo.kulla`, totp ? now : null));
  }
  return accounts;
}

async function makeAccount(
  tx: Tx,
  { id: personId, file }: Player,
  email: string,
  totpFrom: Date | null,
): Promise<DemoAccount> {
  const { roleTitle: name, appRole: role } = file;
  const password = newPassword([name, email]);
  const subject = { subjectType: "person", subjectId: personId };
  await tx.person.update({ where: { id: personId }, data: { email, version: { increment: 1 } } });
  await append(tx, { type: "person.changed", ...subject, data: { person: name } });
  await tx.password.create({ data: { personId, ...(await sealPassword(password)) } });
  await append(tx, { type: "password.set", ...subject, data: {} });
  const totpSecret = totpFrom && newTotpSecret();
  if (totpSecret) {
    await tx.totp.create({ data: { personId, sealed: seal(totpSecret, personId), confirmedAt: totpFrom } });
    await append(tx, { type: "totp.set", ...subject, data: {} });
  }
  return { role, name, email, password, totpSecret };
}

const SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";
const GROUPS = 4;

/** Random and easy to type from a screen: four groups of four, without signs that look alike. */
function newPassword(own: string[]): string {
  const group = () => Array.from({ length: 4 }, () => SIGNS[randomInt(SIGNS.length)]).join("");
  const password = Array.from({ length: GROUPS }, group).join("-");
  return passwordFault(password, false, own) ? newPassword(own) : password;
}

function write(accounts: DemoAccount[]): string {
  const file = path.resolve(env().KULLA_DATA, ACCOUNTS);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return file;
}
