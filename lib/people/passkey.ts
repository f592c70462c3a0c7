import "server-only";
import { createHash } from "node:crypto";
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import type { Tx } from "@/lib/kernel/db";
import { env } from "@/lib/kernel/env";
import { Refusal } from "@/lib/kernel/errors";
import type { PasskeyResponse } from "./schema";

const MINUTES = 5;
type Purpose = "sign-in" | "enrol" | "approval";
type Registration = Parameters<typeof verifyRegistrationResponse>[0]["response"];
type Authentication = Parameters<typeof verifyAuthenticationResponse>[0]["response"];

/** Keys belong to the host name of the configured origin and to nothing else, so they cannot be used on a look-alike site. */
const host = () => new URL(env().origin).hostname;

/** Options for making a key: found without an e-mail (discoverable), and used only by somebody who shows PIN or finger. */
export async function offerPasskey(
  tx: Tx,
  person: { id: string; name: string; email: string },
  known: string[],
  now: Date,
) {
  const options = await generateRegistrationOptions({
    rpName: "Kulla",
    rpID: host(),
    userName: person.email,
    userDisplayName: person.name,
    userID: new Uint8Array(Buffer.from(person.id)),
    timeout: MINUTES * 60_000,
    excludeCredentials: known.map((id) => ({ id })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  await keepChallenge(tx, options.challenge, "enrol", person.id, now);
  return options;
}

/** Options for using a key: nobody says who they are, the key does. */
export async function askForPasskey(tx: Tx, now: Date) {
  const options = await generateAuthenticationOptions({
    rpID: host(),
    userVerification: "required",
    timeout: MINUTES * 60_000,
  });
  await keepChallenge(tx, options.challenge, "sign-in", null, now);
  return options;
}

/** Options for signing what a challenge is the hash of, with one of these keys. */
export async function askForSignature(
  tx: Tx,
  { personId, challenge, credentialIds }: { personId: string; challenge: Buffer; credentialIds: string[] },
  now: Date,
) {
  const options = await generateAuthenticationOptions({
    rpID: host(),
    challenge: new Uint8Array(challenge),
    userVerification: "required",
    timeout: MINUTES * 60_000,
    allowCredentials: credentialIds.map((id) => ({ id })),
  });
  await keepChallenge(tx, options.challenge, "approval", personId, now);
  return options;
}

const keepChallenge = (tx: Tx, challenge: string, purpose: Purpose, personId: string | null, now: Date) =>
  tx.challenge.createMany({
    data: [{ challenge, purpose, personId, expiresAt: new Date(now.getTime() + MINUTES * 60_000) }],
  });

/** Takes a challenge out of use. @returns false when it was never given, was used before, or is older than five minutes */
export async function takeChallenge(
  tx: Tx,
  challenge: string,
  purpose: Purpose,
  personId: string | null,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.challenge.updateMany({
    where: { challenge, purpose, personId, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  return count === 1;
}

/** The challenge that a browser says it answered; whether we gave it is asked of the database. */
export function challengeIn(response: PasskeyResponse): string {
  try {
    const said = JSON.parse(Buffer.from(response.response.clientDataJSON, "base64url").toString("utf8")) as {
      challenge?: unknown;
    };
    return typeof said.challenge === "string" ? said.challenge : "";
  } catch {
    return "";
  }
}

/**
 * The columns of `passkey` for a new key, and what the record keeps of it.
 * @throws Refusal when the answer does not hold
 */
export async function acceptPasskey(tx: Tx, personId: string, response: PasskeyResponse, now: Date) {
  const expectedChallenge = challengeIn(response);
  if (!(await takeChallenge(tx, expectedChallenge, "enrol", personId, now)))
    throw new Refusal("conflict", "passkey-old");
  const verified = await verifyRegistrationResponse({
    response: response as unknown as Registration,
    expectedChallenge,
    expectedOrigin: env().origin,
    expectedRPID: host(),
    requireUserVerification: true,
  }).catch(() => null);
  if (!verified?.verified) throw new Refusal("invalid", "passkey-wrong");
  const { credential, credentialBackedUp } = verified.registrationInfo;
  return {
    credentialId: credential.id,
    publicKey: new Uint8Array(credential.publicKey),
    counter: BigInt(credential.counter),
    transports: (credential.transports ?? []).slice(0, 10),
    backedUp: credentialBackedUp,
    recorded: {
      publicKey: Buffer.from(credential.publicKey).toString("base64url"),
      publicKeySha256: createHash("sha256").update(credential.publicKey).digest("hex"),
    },
  };
}

/** Whether the key really signed this challenge for this site. @returns its new counter, or null */
export async function counterAfter(
  kept: { credentialId: string; publicKey: Uint8Array; counter: bigint },
  response: PasskeyResponse,
): Promise<bigint | null> {
  const verified = await verifyAuthenticationResponse({
    response: response as unknown as Authentication,
    expectedChallenge: challengeIn(response),
    expectedOrigin: env().origin,
    expectedRPID: host(),
    requireUserVerification: true,
    credential: { id: kept.credentialId, publicKey: new Uint8Array(kept.publicKey), counter: Number(kept.counter) },
  }).catch(() => null);
  return verified?.verified ? BigInt(verified.authenticationInfo.newCounter) : null;
}
