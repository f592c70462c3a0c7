// As many people as a figure needs, each a member of the incident with a browser session of their own.
import { createHash } from "node:crypto";
import { newSecret } from "../lib/secrets.mjs";

/** Adds them to the organisations that are there; answers one session token a person. */
export async function crowd(owner, incident, count) {
  const tokens = Array.from({ length: count }, newSecret);
  const hashes = tokens.map((token) => createHash("sha256").update(token).digest());
  await owner.query(
    `WITH place AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n, count(*) OVER () AS of FROM organisation),
       people AS (INSERT INTO person (name, email, organisation_id, language)
         SELECT 'Person ' || i, 'person' || i || '@' || lower($1) || '.test', p.id, 'en' FROM generate_series(1, $2::int) i JOIN place p ON p.n = i % p.of
         RETURNING id, organisation_id),
       members AS (INSERT INTO membership (incident_id, person_id, organisation_id, role, starts_at)
         SELECT $3, id, organisation_id, 'AGENCY_STAFF', now() - interval '1 hour' FROM people),
       numbered AS (SELECT id, row_number() OVER () AS n FROM people)
     INSERT INTO session (token_hash, kind, person_id, aal, factor, device, expires_at, idle_seconds)
     SELECT hash, 'browser', id, 2, 'totp', 'Bench', now() + interval '12 hours', 43200
       FROM unnest($4::bytea[]) WITH ORDINALITY AS h(hash, n) JOIN numbered USING (n)`,
    [incident.ref, count, incident.id, hashes],
  );
  await owner.query("ANALYZE person, membership, session");
  return tokens;
}
