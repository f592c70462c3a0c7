import "server-only";
import { randomUUID } from "node:crypto";
import type { Actor } from "@/lib/access/actor-facts";
import type { Tx } from "@/lib/kernel/db";
import { conflict } from "@/lib/kernel/errors";
import { countedApprovals } from "./approvals";
import { missingToApprove } from "./complete";
import { suffices } from "./counting";
import { refuseOldVersion } from "./effects";
import type { LoadedDecision } from "./load";
import { rightOf } from "./policy";
import { computePreview } from "./preview";
import { prove } from "./prove";
import type { ApproveDecision } from "./schema";

interface Giving {
  actor: Actor;
  decision: LoadedDecision;
  input: ApproveDecision;
  now: Date;
  /** What was done in an emergency is ratified as it was written then. */
  ratifies?: boolean;
}

/**
 * Keeps one person's approval of exactly what they saw (D1–D3, D5–D7), and says whether it was the last that was needed.
 * @throws Refusal when it is not complete, was changed, was not looked at, would have other effects now, or the second factor is wrong
 */
export async function giveApproval(tx: Tx, { actor, decision, input, now, ratifies = false }: Giving) {
  await refuseOldVersion(tx, decision, input.version);
  const { preview, textHash } = decision;
  const systems = decision.scope.map(({ code }) => code);
  if (!ratifies && missingToApprove({ ...decision, systems, undoes: decision.undoes?.number }).length > 0)
    throw conflict("decision-incomplete");
  const opened =
    preview?.version === decision.version &&
    preview.hash === input.previewHash &&
    (await tx.previewOpening.findUnique({
      where: { previewId_personId: { previewId: preview.id, personId: actor.personId } },
    }));
  if (!preview || !opened || !textHash) throw conflict("preview-first");
  if ((await computePreview(tx, decision, now)).hash !== preview.hash) throw conflict("effects-changed");
  const right = rightOf(actor, decision, now);
  const before = await countedApprovals(tx, decision);
  if (!right || before.some(({ personId }) => personId === actor.personId)) throw conflict("already-so");
  const { id: incidentId } = decision.incident;
  const { number, version } = decision;
  const what = { incidentId, number, version, textHash, previewHash: preview.hash, reason: input.reason };
  const proof = await prove(tx, actor, input, { ...what, says: ratifies ? "ratify" : "approve" }, now);
  const approval = {
    id: randomUUID(),
    decisionId: decision.id,
    version: decision.version,
    previewId: preview.id,
    personId: actor.personId,
    says: "approve",
    reason: input.reason,
    textHash,
    previewHash: preview.hash,
    ...right,
    ...proof.factor,
    givenAt: now,
  };
  await tx.approval.createMany({ data: [approval] });
  if (proof.signature)
    await tx.approvalSignature.createMany({ data: [{ approvalId: approval.id, ...proof.signature }] });
  const counted = [...before, approval];
  const { needed } = preview;
  return {
    enough: suffices(counted, needed),
    given: counted.length,
    needed,
    words: {
      version: decision.version,
      textHash,
      previewHash: preview.hash,
      right: right.by,
      ...proof.factor,
      ...proof.recorded,
      given: counted.length,
      needed,
      reason: input.reason,
    },
  };
}
