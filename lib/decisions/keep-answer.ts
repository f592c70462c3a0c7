import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import type { Tx } from "@/lib/kernel/db";
import type { LoadedDecision } from "./load";
import { rightOf } from "./policy";

interface Answer {
  actor: Actor;
  decision: LoadedDecision;
  says: "reject" | "return" | "answer";
  reason: string;
  now: Date;
}

/** Keeps what somebody answered to the version that is before people. @returns the words of its line */
export async function keepAnswer(tx: Tx, { actor, decision, says, reason, now }: Answer) {
  const { id, version, preview } = decision;
  const textHash = decision.textHash ?? "";
  const right = says === "answer" ? null : rightOf(actor, decision, now);
  await tx.approval.createMany({
    data: [
      {
        decisionId: id,
        version,
        personId: actor.personId,
        says,
        reason,
        textHash,
        previewHash: preview?.version === version ? preview.hash : null,
        by: right?.by ?? null,
        delegationId: right?.delegationId ?? null,
        weaker: true,
        givenAt: now,
      },
    ],
  });
  return { version, textHash, reason };
}
