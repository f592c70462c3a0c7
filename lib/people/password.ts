import "server-only";
import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { invalid } from "@/lib/kernel/errors";
import { lengthOf, normalPassword, passwordFault } from "./password-rule";

/** argon2id with the parameters that OWASP names first. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The columns of `password` for a new password, which the rule has let through. */
export async function sealPassword(typed: string): Promise<{ hash: string; length: number }> {
  const password = normalPassword(typed);
  return { hash: await hash(password, COST), length: lengthOf(password) };
}

/** @throws Refusal invalid with the reason at the field */
export function checkPassword(typed: string, secondFactor: boolean, own: readonly string[], field = "password"): void {
  const fault = passwordFault(normalPassword(typed), secondFactor, own);
  if (fault) throw invalid({ [field]: fault });
}

let stranger: Promise<string> | undefined;

/** Whether this is the password. Someone without one takes as long to refuse as anybody else. */
export async function isPassword(kept: string | null, typed: string): Promise<boolean> {
  const compared = kept ?? (await (stranger ??= hash(randomBytes(16).toString("hex"), COST)));
  const same = await verify(compared, normalPassword(typed));
  return same && kept !== null;
}
