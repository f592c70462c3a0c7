import "server-only";
import { randomUUID } from "node:crypto";
import type { Actor } from "@/lib/access/actor-facts";
import type { Tx } from "@/lib/kernel/db";
import type { LoadedDecision } from "./load";
import { computePreview } from "./preview";

/** Freezes what would happen now, unless the last preview says the same already. */
export async function keepPreview(
  tx: Tx,
  decision: LoadedDecision,
  actor: Actor,
  now: Date,
): Promise<{ preview: NonNullable<LoadedDecision["preview"]>; fresh: boolean }> {
  const { effects, needed, seen, hash } = await computePreview(tx, decision, now);
  const last = decision.preview;
  if (last?.hash === hash && last.version === decision.version) return { preview: last, fresh: false };
  const preview = {
    id: randomUUID(),
    number: (last?.number ?? 0) + 1,
    version: decision.version,
    mapVersion: BigInt(effects.mapVersion),
    hash,
    needed,
  };
  const frozen = { ...preview, decisionId: decision.id, effects: JSON.parse(JSON.stringify(effects)), seen };
  await tx.decisionPreview.createMany({ data: [{ ...frozen, madeAt: now, madeById: actor.personId }] });
  return { preview, fresh: true };
}
