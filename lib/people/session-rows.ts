import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import type { Tx } from "@/lib/kernel/db";
import type { Prisma } from "@/prisma/generated/client";
import type { SessionRow } from "./views";

/** Sessions and tokens that are live now, newest use first, as far as the reader may see them. */
export async function liveSessions(
  tx: Tx,
  actor: Actor,
  now: Date,
  where: Prisma.SessionWhereInput = {},
): Promise<SessionRow[]> {
  const rows = await tx.session.findMany({
    where: { ...where, kind: { not: "system" }, revokedAt: null, expiresAt: { gt: now }, person: { disabledAt: null } },
    include: { person: { select: { name: true } } },
    orderBy: [{ lastSeenAt: "desc" }, { id: "asc" }],
    take: 500,
  });
  return rows
    .filter((row) => row.idleSeconds === null || row.lastSeenAt.getTime() + row.idleSeconds * 1000 > now.getTime())
    .map((row) => ({
      id: row.id,
      kind: row.kind as SessionRow["kind"],
      person: row.person?.name ?? null,
      what: row.name ?? row.device ?? "?",
      factor: row.factor,
      createdAt: row.createdAt,
      lastSeenAt: row.lastSeenAt,
      endsAt: row.expiresAt,
      here: row.id === actor.sessionId,
    }));
}
