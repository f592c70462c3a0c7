import "server-only";
import { may } from "@/lib/access/may";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { RevokeProbe } from "../outside-schema";

/** A standing commander or decision authority takes a probe away: from this moment its token opens nothing. */
export const revokeProbe = defineCommand({
  name: "probe.revoke",
  input: RevokeProbe,
  load: (tx, _actor, { id }) => tx.probe.findUnique({ where: { id } }),
  allow: (actor) => may(actor, "probe.revoke"),
  async run({ tx, actor, subject: { id, point }, input: { reason }, now }) {
    const { count } = await tx.probe.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: now, revokedById: actor.personId },
    });
    if (count === 0) throw conflict("already-so");
    return {
      result: { id },
      entries: [{ type: "probe.revoked", subjectType: "probe", subjectId: id, data: { point, reason } }],
    };
  },
});
