import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import type { Tx } from "@/lib/kernel/db";
import { proveByCode } from "@/lib/people/fresh-code";
import { proveBySignature } from "@/lib/people/fresh-signature";
import type { Signature } from "@/lib/record/catalog-of-decisions";
import type { ApproveDecision } from "./schema";
import { challengeFor, type Signing } from "./signed-text";

type Given = Pick<ApproveDecision, "code" | "assertion">;

/**
 * Somebody who approves proves that it is them: by a signature over what they approve, or by a code, which proves less.
 * @returns the columns of the approval, those of its signature, and what the record keeps
 * @throws Refusal when it does not hold
 */
export async function prove(
  tx: Tx,
  actor: Actor,
  { code = "", assertion }: Given,
  signing: Omit<Signing, "nonce" | "personId">,
  now: Date,
) {
  if (!assertion) {
    await proveByCode(tx, actor, code, now);
    return { factor: { factor: "totp", weaker: true }, signature: null, recorded: {} };
  }
  const { nonce, response } = assertion;
  const challenge = challengeFor({ ...signing, nonce, personId: actor.personId });
  const signature = { nonce, ...(await proveBySignature(tx, actor, { challenge, response }, now)) };
  return { factor: { factor: "passkey", weaker: false }, signature, recorded: { signature: asWords(signature) } };
}

type Kept = { nonce: string } & Awaited<ReturnType<typeof proveBySignature>>;

const asWords = ({ nonce, origin, credentialId, ...bytes }: Kept): Signature => ({
  nonce,
  origin,
  credentialId,
  publicKey: base64url(bytes.publicKey),
  authenticatorData: base64url(bytes.authenticatorData),
  clientDataJson: base64url(bytes.clientDataJson),
  signature: base64url(bytes.signature),
});

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");
