import "server-only";
import type { Tx } from "@/lib/kernel/db";
import type { NewEntry } from "@/lib/record/append";
import { entryOf, writeDecision } from "./effects";
import { REVIEW_HOURS_MAX } from "./lists";
import { type LoadedDecision, loadDecision } from "./load";

/** Gives a stop a new time of review, as a decision to extend says (D8). */
export async function prolong(tx: Tx, extending: LoadedDecision, now: Date): Promise<NewEntry[]> {
  const { undoes, incident, words, name } = extending;
  const stop = undoes && (await loadDecision(tx, { ref: incident.ref, number: undoes.number }));
  if (!stop) return [];
  const reviewAt = new Date(now.getTime() + (words.reviewHours ?? REVIEW_HOURS_MAX) * 3_600_000);
  await writeDecision(tx, stop, { reviewAt });
  return [entryOf(stop, "decision.extended", { by: name, until: reviewAt.toISOString() })];
}
