import "server-only";
import { may } from "@/lib/access/may";
import { defineCommand } from "@/lib/entry/command";
import { env } from "@/lib/kernel/env";
import { randomUUID } from "node:crypto";
import { OpenIncident } from "../schema";

/** A standing commander or decision authority opens an incident; everyone with a standing duty belongs to it, and the opener commands. */
export const openIncident = defineCommand({
  name: "incident.open",
  input: OpenIncident,
  load: async () => ({}),
  allow: (actor) => may(actor, "incident.open"),
  async run({ tx, actor, input, now }) {
    const id = randomUUID();
    const [next] = await tx.$queryRaw<{ ref: string }[]>`SELECT app.next_incident_ref(${now.getUTCFullYear()}::int) AS ref`;
    const ref = next?.ref ?? "";
    await tx.incident.createMany({
      data: [{ id, ref, name: input.name, zone: env().KULLA_ZONE, exercise: input.exercise, openedAt: now, openedById: actor.personId }],
    });
    await tx.$queryRaw`SELECT app.copy_duties(${id}::uuid)`;
    await tx.situation.createMany({ data: [{ incidentId: id, severity: input.severity, detectedAt: now }] });
    return {
      result: { id, ref },
      entries: [{ type: "incident.opened", incident: id, subjectType: "incident", subjectId: id, data: { ref, name: input.name, exercise: input.exercise } }],
    };
  },
});
