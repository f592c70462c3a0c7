import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { all, may, no, rolesIn, type Verdict, yes } from "@/lib/access/may";
import type { Role } from "@/lib/access/roles";

interface ExportFacts {
  id: string;
}

const ANY_LOG: readonly Role[] = ["INCIDENT_COMMANDER", "DECISION_AUTHORITY", "AUDITOR"];

/** Holds no role here that takes more out than one's own words. */
const onlyOwn = (actor: Actor, incidentId: string) =>
  !rolesIn(actor, incidentId).some((role) => ANY_LOG.includes(role));

/** Taking a copy out of the house: commander, authority and auditor of what they see; agency staff of what they wrote themselves (DESIGN §8). */
export const mayExport = (actor: Actor, { id }: ExportFacts, { whose }: { whose: string }): Verdict =>
  all(
    may(actor, "export.make", id),
    !onlyOwn(actor, id) || whose === `person:${actor.personId}` ? yes : no("refusal.export-own-only"),
  );
