import "server-only";
import type { Tx } from "@/lib/kernel/db";
import { conflict, Refusal } from "@/lib/kernel/errors";
import { append } from "@/lib/record/append";
import type { Posted } from "./outside-schema";
import { asProbe, type ProbeFacts } from "./probe-session";
import { isSigned } from "./signed";
import { keepResults } from "./watch";

/** A result that took longer than this says nothing about now; the clock of a probe may go as far ahead. */
const OLD_MS = 10 * 60_000;

/**
 * Takes what a probe saw, if its own key signed it, it is of now and newer than what came before.
 * @throws Refusal unauthenticated, forbidden for a wrong key (and marks the probe), conflict for an old result, invalid
 */
export async function takeResults(token: string, { signed, signature }: Posted): Promise<void> {
  const known = await asProbe(token, async (_tx, probe) => probe);
  if (signed.probe !== known.id || !isSigned(signed, signature, known.publicKey ?? "")) {
    await asProbe(token, mark);
    throw new Refusal("forbidden", "probe-wrong-key");
  }
  await asProbe(token, async (tx, probe, now) => {
    const at = new Date(signed.at);
    if (Math.abs(now.getTime() - at.getTime()) > OLD_MS) throw conflict("old-result");
    const seq = BigInt(signed.seq);
    const { count } = await tx.probe.updateMany({
      where: { id: probe.id, lastSeq: { lt: seq } },
      data: { lastSeq: seq, heardAt: now },
    });
    if (count === 0) throw conflict("old-result");
    const { id, point, network, organisationId } = probe;
    const looker = { side: "outside" as const, origin: `probe ${id}`, point, network, organisationId, personId: null };
    // Of two clocks the earlier one: nothing was seen later than now.
    await keepResults(tx, looker, signed.results, { now, at: at < now ? at : now });
  });
}

/** Somebody holds the token and not the key: shown at the probe from now on, and recorded once. */
async function mark(tx: Tx, { id, point }: ProbeFacts, now: Date): Promise<void> {
  const { count } = await tx.probe.updateMany({ where: { id, markedAt: null }, data: { markedAt: now } });
  if (count === 1) await append(tx, { type: "probe.marked", subjectType: "probe", subjectId: id, data: { point } });
}
