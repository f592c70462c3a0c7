import "server-only";
import type { z } from "zod";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import type { Role } from "@/lib/access/roles";
import { defineQuery } from "@/lib/entry/query";
import type { Prisma } from "@/prisma/generated/client";
import { mayManage } from "./policy";
import { ById, ListPeople, Nothing } from "./schema";
import { liveSessions } from "./session-rows";
import type { OrganisationRow, PeoplePage, PersonMembership, PersonRow, PersonView, SessionRow } from "./views";

const PAGE = 50;

/** What is read of a person; of sessions and codes only the administrator finds any. */
const facts = (now: Date) =>
  ({
    organisation: { select: { name: true } },
    duties: { select: { role: true }, orderBy: { role: "asc" } },
    sessions: {
      where: { kind: "browser" },
      orderBy: { lastSeenAt: "desc" },
      take: 1,
      select: { lastSeenAt: true, factor: true },
    },
    codes: { where: { usedAt: null, expiresAt: { gt: now } }, take: 1, select: { expiresAt: true } },
  }) satisfies Prisma.PersonInclude;
type Read = Prisma.PersonGetPayload<{ include: ReturnType<typeof facts> }>;

const rowOf = (person: Read): PersonRow => ({
  id: person.id,
  name: person.name,
  email: person.email,
  organisation: person.organisation.name,
  isAdmin: person.isAdmin,
  disabled: person.disabledAt !== null,
  duties: person.duties.map(({ role }) => role as Role),
  lastSeenAt: person.sessions[0]?.lastSeenAt ?? null,
  lastFactor: person.sessions[0]?.factor ?? null,
  codeUntil: person.codes[0]?.expiresAt ?? null,
});

/** People by name, 50 a page; `after` is the `next` of the page before. */
export const listPeople = (actor: Actor, { search, after }: z.output<typeof ListPeople>): Promise<PeoplePage> =>
  asActor(actor.token, async (tx, _reader, now) => {
    // Prisma hands on % and _ as they are, which would match anything.
    const like = search ? { contains: search.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" as const } : null;
    const [name = "", id = ""] = after?.split("\n") ?? [];
    const people = await tx.person.findMany({
      where: {
        AND: [
          like ? { OR: [{ name: like }, { email: like }, { organisation: { name: like } }] } : {},
          after ? { OR: [{ name: { gt: name } }, { name, id: { gt: id } }] } : {},
        ],
      },
      include: facts(now),
      orderBy: [{ name: "asc" }, { id: "asc" }],
      take: PAGE + 1,
    });
    const rows = people.slice(0, PAGE).map(rowOf);
    const last = rows.at(-1);
    return { rows, next: people.length > PAGE && last ? `${last.name}\n${last.id}` : null };
  });

/** One person with their duties, roles in incidents by reference, and open sessions; null when they do not exist for this reader. */
export const getPerson = (actor: Actor, id: string): Promise<PersonView | null> =>
  asActor(actor.token, async (tx, reader, now) => {
    const person = await tx.person.findUnique({ where: { id }, include: facts(now) });
    if (!person) return null;
    const memberships = await tx.$queryRaw<PersonMembership[]>`
      SELECT i.ref, m.role, m.starts_at AS "startsAt", m.ends_at AS "endsAt" FROM membership m JOIN app.incident_refs() i ON i.id = m.incident_id
      WHERE m.person_id = ${id}::uuid AND (m.ends_at IS NULL OR m.ends_at > now()) ORDER BY i.ref DESC, m.role`;
    return {
      ...rowOf(person),
      organisationId: person.organisationId,
      version: person.version,
      memberships,
      sessions: await liveSessions(tx, reader, now, { personId: id }),
      manage: mayManage(reader, "person.disable", person),
    };
  });

/** Organisations by name. */
export const listOrganisations = (actor: Actor): Promise<OrganisationRow[]> =>
  asActor(actor.token, async (tx) => {
    const rows = await tx.organisation.findMany({
      include: { _count: { select: { people: true } } },
      orderBy: [{ name: "asc" }, { id: "asc" }],
    });
    return rows.map(({ id, name, localName, kind, version, _count }) => ({
      id,
      name,
      localName,
      kind,
      version,
      people: _count.people,
    }));
  });

/** Live sessions and tokens: one's own, or everybody's for the administrator. */
export const listSessions = (actor: Actor): Promise<SessionRow[]> =>
  asActor(actor.token, (tx, reader, now) => liveSessions(tx, reader, now));

/** References of incidents in which an administrator may give roles; for anybody else there are none. */
export const listIncidentRefs = (actor: Actor): Promise<string[]> =>
  asActor(actor.token, async (tx) => {
    const rows = await tx.$queryRaw<{ ref: string }[]>`SELECT ref FROM app.incident_refs() ORDER BY ref DESC`;
    return rows.map(({ ref }) => ref);
  });

export const peopleQuery = defineQuery({ name: "people", input: ListPeople, read: listPeople });
export const personQuery = defineQuery({ name: "person", input: ById, read: (actor, { id }) => getPerson(actor, id) });
export const organisationsQuery = defineQuery({
  name: "organisations",
  input: Nothing,
  read: (actor) => listOrganisations(actor),
});
export const sessionsQuery = defineQuery({ name: "sessions", input: Nothing, read: (actor) => listSessions(actor) });
