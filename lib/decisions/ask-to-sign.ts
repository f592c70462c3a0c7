import "server-only";
import type { Context } from "hono";
import { asActor } from "@/lib/access/as-actor";
import { fieldsOf } from "@/lib/entry/fields";
import { json, tokenOf } from "@/lib/entry/http";
import { limitWrites } from "@/lib/entry/limit";
import { conflict, invalid, notFound, Refusal } from "@/lib/kernel/errors";
import { newToken } from "@/lib/kernel/ids";
import { loadOwnKeys } from "@/lib/people/keys";
import { askForSignature } from "@/lib/people/passkey";
import { refuseOldVersion } from "./effects";
import { loadDecision } from "./load";
import { mayApprove } from "./policy";
import { SignApproval } from "./schema";
import { challengeFor } from "./signed-text";

/**
 * What a browser needs to sign an approval with a passkey: a challenge that is the hash of what is approved, by whom, for five minutes and once.
 * Whether it may be approved at all is asked again when the signature comes back.
 */
export async function askToSign(context: Context, raw: Record<string, unknown>): Promise<Response> {
  const token = await tokenOf(context);
  await limitWrites(token);
  const asked = SignApproval.safeParse(raw);
  if (!asked.success) throw invalid(fieldsOf(asked.error));
  const { version, previewHash, reason } = asked.data;
  const made = await asActor(token, async (tx, actor, now) => {
    const decision = await loadDecision(tx, asked.data);
    if (!decision) throw notFound();
    const ratifies = decision.emergencyReason !== null && decision.ratifiedAt === null;
    const verdict = mayApprove(actor, ratifies ? "decision.ratify" : "decision.approve", decision, now);
    if (!verdict.ok) throw new Refusal("forbidden", verdict.because);
    await refuseOldVersion(tx, decision, version);
    if (!decision.textHash || decision.preview?.hash !== previewHash) throw conflict("preview-first");
    const { personId } = actor;
    const { passkeys } = await loadOwnKeys(tx, actor);
    if (passkeys.length === 0) throw conflict("no-passkey");
    const nonce = newToken();
    const { id: incidentId } = decision.incident;
    const { number, textHash } = decision;
    const says = ratifies ? "ratify" : "approve";
    const what = { incidentId, number, version, textHash, previewHash, says, reason } as const;
    const challenge = challengeFor({ ...what, personId, nonce });
    const credentialIds = passkeys.map(({ credentialId }) => credentialId);
    return { nonce, options: await askForSignature(tx, { personId, challenge, credentialIds }, now) };
  });
  return json(made, 200);
}
