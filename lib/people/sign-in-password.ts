import "server-only";
import { z } from "zod";
import type { Tx } from "@/lib/kernel/db";
import { noteRefused, throughDoor, type WhyRefused } from "./door";
import { openSession } from "./open-session";
import { isPassword } from "./password";
import { LENGTH_MAX } from "./password-rule";
import { Email } from "./schema";
import { SignInRefused } from "./sign-in-refused";
import { countTry, forgetTries, TooManyTries } from "./slow-down";
import { stepOf, unseal } from "./totp";
import type { Visit } from "./visit";

const Typed = z.object({
  email: Email.catch(""),
  password: z.string().max(LENGTH_MAX).catch(""),
  code: z.string().max(20).catch(""),
});

/**
 * Signs in by e-mail, password and, where one is set up, the code of the generator.
 * @returns who signed in and their new session token
 * @throws SignInRefused, and the record says why
 */
export async function signInWithPassword(raw: unknown, visit: Visit): Promise<{ personId: string; token: string }> {
  const typed = Typed.parse(raw);
  const tries = { address: visit.address, account: typed.email, whole: typed.email };
  await countTries(tries);
  const found = await throughDoor((tx) => credentialsOf(tx, typed.email));
  const correct = await isPassword(found?.hash ?? null, typed.password);
  // Right or wrong, the same steps are taken, so that the time of an answer tells nothing.
  const signedIn = await throughDoor(async (tx, now) => {
    const still = await credentialsOf(tx, typed.email);
    const why = whyNot(found, still, correct) ?? (still && (await faultOfCode(tx, still, typed.code, now)));
    if (!still || why) {
      await noteRefused(tx, why ?? "unknown-email", still?.id ?? null);
      return null;
    }
    return {
      personId: still.id,
      token: await openSession(tx, still, still.totp ? "password+totp" : "password", visit, now),
    };
  });
  if (!signedIn) throw new SignInRefused("wrong");
  await forgetTries(tries);
  return signedIn;
}

async function countTries(tries: { address: string; account: string; whole: string }): Promise<void> {
  try {
    await countTry("address", tries.address);
    await countTry("account", tries.account);
    await countTry("whole", tries.whole);
  } catch (error) {
    if (!(error instanceof TooManyTries)) throw error;
    if (error.first) await noteTooMany(error.rule === "address" ? null : tries.account);
    throw error.rule === "whole" ? new SignInRefused("too-many-in-all") : new SignInRefused("too-many", error.minutes);
  }
}

const noteTooMany = (email: string | null) =>
  throughDoor(async (tx) => {
    const person = email === null ? null : await tx.person.findUnique({ where: { email }, select: { id: true } });
    await noteRefused(tx, "too-many-tries", person?.id ?? null);
  });

interface Found {
  id: string;
  isAdmin: boolean;
  disabledAt: Date | null;
  hash: string | null;
  totp: { sealed: string } | null;
}

/** What a person can prove themselves with; what was set before the last reset does not count. */
async function credentialsOf(tx: Tx, email: string): Promise<Found | null> {
  const person = await tx.person.findUnique({ where: { email }, include: { password: true, totp: true } });
  if (!person) return null;
  const counts = <T extends { setAt: Date }>(kept: T | null) =>
    kept && kept.setAt >= person.credentialsFrom ? kept : null;
  const totp = counts(person.totp);
  return {
    id: person.id,
    isAdmin: person.isAdmin,
    disabledAt: person.disabledAt,
    hash: counts(person.password)?.hash ?? null,
    totp: totp?.confirmedAt ? { sealed: totp.sealed } : null,
  };
}

function whyNot(found: Found | null, still: Found | null, correct: boolean): WhyRefused | null {
  if (!found || !still) return "unknown-email";
  if (found.hash === null) return "no-password";
  if (!correct) return "wrong-password";
  if (still.hash !== found.hash) return "changed-meanwhile";
  return still.disabledAt ? "disabled" : null;
}

/** A code is good once: a second use of the same step is refused, also at the same moment. */
async function faultOfCode(tx: Tx, { id, totp }: Found, typed: string, now: Date): Promise<WhyRefused | null> {
  if (!totp) return null;
  const secret = unseal(totp.sealed, id);
  const step = secret ? stepOf(secret, typed, now) : null;
  if (step === null) return "wrong-code";
  const { count } = await tx.totp.updateMany({
    where: { personId: id, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return count === 1 ? null : "used-code";
}
