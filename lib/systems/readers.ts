import type { Actor } from "@/lib/access/actor-facts";

/** Whether links to the catalogue lead anywhere for this person. What they find there is the database's to say. */
export const findsCatalogue = ({ duties, memberships }: Pick<Actor, "duties" | "memberships">): boolean =>
  duties.length > 0 || memberships.some(({ role }) => role !== "EXTERNAL_RESPONDER");
