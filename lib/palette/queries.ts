import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import { findByNumber, findByWords, findPeople, findSystems, recordFinding } from "@/lib/entries/find";
import { defineQuery } from "@/lib/entry/query";
import { findIncidents } from "@/lib/incidents/find";
import { findInCatalogue } from "@/lib/systems/find";
import { Find } from "./schema";
import type { Found } from "./views";

const MOST = 8;
const NUMBER = /^(#?)(\d{1,9})$/;

/** What the palette finds: incidents by name, and by their words what this reader sees of one incident, or of all. Null when the incident does not exist for them. */
const find = (actor: Actor, { q = "", ref }: Find): Promise<Found | null> =>
  asActor(actor.token, async (tx, reader) => {
    const incident = ref ? await tx.incident.findUnique({ where: { ref }, select: { id: true } }) : null;
    if (ref && !incident) return null;
    const where = { incidentId: incident?.id ?? null };
    const incidents = await findIncidents(tx, q);
    if (!q) return { incidents, entries: [], people: [], systems: [], catalogue: [] };
    const [, sign, number] = NUMBER.exec(q) ?? [];
    const numbered = number ? await findByNumber(tx, reader, where, Number(number)) : [];
    const worded = sign ? [] : await findByWords(tx, reader, where, q);
    const found = [...numbered, ...worded.filter(({ id }) => numbered.every((one) => one.id !== id))].slice(0, MOST);
    await recordFinding(tx, reader, where, found);
    return {
      incidents,
      entries: found.map(({ id: _id, text, ...entry }) => ({ ...entry, text: text && wholeWords(text) })),
      people: where.incidentId ? await findPeople(tx, where, q) : [],
      systems: where.incidentId ? await findSystems(tx, where, q) : [],
      catalogue: await findInCatalogue(tx, q),
    };
  });

/** A text that begins in the middle begins with a word. */
const wholeWords = (text: string) => text.replace(/^…\S*\s+/u, "… ");

export const findQuery = defineQuery({ name: "find", input: Find, read: find });
