import "server-only";
import { randomUUID } from "node:crypto";
import { may } from "@/lib/access/may";
import { defineCommand } from "@/lib/entry/command";
import { CODE_HOURS, codeOf, hashOfCode } from "@/lib/people/codes";
import { AddProbe } from "../outside-schema";

/** A standing commander or decision authority names a place to look from and makes the one-time code for the probe that will stand there. */
export const addProbe = defineCommand({
  name: "probe.add",
  input: AddProbe,
  load: async () => ({}),
  allow: (actor) => may(actor, "probe.add"),
  async run({ tx, actor, input: { point, network }, now }) {
    const id = randomUUID();
    await tx.probe.createMany({
      data: [
        {
          id,
          point,
          network,
          organisationId: actor.organisationId,
          addedById: actor.personId,
          addedAt: now,
          codeHash: hashOfCode(codeOf(id)),
          codeEndsAt: new Date(now.getTime() + CODE_HOURS * 3_600_000),
        },
      ],
    });
    return {
      result: { id },
      entries: [{ type: "probe.added", subjectType: "probe", subjectId: id, data: { point, network } }],
    };
  },
});
