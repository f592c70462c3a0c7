import "server-only";
import { z } from "zod";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";
import { defineQuery } from "@/lib/entry/query";
import type { Prisma } from "@/prisma/generated/client";
import { mayKeep } from "./policy";
import { ByCode } from "./schema";
import type { NeedView, SystemRow, SystemView } from "./views";

/** The catalogue, the most important systems first. One query; counts hold only what this reader may see. */
export const listSystems = (actor: Actor): Promise<SystemRow[]> =>
  asActor(
    actor.token,
    (tx) => tx.$queryRaw<SystemRow[]>`
      SELECT s.code, s.name, s.local_name AS "localName", s.kind, s.tier, s.essential, o.name AS owner, p.name AS operator,
        s.uses_per_day AS "usesPerDay", s.maintainer_id IS NULL AS unmaintained, s.retired_at IS NOT NULL AS retired,
        (SELECT count(*)::int FROM dependency d WHERE d.system_id = s.id) AS needs,
        (SELECT count(*)::int FROM dependency d WHERE d.needs_id = s.id) AS "neededBy"
      FROM system s JOIN organisation o ON o.id = s.owner_id JOIN organisation p ON p.id = s.operator_id
      ORDER BY s.retired_at IS NOT NULL, s.tier, s.code`,
  );

const named = { select: { id: true, name: true } } as const;
const whole = {
  owner: named,
  operator: named,
  maintainer: named,
  host: named,
  plan: true,
  needs: { include: { needed: { select: { code: true, name: true } } }, orderBy: { needed: { code: "asc" } } },
  neededBy: { include: { system: { select: { code: true, name: true } } }, orderBy: { system: { code: "asc" } } },
} satisfies Prisma.SystemInclude;

/** One system whole, with what it needs and what needs it; null when it does not exist for this reader. */
export const getSystem = (actor: Actor, code: string): Promise<SystemView | null> =>
  asActor(actor.token, async (tx, reader) => {
    const found = await tx.system.findUnique({ where: { code }, include: whole });
    if (!found) return null;
    const confirmers = [...found.needs, ...found.neededBy].flatMap(({ confirmedById }) => confirmedById ?? []);
    const people = confirmers.length
      ? await tx.person.findMany({ where: { id: { in: confirmers } }, select: { id: true, name: true } })
      : [];
    const names = new Map(people.map(({ id, name }) => [id, name]));
    const {
      ownerId,
      operatorId,
      maintainerId,
      hostId: _host,
      createdAt: _created,
      retiredAt,
      plan,
      needs,
      neededBy,
      ...facts
    } = found;
    const viewOf = (
      need: (typeof needs)[number] | (typeof neededBy)[number],
      other: { code: string; name: string },
    ): NeedView => ({
      ...other,
      kind: need.kind as NeedView["kind"],
      group: need.group,
      hosting: need.hosting,
      note: need.note,
      confirmed: need.confirmedAt && { by: names.get(need.confirmedById ?? "") ?? "", at: need.confirmedAt },
    });
    return {
      ...(facts as Pick<SystemView, keyof SystemView & keyof typeof facts>),
      unmaintained: maintainerId === null,
      retired: retiredAt !== null,
      plan: plan && {
        contacts: plan.contacts as NonNullable<SystemView["plan"]>["contacts"],
        shutdownSteps: plan.shutdownSteps,
        restoreSteps: plan.restoreSteps,
        probe: plan.probe,
        backupGoodAt: plan.backupGoodAt,
        backupTestedAt: plan.backupTestedAt,
      },
      needs: needs.map((need) => viewOf(need, need.needed)),
      neededBy: neededBy.map((need) => viewOf(need, need.system)),
      abilities: { change: mayKeep(reader, "system.change", { ownerId, operatorId }) },
    };
  });

export const systemsQuery = defineQuery({
  name: "systems",
  input: z.strictObject({}),
  read: (actor) => listSystems(actor),
});
export const systemQuery = defineQuery({
  name: "system",
  input: ByCode,
  read: (actor, { code }) => getSystem(actor, code),
});
