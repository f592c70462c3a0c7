import type { Actor } from "@/lib/access/actor-facts";

/** Whether links to the catalogue lead anywhere for this person. What they find there is the database's to say. */
export const findsCatalogue = ({ duties, memberships }: Pick<Actor, "duties" | "memberships">): boolean =>
  duties.length > 0 || memberships.some(({ role }) => role !== "EXTERNAL_RESPONDER");

/** Whether a link to the probes leads anywhere: they name addresses, which leadership does not read. */
export const findsProbes = ({ duties, memberships }: Pick<Actor, "duties" | "memberships">): boolean =>
  [...duties, ...memberships.map(({ role }) => role)].some(
    (role) => role !== "LEADERSHIP" && role !== "EXTERNAL_RESPONDER",
  );
