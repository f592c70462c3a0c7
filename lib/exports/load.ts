import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import { isOutside } from "@/lib/entries/policy";
import type { Tx } from "@/lib/kernel/db";
import type { Tlp } from "@/lib/record/tlp";
import { type Choice, type Plan, positionOf } from "./plan";

/** What a file says of the incident that it is about; null when it does not exist for this session. */
export async function loadExported(tx: Tx, ref: string): Promise<Plan["incident"] | null> {
  const found = await tx.incident.findUnique({
    where: { ref },
    select: { id: true, ref: true, name: true, zone: true, exercise: true, defaultTlp: true },
  });
  if (!found) return null;
  const { defaultTlp, ...incident } = found;
  return { ...incident, tlp: defaultTlp as Tlp };
}

/** The plan of somebody who asks now. */
export const planNow = async (tx: Tx, actor: Actor, incident: Plan["incident"], choice: Choice): Promise<Plan> => ({
  ...choice,
  incident,
  outside: isOutside(actor, incident.id),
  upTo: await positionOf(tx, incident.id),
});

/** The name of the person or organisation whose lines were chosen; null where no name belongs, undefined when this session knows nobody of that id. */
export async function whoseName(tx: Tx, whose: string): Promise<string | null | undefined> {
  const [kind, id = ""] = whose.split(":");
  if (kind !== "person" && kind !== "organisation") return null;
  const select = { name: true };
  const found =
    kind === "person"
      ? await tx.person.findUnique({ where: { id }, select })
      : await tx.organisation.findUnique({ where: { id }, select });
  return found?.name;
}

/** A5: restricted entries of others are read once per person on record; an auditor's reading once per newest line. */
export async function recordReads(tx: Tx, type: "entry.read" | "timeline.read", ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.$executeRaw`
    SELECT app.record_reads(${type}, ARRAY(SELECT e.id FROM entry e WHERE e.id = ANY (${ids}::uuid[]) AND e.actor_id IS DISTINCT FROM app.person_id()))`;
}
