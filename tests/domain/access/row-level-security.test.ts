import { createHash } from "node:crypto";
import type pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { as, revoke } from "../../support/as";
import { type Cast, gather } from "../../support/cast";
import { asRuntime, doorToken, owner } from "../../support/database";
import { accepted, attempt, rowsSeen, rowsTouched } from "../../support/intruder";
import * as make from "../../support/make";

let cast: Cast;
let incident: make.MadeIncident;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
  await make.addEntry(cast.ilir, incident);
  await make.addEntry(cast.piotr, incident);
  await make.addEntry(cast.besa, incident, { text: "Only for command", audience: "command" });
  await make.addRedEntry(cast.besa, incident, [cast.dritan]);
});

const begin = (client: pg.Client, token: string) => client.query("SELECT app.begin($1, true)", [token]);
const within = <T>(work: (client: pg.Client) => Promise<T>) =>
  asRuntime(async (client) => {
    await client.query("BEGIN");
    return work(client);
  });

/** Rows that nobody may write without a session, whoever they name. */
const forgeries = () => {
  const { besa, vera } = cast;
  const far = "now() + interval '1 day'";
  return [
    `INSERT INTO session (token_hash, kind, person_id, factor, expires_at) VALUES (sha256('forged'), 'browser', '${besa.id}', 'x', ${far})`,
    `INSERT INTO session (token_hash, kind, scope, factor, expires_at) VALUES (sha256('forged'), 'system', 'door', 'x', ${far})`,
    `INSERT INTO organisation (name, kind) VALUES ('Forged', 'agency')`,
    `INSERT INTO person (name, organisation_id, is_admin) VALUES ('Forged', '${besa.organisationId}', true)`,
    `INSERT INTO password (person_id, hash, length) VALUES ('${besa.id}', 'x', 20)`,
    `INSERT INTO totp (person_id, sealed) VALUES ('${besa.id}', 'x')`,
    `INSERT INTO passkey (person_id, credential_id, public_key, name) VALUES ('${besa.id}', 'x', 'x', 'x')`,
    `INSERT INTO challenge (challenge, purpose, expires_at) VALUES ('x', 'sign-in', ${far})`,
    `INSERT INTO enrolment_code (code_hash, person_id, expires_at) VALUES ('x', '${vera.id}', ${far})`,
    `INSERT INTO linked_identity (issuer, subject, person_id) VALUES ('x', 'x', '${vera.id}')`,
    `INSERT INTO standing_duty (person_id, organisation_id, role) VALUES ('${besa.id}', '${besa.organisationId}', 'AUDITOR')`,
    `INSERT INTO incident (ref, name, zone, opened_at, opened_by_id) VALUES ('FORGED', 'Forged', 'UTC', now(), '${besa.id}')`,
    `INSERT INTO situation (incident_id) VALUES ('${incident.id}')`,
    `INSERT INTO membership (incident_id, person_id, organisation_id, role) VALUES ('${incident.id}', '${cast.sam.id}', '${cast.sam.organisationId}', 'AUDITOR')`,
    `INSERT INTO source (incident_id, code, title, verification) VALUES ('${incident.id}', 'X', 'x', 'x')`,
    `INSERT INTO attack_technique (id, name) VALUES ('T0', 'x')`,
    `INSERT INTO answer (person_id, key, fingerprint, body) VALUES ('${besa.id}', gen_random_uuid(), 'x', '{}')`,
    `INSERT INTO sensitive_read (person_id, what) VALUES ('${besa.id}', 'x')`,
    `INSERT INTO checkpoint (size, root, note) VALUES (1, 'x', 'x')`,
    `INSERT INTO ledger_head (id, seq, chain) VALUES (2, 1, 'x')`,
    `INSERT INTO log_counter (incident_id, last) VALUES ('${incident.id}', 9)`,
    `INSERT INTO entry (seq, type, precision, recorded_at, audience, tlp, canon, leaf, chain) VALUES (99, 'entry.logged', 'exact', now(), 'incident', 'TLP:AMBER', '', '', '')`,
    `INSERT INTO entry_body (entry_id, salt, body) SELECT gen_random_uuid(), 'x', 'x'`,
    `INSERT INTO entry_reader (entry_id, person_id) SELECT gen_random_uuid(), '${besa.id}'`,
  ];
};

/** Each way of holding no live session, and how it is tried. */
const nobody: Record<string, (client: pg.Client) => Promise<unknown>> = {
  "no token": async () => {},
  "an empty token": (client) => begin(client, ""),
  "the id of a person": (client) => begin(client, cast.besa.id),
  "an id in settings that a weaker house might read": (client) =>
    client.query(
      "SELECT set_config('app.person_id', $1, true), set_config('app.user', $1, true), set_config('app.is_admin', 'true', true)",
      [cast.besa.id],
    ),
  "the stored hash, in hex": (client) => begin(client, createHash("sha256").update(cast.besa.token).digest("hex")),
  "the stored hash, as Postgres writes it": (client) =>
    begin(client, `\\x${createHash("sha256").update(cast.besa.token).digest("hex")}`),
  "a pattern": (client) => begin(client, "%"),
  "a quote": (client) => begin(client, "' OR true --"),
  "a revoked session": async (client) => {
    const token = await as(cast.besa);
    await revoke(token);
    await begin(client, token);
  },
  "a session past its end": async (client) => begin(client, await as(cast.besa, { endsIn: -1 })),
  "a session that sat idle": async (client) => begin(client, await as(cast.besa, { idle: 900, lastSeenAgo: 901 })),
  "the session of a disabled person": (client) => begin(client, cast.fatos.token),
  "a good token, then an empty one": async (client) => {
    await begin(client, cast.besa.token);
    await begin(client, "");
  },
  "a good token in the transaction before": async (client) => {
    await begin(client, cast.besa.token);
    await client.query("COMMIT");
    await client.query("BEGIN");
  },
};

describe.each(Object.keys(nobody))("with %s", (how) => {
  test("nothing is seen, changed or added", () =>
    within(async (client) => {
      await nobody[how]?.(client);
      expect(await rowsSeen(client)).toEqual({});
      expect(await rowsTouched(client)).toEqual([]);
      expect(await accepted(client, forgeries())).toEqual([]);
    }));

  test("the functions of the house do nothing and tell nothing", () =>
    within(async (client) => {
      await nobody[how]?.(client);
      const call = JSON.stringify([{ ref: incident.ref, token: "", body: "{}", type: "entry.logged" }]);
      expect(await attempt(client, `SELECT app.ledger_append('{"type": "note", "incident": "${incident.id}"}')`)).toBe(
        "KU401",
      );
      expect(
        (await client.query("SELECT app.log_entries($1, '{AGENCY_STAFF}', '{detected}') AS said", [call])).rows[0].said,
      ).toEqual([{ refused: "unauthenticated" }]);
      expect(await attempt(client, `SELECT app.copy_duties('${incident.id}') AS n`)).toBe(0);
      expect(await attempt(client, "SELECT count(*)::int AS n FROM app.incident_refs()")).toBe(0);
      expect(await attempt(client, `SELECT coalesce(cardinality(app.my_incidents()), 0) AS n`)).toBe(0);
      expect(
        (await client.query("SELECT app.is_inside() OR app.is_admin() OR app.is_system('door') AS yes")).rows[0].yes,
      ).toBe(false);
    }));
});

test("two tokens in one transaction: the second counts, and the first leaves nothing behind", () =>
  within(async (client) => {
    await begin(client, cast.besa.token);
    expect(await rowsSeen(client)).toMatchObject({ incident: 1 });
    await begin(client, cast.sam.token);
    expect(await rowsSeen(client)).not.toHaveProperty("incident");
  }));

test.each(["sam", "lule"] as const)("%s is not (or no longer) in the incident and finds nothing of it", (name) =>
  within(async (client) => {
    await begin(client, cast[name].token);
    const seen = await rowsSeen(client);
    for (const table of [
      "incident",
      "situation",
      "entry",
      "entry_body",
      "entry_reader",
      "source",
      "sensitive_read",
      "answer",
    ]) {
      expect(seen).not.toHaveProperty(table);
    }
    const others = await attempt(
      client,
      `SELECT count(*)::int AS n FROM membership WHERE person_id <> '${cast[name].id}'`,
    );
    expect(others).toBe(0);
    expect(await attempt(client, `SELECT app.ledger_append('{"type": "note", "incident": "${incident.id}"}')`)).toBe(
      "KU404",
    );
  }),
);

test("a clock for the loader, set by the app's role, is not obeyed", () =>
  within(async (client) => {
    await begin(client, cast.ilir.token);
    await client.query("SET LOCAL app.loader_clock = '2022-07-15T00:00:00Z'");
    expect(
      (await client.query("SELECT app.clock() > now() - interval '1 minute' AS true_time")).rows[0].true_time,
    ).toBe(true);
    const { rows } = await client.query(
      `SELECT app.ledger_append('{"type": "entry.read", "audience": "audit", "incident": "${incident.id}"}') AS receipt`,
    );
    const written = await lineOf(client, rows[0].receipt.id);
    expect(written).toMatchObject({ clock: "server" });
    expect(Date.parse(written.recorded)).toBeGreaterThan(Date.now() - 60_000);
  }));

/** The hashed line of an entry; only the owner may look at it, so the transaction is committed first. */
async function lineOf(client: pg.Client, id: string): Promise<{ clock: string; recorded: string }> {
  await client.query("COMMIT");
  const { rows } = await owner.query<{ canon: string }>("SELECT canon FROM entry WHERE id = $1", [id]);
  return JSON.parse(rows[0]?.canon ?? "{}");
}

test.each([
  "SET ROLE kulla_owner",
  "SET SESSION AUTHORIZATION kulla_owner",
  "SET LOCAL session_replication_role = replica",
  "ALTER TABLE entry DISABLE ROW LEVEL SECURITY",
  "ALTER TABLE entry DISABLE TRIGGER entry_is_final",
  "DROP POLICY see ON incident",
  "CREATE TABLE public.mine (id int)",
  "CREATE TEMP TABLE session (id int)",
  "CREATE FUNCTION public.now() RETURNS timestamptz LANGUAGE sql AS 'SELECT NULL::timestamptz'",
  "CREATE OR REPLACE FUNCTION app.is_admin() RETURNS boolean LANGUAGE sql AS 'SELECT true'",
  "COPY entry TO PROGRAM 'cat'",
  "SELECT app.enrol_system('door', 'x')",
  "SELECT app.speak_as(gen_random_uuid(), 'x')",
  "SELECT app.issue_token('besa@example.test', 'x', 'x', 1)",
  "SELECT * FROM app.leaves_after(0)",
  "SELECT app.keep_checkpoint(1, 'x', 'x', 'x')",
])("the app's role may not: %s", (statement) =>
  within(async (client) => {
    await begin(client, cast.vera.token);
    expect(await attempt(client, statement)).toMatch(/^42501$/);
  }),
);

test("row-level security switched off for the connection is an error, not a wider view", () =>
  within(async (client) => {
    await begin(client, cast.besa.token);
    await client.query("SET LOCAL row_security = off");
    expect(await attempt(client, "SELECT count(*)::int AS n FROM entry")).toBe("42501");
  }));

test("the door reads secrets for signing in, and nothing of incidents", () =>
  within(async (client) => {
    await begin(client, doorToken);
    const seen = await rowsSeen(client);
    for (const table of ["incident", "situation", "membership", "entry", "entry_body", "source", "standing_duty"])
      expect(seen).not.toHaveProperty(table);
    expect(seen).toHaveProperty("person");
  }));

test("the owner, too, cannot change or remove a line of the record", async () => {
  for (const table of ["entry", "entry_body", "entry_reader"]) {
    await expect(owner.query(`DELETE FROM ${table}`)).rejects.toMatchObject({ code: "KU403" });
    await expect(owner.query(`TRUNCATE ${table} CASCADE`)).rejects.toMatchObject({ code: "KU403" });
  }
  await expect(owner.query("UPDATE entry SET recorded_at = now()")).rejects.toMatchObject({ code: "KU403" });
});
