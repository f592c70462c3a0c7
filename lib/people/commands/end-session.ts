import "server-only";
import { defineCommand } from "@/lib/entry/command";
import { conflict } from "@/lib/kernel/errors";
import { mayEndSession } from "../policy";
import { ById } from "../schema";

/** Anybody ends their own sessions and tokens, an administrator anybody's; open pages of it are told at once. */
export const endSession = defineCommand({
  name: "session.end",
  input: ById,
  load: (tx, _actor, { id }) =>
    tx.session.findFirst({ where: { id, kind: { not: "system" } }, include: { person: { select: { name: true } } } }),
  allow: (actor, session) => mayEndSession(actor, session),
  async run({ tx, subject: { id, person, personId, device, name }, now }) {
    const { count } = await tx.session.updateMany({
      where: { id, revokedAt: null, expiresAt: { gt: now } },
      data: { revokedAt: now },
    });
    if (count === 0) throw conflict("already-so");
    return {
      result: { id },
      entries: [
        {
          type: "session.ended",
          subjectType: "person",
          ...(personId && { subjectId: personId }),
          data: { person: person?.name ?? "", device: name ?? device ?? "?" },
        },
      ],
    };
  },
});
