import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import { holds } from "@/lib/entries/find";
import { defineQuery } from "@/lib/entry/query";
import type { Tx } from "@/lib/kernel/db";
import { nothing, sql } from "@/lib/kernel/sql";
import type { Prisma } from "@/prisma/generated/client";
import { mayKeep } from "./policy";
import { ByCode, ListSystems } from "./schema";
import type { NeedView, SystemRow, SystemView } from "./views";

/** Kinds and audiences of what people outside the administration use themselves, and for which they need something instead. */
const outsideKinds = ["citizen-service", "business-service", "border-service", "website"];
const outsideAudiences = ["citizens", "businesses", "abroad"];
const withoutFallback = sql`(s.fallback IS NULL AND s.local_fallback IS NULL AND (s.kind = ANY (${outsideKinds}) OR s.audiences && ${outsideAudiences}::text[]))`;
const lacksFallback = ({ fallback, localFallback, kind, audiences }: Read) =>
  fallback === null &&
  localFallback === null &&
  (outsideKinds.includes(kind) || audiences.some((one) => outsideAudiences.includes(one)));

/** Whether this session reads the catalogue at all: then it also knows the version of its map. */
const readsCatalogue = async (tx: Tx) => (await tx.mapVersion.count()) > 0;

/** The catalogue, the most important systems first; null for whom it does not exist. One query; counts hold only what this reader may see. */
export const listSystems = (actor: Actor, ask: ListSystems = {}): Promise<SystemRow[] | null> =>
  asActor(actor.token, async (tx) => {
    if (!(await readsCatalogue(tx))) return null;
    return tx.$queryRaw<SystemRow[]>`
      SELECT s.code, s.name, s.local_name AS "localName", s.kind, s.tier, s.essential, o.name AS owner, p.name AS operator,
        s.uses_per_day AS "usesPerDay", s.maintainer_id IS NULL AS unmaintained, ${withoutFallback} AS "withoutFallback", s.retired_at IS NOT NULL AS retired,
        (SELECT count(*)::int FROM dependency d WHERE d.system_id = s.id) AS needs,
        (SELECT count(*)::int FROM dependency d WHERE d.needs_id = s.id) AS "neededBy"
      FROM system s JOIN organisation o ON o.id = s.owner_id JOIN organisation p ON p.id = s.operator_id
      WHERE true ${conditions(ask)}
      ORDER BY s.retired_at IS NOT NULL, s.tier, s.code LIMIT ${ask.limit ?? null}::int`;
  });

function conditions({ q, kind, tier, mark }: ListSystems) {
  const marked = {
    "no-maintainer": sql`AND s.maintainer_id IS NULL AND s.retired_at IS NULL`,
    "no-fallback": sql`AND ${withoutFallback} AND s.retired_at IS NULL`,
    essential: sql`AND s.essential AND s.retired_at IS NULL`,
    retired: sql`AND s.retired_at IS NOT NULL`,
  };
  return sql`${
    q
      ? sql`AND ${holds(sql`concat_ws(' ', s.code, s.name, s.local_name, s.public_name, s.local_public_name, o.name, o.local_name, p.name, p.local_name)`, q)}`
      : nothing
  } ${kind ? sql`AND s.kind = ${kind}` : nothing} ${tier === undefined ? nothing : sql`AND s.tier = ${tier}::int`} ${mark ? marked[mark] : nothing}`;
}

const named = { select: { id: true, name: true } } as const;
const other = { select: { code: true, name: true, localName: true, retiredAt: true } } as const;
const whole = {
  owner: named,
  operator: named,
  maintainer: named,
  host: named,
  plan: true,
  needs: { include: { needed: other }, orderBy: { needed: { code: "asc" } } },
  neededBy: { include: { system: other }, orderBy: { system: { code: "asc" } } },
} satisfies Prisma.SystemInclude;
type Read = Prisma.SystemGetPayload<{ include: typeof whole }>;

/** One system whole, with what it needs and what needs it; null when it does not exist for this reader. */
export const getSystem = (actor: Actor, code: string): Promise<SystemView | null> =>
  asActor(actor.token, async (tx, reader) => {
    const found = await tx.system.findUnique({ where: { code }, include: whole });
    if (!found) return null;
    const names = await confirmers(tx, found);
    const { ownerId, operatorId, maintainerId, hostId: _host, createdAt: _made, retiredAt, ...rest } = found;
    const { plan, needs, neededBy, ...facts } = rest;
    const viewOf = (
      need: Omit<Read["needs"][number], "needed">,
      { retiredAt: gone, ...of }: Read["needs"][number]["needed"],
    ): NeedView => ({
      ...of,
      kind: need.kind as NeedView["kind"],
      group: need.group,
      hosting: need.hosting,
      note: need.note,
      confirmed: need.confirmedAt && { by: names.get(need.confirmedById ?? "") ?? "", at: need.confirmedAt },
      retired: gone !== null,
    });
    return {
      ...(facts as Pick<SystemView, keyof SystemView & keyof typeof facts>),
      unmaintained: maintainerId === null,
      withoutFallback: lacksFallback(found),
      retired: retiredAt !== null,
      plan: plan && planOf(plan),
      needs: needs.map((need) => viewOf(need, need.needed)),
      neededBy: neededBy.map((need) => viewOf(need, need.system)),
      abilities: { change: mayKeep(reader, "system.change", { ownerId, operatorId }) },
    };
  });

async function confirmers(tx: Tx, { needs, neededBy }: Read): Promise<Map<string, string>> {
  const ids = [...needs, ...neededBy].flatMap(({ confirmedById }) => confirmedById ?? []);
  const people = ids.length
    ? await tx.person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } })
    : [];
  return new Map(people.map(({ id, name }) => [id, name]));
}

const planOf = ({
  systemId: _system,
  contacts,
  ...plan
}: NonNullable<Read["plan"]>): NonNullable<SystemView["plan"]> => ({
  ...plan,
  contacts: contacts as unknown as NonNullable<SystemView["plan"]>["contacts"],
});

export const systemsQuery = defineQuery({
  name: "systems",
  input: ListSystems,
  read: (actor, ask) => listSystems(actor, ask),
});
export const systemQuery = defineQuery({
  name: "system",
  input: ByCode,
  read: (actor, { code }) => getSystem(actor, code),
});
