import type { Holder, Role } from "@/lib/access/roles";
import { as } from "./as";
import { owner } from "./database";

/** The people of every test, and what they are in an incident that `make.openIncident` opens. */
const people = {
  besa: { name: "Besa Hoxha", organisation: "AKCESK", duty: "INCIDENT_COMMANDER" },
  dritan: { name: "Dritan Leka", organisation: "AKCESK", duty: "DECISION_AUTHORITY" },
  ilir: { name: "Ilir Prifti", organisation: "AKCESK", duty: "AGENCY_STAFF" },
  mira: { name: "Mira Shehu", organisation: "AKSHI", duty: "AGENCY_STAFF" },
  arta: { name: "Arta Dervishi", organisation: "Government", duty: "LEADERSHIP" },
  agron: { name: "Agron Basha", organisation: "Audit", duty: "AUDITOR" },
  /** Outside responders of two organisations, invited into the incident. */
  piotr: { name: "Piotr Nowak", organisation: "Northwind", joins: "EXTERNAL_RESPONDER" },
  nadia: { name: "Nadia Rossi", organisation: "Lumen", joins: "EXTERNAL_RESPONDER" },
  /** Keeps the people and reads nothing. */
  vera: { name: "Vera Kola", organisation: "AKCESK", admin: true },
  /** On duty, but the duty began after the incident had opened: a stranger to it. */
  sam: { name: "Sam Gjoka", organisation: "AKSHI", duty: "AGENCY_STAFF", stranger: true },
  /** Was agency staff in it; the membership has ended. */
  lule: { name: "Lule Marku", organisation: "AKSHI", joins: "AGENCY_STAFF", ended: true },
  /** Still a member on paper, but the person has been disabled. */
  fatos: { name: "Fatos Duka", organisation: "AKSHI", joins: "AGENCY_STAFF", disabled: true },
} as const satisfies Record<string, Written>;

interface Written {
  name: string;
  organisation: string;
  duty?: Exclude<Role, "EXTERNAL_RESPONDER">;
  joins?: Role;
  admin?: boolean;
  stranger?: boolean;
  ended?: boolean;
  disabled?: boolean;
}

export type Name = keyof typeof people;

/** Someone of the cast, with a browser session that lasts for the whole test. */
export interface Member extends Written {
  id: string;
  email: string;
  organisationId: string;
  holds: Holder;
  token: string;
}

export type Cast = Record<Name, Member>;

/** Brings the cast on stage: organisations, people, standing duties and one session each. Once per test file. */
export async function gather(): Promise<Cast> {
  const cast = {} as Cast;
  for (const [name, written] of Object.entries(people) as [Name, Written][]) cast[name] = await bring(name, written);
  // A disabled person's session was open when it happened.
  await owner.query("UPDATE person SET disabled_at = now() WHERE id = $1", [cast.fatos.id]);
  return cast;
}

async function bring(name: Name, written: Written): Promise<Member> {
  const organisationId = await organisation(written.organisation);
  const email = `${name}@example.test`;
  const { rows } = await owner.query<{ id: string }>(
    "INSERT INTO person (name, email, organisation_id, is_admin, language) VALUES ($1, $2, $3, $4, 'en') RETURNING id",
    [written.name, email, organisationId, written.admin ?? false],
  );
  const id = rows[0]?.id ?? "";
  if (written.duty)
    await owner.query("INSERT INTO standing_duty (person_id, organisation_id, role) VALUES ($1, $2, $3)", [
      id,
      organisationId,
      written.duty,
    ]);
  return {
    ...written,
    id,
    email,
    organisationId,
    holds: written.admin ? "ADMIN" : (written.duty ?? written.joins ?? "AGENCY_STAFF"),
    token: await as({ id }),
  };
}

async function organisation(name: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    "INSERT INTO organisation (name, kind, code) VALUES ($1, 'agency', $1) ON CONFLICT (code) DO UPDATE SET name = excluded.name RETURNING id",
    [name],
  );
  return rows[0]?.id ?? "";
}
