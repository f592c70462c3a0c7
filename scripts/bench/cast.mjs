// The people of the measured incidents, and the incidents themselves, set up by the owner of the database.
import { createHash } from "node:crypto";
import { newSecret } from "../lib/secrets.mjs";

const PEOPLE = [
  ["Besa Hoxha", "AKCESK", "INCIDENT_COMMANDER"],
  ["Dritan Leka", "AKCESK", "DECISION_AUTHORITY"],
  ["Ilir Prifti", "AKCESK", "AGENCY_STAFF"],
  ["Mira Shehu", "AKSHI", "AGENCY_STAFF"],
  ["Sokol Marku", "AKSHI", "AGENCY_STAFF"],
  ["Elira Kola", "Ministry of the Interior", "AGENCY_STAFF"],
];

const WRITERS = new Set(["INCIDENT_COMMANDER", "DECISION_AUTHORITY", "AGENCY_STAFF"]);

/** Brings the people on stage; the first one commands. */
export async function gather(owner) {
  const cast = [];
  for (const [name, organisation, role] of PEOPLE) {
    const email = `${name.toLowerCase().replace(" ", ".")}@example.test`;
    const { rows } = await owner.query(
      `WITH o AS (INSERT INTO organisation (name, kind, code) VALUES ($1, 'agency', $1)
         ON CONFLICT (code) DO UPDATE SET name = excluded.name RETURNING id)
       INSERT INTO person (name, email, organisation_id, language) SELECT $2, $3, o.id, 'en' FROM o
       RETURNING id, organisation_id AS "organisationId"`,
      [organisation, name, email],
    );
    cast.push({ ...rows[0], name, email, role });
  }
  return cast;
}

/** The people of a house that is lived in: everyone with a standing duty, a commander first. */
export async function onDuty(owner) {
  const { rows } = await owner.query(
    `SELECT p.id, p.name, p.email, d.organisation_id AS "organisationId", d.role FROM standing_duty d JOIN person p ON p.id = d.person_id
     WHERE p.disabled_at IS NULL ORDER BY d.role <> 'INCIDENT_COMMANDER', p.name`,
  );
  return rows.some(({ role }) => WRITERS.has(role)) ? rows : [];
}

/** Those of a cast who write in the log. */
export const writersOf = (cast) => cast.filter(({ role }) => WRITERS.has(role));

/** An incident, marked as an exercise, in which everyone of the cast holds their role. */
export async function openIncident(owner, cast, ref, name) {
  const { rows } = await owner.query(
    `INSERT INTO incident (ref, name, zone, exercise, opened_at, opened_by_id)
     VALUES ($1, $2, 'Europe/Tirane', true, now() - interval '60 days', $3) RETURNING id`,
    [ref, name, cast[0].id],
  );
  const { id } = rows[0];
  await owner.query("INSERT INTO situation (incident_id, phase) VALUES ($1, 'containing')", [id]);
  for (const { id: person, organisationId, role } of cast) {
    await owner.query(
      `INSERT INTO membership (incident_id, person_id, organisation_id, role, starts_at)
       VALUES ($1, $2, $3, $4, now() - interval '60 days')`,
      [id, person, organisationId, role],
    );
  }
  return { id, ref, name };
}

/** A token of the API for a person, as `npm run token` issues it. */
export async function issueToken(owner, { email }, label) {
  const token = newSecret();
  await owner.query("SELECT app.issue_token($1, $2, $3, 1)", [email, token, label]);
  return token;
}

/** A browser session of a person, as if they had just signed in; answers the token that its cookie carries. */
export async function openSession(owner, { id }) {
  const token = newSecret();
  await owner.query(
    `INSERT INTO session (token_hash, kind, person_id, aal, factor, device, expires_at, idle_seconds)
     VALUES ($1, 'browser', $2, 2, 'totp', 'Bench', now() + interval '12 hours', 43200)`,
    [createHash("sha256").update(token).digest(), id],
  );
  return token;
}
