import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import type { Tx } from "@/lib/kernel/db";
import type { NewEntry } from "@/lib/record/append";
import { entryOf, moveDecision } from "./effects";
import { freeze, keptWords } from "./freeze";
import type { LoadedDecision } from "./load";

interface Putting {
  actor: Actor;
  decision: LoadedDecision;
  lapseMinutes: number;
  now: Date;
}

/** Freezes a draft as a new version and puts it before those who approve, for a time. What it has to say, the caller has checked. */
export async function putForward(
  tx: Tx,
  { actor, decision, lapseMinutes, now }: Putting,
): Promise<{ version: number; textHash: string; lapsesAt: string; line: NewEntry }> {
  const { type, title, number } = decision;
  const systems = decision.scope.map(({ code }) => code);
  const version = decision.version + 1;
  const said = { type, title, systems, undoes: decision.undoes?.number ?? null, words: keptWords(decision.words) };
  const frozen = { ...said, ref: decision.incident.ref, number, version };
  const textHash = await freeze(tx, { ...frozen, decisionId: decision.id, by: actor.personId, now });
  const lapsesAt = new Date(now.getTime() + lapseMinutes * 60_000);
  await moveDecision(tx, decision, "propose", { version, lapsesAt, proposedById: actor.personId, proposedAt: now });
  const words = { version, textHash, kind: type, systems: systems.join(", "), lapsesAt: lapsesAt.toISOString() };
  return { version, textHash, lapsesAt: words.lapsesAt, line: entryOf(decision, "decision.proposed", words) };
}
