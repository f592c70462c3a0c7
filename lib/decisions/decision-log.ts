import "server-only";
import { createHash } from "node:crypto";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import { loadResponse } from "@/lib/incidents/load";
import type { Tx } from "@/lib/kernel/db";
import { viewOf } from "./view-of";
import type { DecisionLog, DecisionView } from "./views";

/** All decisions of an incident whole, in the order of their numbers: what an inquiry asks for. Null when it does not exist for this reader. */
export const getDecisionLog = (actor: Actor, ref: string): Promise<DecisionLog | null> =>
  asActor(actor.token, async (tx, reader, now) => {
    const incident = await loadResponse(tx, ref);
    if (!incident) return null;
    const numbers = await tx.decision.findMany({
      where: { incidentId: incident.id },
      orderBy: { number: "asc" },
      select: { number: true },
    });
    const decisions: DecisionView[] = [];
    for (const { number } of numbers) {
      const view = await viewOf(tx, { incident, number, reader, now });
      if (view) decisions.push(view);
    }
    const sha256 = createHash("sha256")
      .update(JSON.stringify(decisions.map(factsIn)))
      .digest("hex");
    return { decisions, sha256, ...(await positionOf(tx, incident.id)), asOf: now };
  });

/** What is the same for every reader and at every hour until somebody acts. */
function factsIn(view: DecisionView) {
  const { abilities: _may, approvers: _can, waitsForMe: _me, overdue: _late, asOf: _now, preview, ...facts } = view;
  return { ...facts, preview: preview && { hash: preview.hash, number: preview.number, version: preview.version } };
}

/** How far the record of this incident had come, and the last signed statement about the whole of it. */
async function positionOf(tx: Tx, incidentId: string): Promise<Pick<DecisionLog, "last" | "checkpoint">> {
  const last = await tx.entry.findFirst({
    where: { incidentId },
    orderBy: { seq: "desc" },
    select: { seq: true, recordedAt: true },
  });
  const signed = await tx.checkpoint.findFirst({ orderBy: { size: "desc" } });
  return {
    last: last && { seq: String(last.seq), at: last.recordedAt },
    checkpoint: signed && {
      size: String(signed.size),
      root: Buffer.from(signed.root).toString("hex"),
      at: signed.signedAt,
    },
  };
}
