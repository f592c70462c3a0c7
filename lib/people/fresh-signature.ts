import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import type { Tx } from "@/lib/kernel/db";
import { env } from "@/lib/kernel/env";
import { conflict } from "@/lib/kernel/errors";
import { challengeIn, counterAfter, takeChallenge } from "./passkey";
import type { PasskeySignature } from "./schema";

/** What is kept of a signature, as it came from the key. */
export interface KeptSignature {
  origin: string;
  credentialId: string;
  publicKey: Uint8Array<ArrayBuffer>;
  authenticatorData: Uint8Array<ArrayBuffer>;
  clientDataJson: Uint8Array<ArrayBuffer>;
  signature: Uint8Array<ArrayBuffer>;
}

/**
 * A person proves anew that it is them, by signing this very challenge with a passkey of theirs, shown PIN or finger.
 * @throws Refusal when the challenge was not given to them, is used or too old, or the signature does not hold
 */
export async function proveBySignature(
  tx: Tx,
  { personId }: Pick<Actor, "personId">,
  { challenge, response }: { challenge: Buffer; response: PasskeySignature },
  now: Date,
): Promise<KeptSignature> {
  const expected = challenge.toString("base64url");
  if (challengeIn(response) !== expected || !(await takeChallenge(tx, expected, "approval", personId, now)))
    throw conflict("signed-otherwise");
  const key = await tx.passkey.findUnique({
    where: { credentialId: response.id },
    include: { person: { select: { credentialsFrom: true } } },
  });
  const counts = key?.personId === personId && !key.removedAt && key.createdAt >= key.person.credentialsFrom;
  const counter = counts ? await counterAfter(key, response) : null;
  if (!counts || counter === null) throw conflict("passkey-wrong");
  await tx.passkey.updateMany({ where: { id: key.id }, data: { counter, lastUsedAt: now } });
  const { authenticatorData, clientDataJSON, signature } = response.response;
  return {
    origin: env().origin,
    credentialId: key.credentialId,
    publicKey: new Uint8Array(key.publicKey),
    authenticatorData: bytesIn(authenticatorData),
    clientDataJson: bytesIn(clientDataJSON),
    signature: bytesIn(signature),
  };
}

const bytesIn = (base64url: string) => new Uint8Array(Buffer.from(base64url, "base64url"));
