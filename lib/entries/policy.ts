import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { all, may, no, rolesIn, type Verdict, yes } from "@/lib/access/may";
import { WITHDRAW_SECONDS } from "./schema";

export interface EntryFacts {
  incidentId: string;
  actorId: string | null;
  organisationId: string | null;
  recordedAt: Date;
  corrected: boolean;
  withdrawn: boolean;
  /** It has a newer version that this reader may not see (ADR 021). Lists do not ask. */
  overtaken?: boolean;
}

/** Only externals: someone whose every role in the incident is that of an outside responder. */
export const isOutside = (actor: Actor, incidentId: string) =>
  rolesIn(actor, incidentId).every((role) => role === "EXTERNAL_RESPONDER");

const mine = (actor: Actor, entry: EntryFacts) => entry.actorId === actor.personId;
const ours = (actor: Actor, entry: EntryFacts) => mine(actor, entry) || entry.organisationId === actor.organisationId;
const commands = (actor: Actor, incidentId: string) =>
  rolesIn(actor, incidentId).some((role) => role === "INCIDENT_COMMANDER" || role === "DECISION_AUTHORITY");

/** Commander and authority correct any entry, everyone else their own or their organisation's (domain.md §4.2, "O"); the newest of a chain is what is corrected (L3). */
export const mayCorrect = (actor: Actor, entry: EntryFacts): Verdict =>
  all(
    may(actor, "entry.correct", entry.incidentId),
    commands(actor, entry.incidentId) || ours(actor, entry) ? yes : no("refusal.not-yours"),
    entry.withdrawn ? no("refusal.withdrawn") : yes,
    entry.corrected ? no("refusal.corrected") : yes,
    entry.overtaken ? no("refusal.overtaken") : yes,
  );

/** The author takes back a slip within a minute; the line stays. */
export const mayWithdraw = (actor: Actor, entry: EntryFacts, now: Date): Verdict =>
  all(
    may(actor, "entry.withdraw", entry.incidentId),
    mine(actor, entry) ? yes : no("refusal.not-yours"),
    entry.withdrawn ? no("refusal.withdrawn") : yes,
    entry.corrected ? no("refusal.corrected") : yes,
    entry.overtaken ? no("refusal.overtaken") : yes,
    now.getTime() - entry.recordedAt.getTime() <= WITHDRAW_SECONDS * 1000 ? yes : no("refusal.too-late"),
  );
