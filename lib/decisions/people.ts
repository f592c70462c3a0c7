import "server-only";
import type { Tx } from "@/lib/kernel/db";
import type { PersonName } from "./views";

interface Known extends PersonName {
  /** Roles that they hold in the incident now. */
  roles: string[];
  disabled: boolean;
}

/** The people of an incident, and whoever else is named in its decisions. */
export class People {
  private constructor(private readonly known: ReadonlyMap<string, Known>) {}

  static async of(tx: Tx, incidentId: string): Promise<People> {
    const found = await tx.$queryRaw<Known[]>`
      SELECT p.id, p.name, o.name AS organisation, p.disabled_at IS NOT NULL AS disabled,
        coalesce(array_agg(m.role) FILTER (WHERE m.starts_at <= now() AND (m.ends_at IS NULL OR m.ends_at > now())), '{}') AS roles
      FROM membership m JOIN person p ON p.id = m.person_id JOIN organisation o ON o.id = p.organisation_id
      WHERE m.incident_id = ${incidentId}::uuid GROUP BY p.id, o.name ORDER BY p.name`;
    return new People(new Map(found.map((one) => [one.id, one])));
  }

  name(id: string): PersonName {
    const found = this.known.get(id);
    return { id, name: found?.name ?? "–", organisation: found?.organisation ?? "" };
  }

  maybe = (id: string | null): PersonName | null => (id === null ? null : this.name(id));

  /** Those who still have access. */
  present = (): Known[] => [...this.known.values()].filter(({ disabled, roles }) => !disabled && roles.length > 0);

  /** Their roles, by which it is told whose approval still counts. */
  rolesHeld = (): Map<string, string[]> => new Map(this.present().map(({ id, roles }) => [id, roles]));
}
