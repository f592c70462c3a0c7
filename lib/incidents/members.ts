import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";

export interface Member {
  id: string;
  name: string;
  organisation: string;
}

/** People who hold a role in an incident now, as far as this reader may see them: those who can be named as readers of an entry. */
export const listMembers = (actor: Actor, incidentId: string): Promise<Member[]> =>
  asActor(
    actor.token,
    (tx) =>
      tx.$queryRaw<Member[]>`
      SELECT DISTINCT p.id::text AS id, p.name, o.name AS organisation
      FROM membership m JOIN person p ON p.id = m.person_id JOIN organisation o ON o.id = m.organisation_id
      WHERE m.incident_id = ${incidentId}::uuid AND m.starts_at <= now() AND (m.ends_at IS NULL OR m.ends_at > now())
      ORDER BY p.name, o.name`,
  );
