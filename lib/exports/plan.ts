import "server-only";
import type { Tx } from "@/lib/kernel/db";
import { alias, nothing, sql } from "@/lib/kernel/sql";
import { type Tlp, tlps } from "@/lib/record/tlp";
import type { Order } from "./schema";

/** What an export or a print is asked for, whoever asks. */
export interface Choice {
  whose: string;
  order: Order;
  from?: string | undefined;
  until?: string | undefined;
  to: "oneself" | "another";
  ceiling?: Tlp | undefined;
}

/**
 * Which lines go into a file, so exactly that reading them again gives the same lines: the record only grows, and `upTo` is where it stood.
 * It narrows what the database shows to the session, and never widens it.
 */
export interface Plan extends Choice {
  incident: { id: string; ref: string; name: string; zone: string; exercise: boolean; tlp: Tlp };
  /** The number by which an outside responder knows an entry is their own counter. */
  outside: boolean;
  upTo: bigint;
}

/** Where the record of an incident stands for this session. */
export async function positionOf(tx: Tx, incidentId: string): Promise<bigint> {
  const [row] = await tx.$queryRaw<{ seq: bigint | null }[]>`
    SELECT max(e.seq) AS seq FROM entry e WHERE e.incident_id = ${incidentId}::uuid AND e.audience <> 'audit'`;
  return row?.seq ?? 0n;
}

/** The highest label that may leave: for oneself everything one sees, unless one wants less. */
export const ceilingOf = ({ to, ceiling }: Choice): Tlp => ceiling ?? (to === "oneself" ? "TLP:RED" : "TLP:CLEAR");

const upToLabel = (ceiling: Tlp) => tlps.slice(0, tlps.indexOf(ceiling) + 1);

/**
 * H3: what the recipient may have of an incident. For oneself that is what one sees up to the ceiling; nobody else gets what was meant for
 * command or for named people, whatever its label.
 */
export function mayLeave(plan: Plan, of: "e" | "c" | "o") {
  const name = alias(of);
  const audience = plan.to === "oneself" ? sql`${name}.audience <> 'audit'` : sql`${name}.audience = 'incident'`;
  return sql`${name}.incident_id = ${plan.incident.id}::uuid AND ${name}.seq <= ${plan.upTo} AND ${audience} AND ${name}.tlp = ANY (${upToLabel(ceilingOf(plan))}::text[])`;
}

/** The lines that were asked for. */
export function chosen({ whose, order, from, until }: Choice) {
  const [kind = "", of = ""] = whose.split(":");
  const clock = order === "happened" ? sql`e.occurred_at` : sql`e.recorded_at`;
  const ofWhom = {
    key: sql`AND e.is_key`,
    person: sql`AND e.actor_id = ${of}::uuid`,
    organisation: sql`AND e.organisation_id = ${of}::uuid`,
    role: sql`AND ${of} = ANY (string_to_array(e.actor_role, ' '))`,
  };
  return sql`${kind in ofWhom ? ofWhom[kind as keyof typeof ofWhom] : nothing}
    ${from ? sql`AND ${clock} >= ${new Date(from)}` : nothing} ${until ? sql`AND ${clock} <= ${new Date(until)}` : nothing}`;
}

/** T6: shown in the order in which things happened, or in the order of the record. */
export const inOrder = ({ order }: Choice) => (order === "happened" ? sql`e.occurred_at, e.seq` : sql`e.seq`);
