import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import { defineQuery } from "@/lib/entry/query";
import { ByRef } from "./schema";
import type { Presence } from "./views";

/** Streams say every 15 s that they are still open; after three words that did not come, nobody is there. */
const FRESH = "50 seconds";

/** Who has a live page of an incident open now, by organisation; null for outside responders, who are told nothing of it. */
export const getPresence = (actor: Actor, ref: string): Promise<Presence | null> =>
  asActor(actor.token, async (tx) => {
    const incident = await tx.incident.findUnique({ where: { ref }, select: { id: true } });
    const inside = incident && (await tx.situation.findUnique({ where: { incidentId: incident.id } }));
    if (!inside) return null;
    const people = await tx.$queryRaw<{ name: string; organisation: string }[]>`
      SELECT p.name, o.name AS organisation FROM person p JOIN organisation o ON o.id = p.organisation_id
      WHERE p.id IN (SELECT h.person_id FROM presence h WHERE h.incident_id = ${incident.id}::uuid AND h.seen_at > now() - ${FRESH}::interval)
      ORDER BY o.name, o.id, p.name`;
    const here = new Map<string, string[]>();
    for (const { name, organisation } of people) here.set(organisation, [...(here.get(organisation) ?? []), name]);
    return {
      people: people.length,
      organisations: here.size,
      here: [...here].map(([organisation, names]) => ({ organisation, people: names })),
    };
  });

export const presenceQuery = defineQuery({
  name: "presence",
  input: ByRef,
  read: (actor, { ref }) => getPresence(actor, ref),
});
