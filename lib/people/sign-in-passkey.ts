import "server-only";
import type { Tx } from "@/lib/kernel/db";
import { noteRefused, throughDoor, type WhyRefused } from "./door";
import { openSession } from "./open-session";
import { challengeIn, counterAfter, takeChallenge } from "./passkey";
import { PasskeyResponse } from "./schema";
import { SignInRefused } from "./sign-in-refused";
import type { Visit } from "./visit";

/**
 * Signs in with a passkey: the key says who it is. Failed passwords never stand in its way.
 * @returns who signed in and their new session token
 * @throws SignInRefused, and the record says why
 */
export async function signInWithPasskey(raw: unknown, visit: Visit): Promise<{ personId: string; token: string }> {
  const parsed = PasskeyResponse.safeParse(readJson(raw));
  if (!parsed.success) throw new SignInRefused("passkey");
  const response = parsed.data;
  // The challenge is used up even when the rest fails.
  const { fresh, key } = await throughDoor(async (tx, now) => ({
    fresh: await takeChallenge(tx, challengeIn(response), "sign-in", null, now),
    key: await keyOf(tx, response.id),
  }));
  const counter = fresh && key ? await counterAfter(key, response) : null;
  const why = whyNot(fresh, key, counter);
  if (why || !key || counter === null) return refuse(why ?? "wrong-signature", key?.person.id ?? null);
  return throughDoor(async (tx, now) => {
    await tx.passkey.updateMany({ where: { id: key.id }, data: { counter, lastUsedAt: now } });
    return { personId: key.person.id, token: await openSession(tx, key.person, "passkey", visit, now) };
  });
}

/** A key that counts: not removed, and made after its owner's last reset. */
async function keyOf(tx: Tx, credentialId: string) {
  const key = await tx.passkey.findUnique({ where: { credentialId }, include: { person: true } });
  return key && !key.removedAt && key.createdAt >= key.person.credentialsFrom ? key : null;
}

function whyNot(
  fresh: boolean,
  key: { person: { disabledAt: Date | null } } | null,
  counter: bigint | null,
): WhyRefused | null {
  if (!fresh) return "old-challenge";
  if (!key) return "unknown-passkey";
  if (counter === null) return "wrong-signature";
  return key.person.disabledAt ? "disabled" : null;
}

async function refuse(why: WhyRefused, personId: string | null): Promise<never> {
  await throughDoor((tx) => noteRefused(tx, why, personId));
  throw new SignInRefused("passkey");
}

/** Forms carry the key's answer as text. */
function readJson(raw: unknown): unknown {
  if (typeof raw !== "string" || raw.length > 20_000) return null;
  try {
    return JSON.parse(raw);
  } catch {
    return null;
  }
}
