import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { asActor } from "@/lib/access/as-actor";

/** A line may commit just after its time was taken. */
const OVERLAP = "5 seconds";

/** Who asks for a live stream, of which incident, and where its record stood when their page was made; null when it does not exist for them. */
export const streamStart = (
  token: string,
  ref: string,
  at: Date | null,
): Promise<{ actor: Actor; incidentId: string; position: bigint } | null> =>
  asActor(token, async (tx, actor) => {
    const [row] = await tx.$queryRaw<{ incidentId: string; position: bigint }[]>`
      SELECT i.id AS "incidentId", app.position_at(i.id, coalesce(${at}::timestamptz, now()) - ${OVERLAP}::interval) AS position
      FROM incident i WHERE i.ref = ${ref}`;
    return row ? { actor, ...row } : null;
  });
