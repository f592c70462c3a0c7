import "server-only";
import { asActor } from "@/lib/access/as-actor";
import { defineQuery } from "@/lib/entry/query";
import { ByIncident } from "./schema";

/** What the composer offers while somebody writes. */
export interface Offers {
  /** Names that entries of this incident use, the most used first, then those of the catalogue. */
  systems: string[];
  techniques: { id: string; name: string }[];
}

const LOOKED_AT = 500;
const OFFERED = 60;
const CATALOGUE = 1_000;

/** Names of systems in the newest entries and in the catalogue, as far as this reader sees them, and the techniques that have a name here. */
export const offersQuery = defineQuery({
  name: "offers",
  input: ByIncident,
  read: (actor, { ref }): Promise<Offers | null> =>
    asActor(actor.token, async (tx) => {
      const incident = await tx.incident.findUnique({ where: { ref }, select: { id: true } });
      if (!incident) return null;
      const used = await tx.$queryRaw<{ name: string }[]>`
        SELECT name FROM (
          SELECT e.id FROM entry e WHERE e.incident_id = ${incident.id}::uuid AND e.type IN ('entry.logged', 'entry.corrected') ORDER BY e.seq DESC LIMIT ${LOOKED_AT}::int
        ) newest JOIN entry_body b ON b.entry_id = newest.id, jsonb_array_elements_text(b.body::jsonb->'systems') AS name
        GROUP BY name ORDER BY count(*) DESC, name LIMIT ${OFFERED}::int`;
      const known = await tx.system.findMany({
        where: { retiredAt: null },
        select: { name: true },
        orderBy: [{ tier: "asc" }, { name: "asc" }],
        take: CATALOGUE,
      });
      const techniques = await tx.attackTechnique.findMany({
        select: { id: true, name: true },
        orderBy: { id: "asc" },
      });
      return { systems: [...new Set([...used, ...known].map(({ name }) => name))], techniques };
    }),
});
