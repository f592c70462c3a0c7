import "server-only";
import { randomUUID } from "node:crypto";
import { may } from "@/lib/access/may";
import { defineCommand } from "@/lib/entry/command";
import type { Tx } from "@/lib/kernel/db";
import { env } from "@/lib/kernel/env";
import { OpenIncident } from "../schema";

/** A standing commander or decision authority opens an incident; everyone with a standing duty belongs to it, and the opener commands. */
export const openIncident = defineCommand({
  name: "incident.open",
  input: OpenIncident,
  load: async () => ({}),
  allow: (actor) => may(actor, "incident.open"),
  async run({ tx, actor, input, now, loaded }) {
    const id = randomUUID();
    const told = loaded?.incident;
    const ref = told?.ref ?? (await nextRef(tx, now));
    await tx.incident.createMany({
      data: [
        {
          id,
          ref,
          name: input.name,
          zone: told?.zone ?? env().KULLA_ZONE,
          exercise: input.exercise,
          openedAt: told?.openedAt ?? now,
          openedById: actor.personId,
          ...(told && { defaultTlp: told.defaultTlp }),
        },
      ],
    });
    await tx.$queryRaw`SELECT app.copy_duties(${id}::uuid)`;
    await tx.situation.createMany({
      data: [
        {
          incidentId: id,
          severity: input.severity,
          detectedAt: told?.detectedAt ?? now,
          ...(told && { summary: told.summary }),
        },
      ],
    });
    return {
      result: { id, ref },
      entries: [
        {
          type: "incident.opened",
          incident: id,
          subjectType: "incident",
          subjectId: id,
          data: { ref, name: input.name, exercise: input.exercise },
        },
      ],
    };
  },
});

async function nextRef(tx: Tx, now: Date): Promise<string> {
  const [next] = await tx.$queryRaw<
    { ref: string }[]
  >`SELECT app.next_incident_ref(${now.getUTCFullYear()}::int) AS ref`;
  return next?.ref ?? "";
}
