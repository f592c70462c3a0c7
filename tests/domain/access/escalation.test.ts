import { beforeAll, describe, expect, test } from "vitest";
import { as, revoke } from "../../support/as";
import { type Cast, gather, type Name } from "../../support/cast";
import { asRuntime, owner } from "../../support/database";
import { attempt } from "../../support/intruder";
import * as make from "../../support/make";

/** Someone signed in who holds the app's password: more than their own place in the house is not to be had. */
let cast: Cast;
let incident: make.MadeIncident;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
  await make.addEntry(cast.besa, incident);
  await make.addEntry(cast.piotr, incident);
});

const tries = (name: Name, statement: string) =>
  asRuntime(async (client) => {
    await client.query("BEGIN");
    await client.query("SELECT app.begin($1, false)", [cast[name].token]);
    return attempt(client, statement);
  });

const everyone = ["besa", "dritan", "ilir", "arta", "piotr", "agron", "vera", "sam", "lule"] as const;
/** A refusal in words, or a statement that touched nothing. */
const REFUSED = /^(0|42501|KU40[134])$/;

describe.each(everyone)("%s", (name) => {
  const me = () => cast[name];
  const grasps: Record<string, () => string> = {
    "another role in the incident": () =>
      `INSERT INTO membership (incident_id, person_id, organisation_id, role) VALUES ('${incident.id}', '${me().id}', '${me().organisationId}', 'AUDITOR')`,
    "a better role in place of theirs": () =>
      `UPDATE membership SET role = 'DECISION_AUTHORITY' WHERE person_id = '${me().id}'`,
    "a longer stay": () => `UPDATE membership SET ends_at = NULL WHERE person_id = '${me().id}'`,
    "a standing duty": () =>
      `INSERT INTO standing_duty (person_id, organisation_id, role) VALUES ('${me().id}', '${me().organisationId}', 'AUDITOR')`,
    "another organisation": () =>
      `UPDATE person SET organisation_id = '${cast.nadia.organisationId}' WHERE id = '${cast.arta.id}'`,
    "a session for someone else": () =>
      `INSERT INTO session (token_hash, kind, person_id, factor, expires_at) VALUES (sha256('x'), 'browser', '${cast.besa.id}', 'x', now() + interval '1 day')`,
    "someone else's session as their own": () =>
      `UPDATE session SET person_id = '${me().id}' WHERE person_id <> '${me().id}'`,
    "a session without an end": () =>
      `UPDATE session SET expires_at = 'infinity', idle_seconds = NULL WHERE person_id = '${me().id}'`,
    "a stronger factor": () => `UPDATE session SET aal = 3, factor = 'passkey' WHERE person_id = '${me().id}'`,
    "someone else's password": () => `SELECT count(*)::int AS n FROM password WHERE person_id <> '${me().id}'`,
    "changing an entry": () => "UPDATE entry SET tlp = 'TLP:CLEAR'",
    "changing words": () => "UPDATE entry_body SET body = '{}'",
    "naming themselves as a reader": () =>
      `INSERT INTO entry_reader (entry_id, person_id) SELECT id, '${me().id}' FROM entry`,
    "an entry that goes round the ledger": () =>
      `INSERT INTO entry (seq, type, precision, recorded_at, audience, tlp, canon, leaf, chain) VALUES (99, 'x', 'exact', now(), 'incident', 'TLP:AMBER', '', '', '')`,
  };

  test.each(Object.keys(grasps))("does not get %s", async (what) => {
    if (what === "another organisation" && name === "vera") return;
    expect(String(await tries(name, grasps[what]?.() ?? ""))).toMatch(REFUSED);
  });

  test("does not become administrator", async () => {
    expect(String(await tries(name, `UPDATE person SET is_admin = NOT is_admin WHERE id = '${me().id}'`))).toMatch(
      REFUSED,
    );
  });

  test("cannot bring back a session that was ended", async () => {
    const ended = await as(me());
    await revoke(ended);
    expect(
      String(
        await tries(
          name,
          `UPDATE session SET revoked_at = NULL WHERE person_id = '${me().id}' AND revoked_at IS NOT NULL`,
        ),
      ),
    ).toMatch(REFUSED);
  });
});

test("opening an incident is for standing commanders and authorities, in the database too", async () => {
  for (const name of everyone) {
    const { id } = cast[name];
    const answer = await tries(
      name,
      `INSERT INTO incident (ref, name, zone, opened_at, opened_by_id) VALUES ('X-${name}', 'X', 'UTC', now(), '${id}')`,
    );
    expect([name, answer]).toEqual([name, name === "besa" || name === "dritan" ? 1 : "42501"]);
  }
});

test("nobody opens an incident in someone else's name", async () => {
  const forged = `INSERT INTO incident (ref, name, zone, opened_at, opened_by_id) VALUES ('X', 'X', 'UTC', now(), '${cast.dritan.id}')`;
  expect(await tries("besa", forged)).toBe("42501");
});

test("severity and phase are moved by command and authority only, in the database too", async () => {
  for (const name of everyone) {
    const answer = await tries(name, `UPDATE situation SET severity = 'S1' WHERE incident_id = '${incident.id}'`);
    expect([name, answer]).toEqual([name, name === "besa" || name === "dritan" ? 1 : 0]);
  }
});

test("only the administrator changes people, and never their own standing", async () => {
  for (const name of everyone) {
    const other = name === "arta" ? cast.besa : cast.arta;
    const answer = await tries(name, `UPDATE person SET name = 'Somebody' WHERE id = '${other.id}'`);
    expect([name, answer]).toEqual([name, name === "vera" ? 1 : 0]);
  }
  expect(await tries("vera", `UPDATE person SET disabled_at = now() WHERE id = '${cast.vera.id}'`)).toBe("KU403");
});

test("each person may change their own language, end their own session, and no more", async () => {
  expect(await tries("piotr", `UPDATE person SET language = 'sq' WHERE id = '${cast.piotr.id}'`)).toBe(1);
  expect(await tries("piotr", `UPDATE person SET name = 'Somebody' WHERE id = '${cast.piotr.id}'`)).toBe("KU403");
  expect(await tries("piotr", "UPDATE session SET revoked_at = now()")).toBeGreaterThan(0);
});

test("an administrator reads no word of an incident and does not even learn its name", async () => {
  for (const table of ["incident", "situation", "entry_body", "source", "sensitive_read"]) {
    expect([table, await tries("vera", `SELECT count(*)::int AS n FROM ${table}`)]).toEqual([table, 0]);
  }
  expect(await tries("vera", "SELECT count(*)::int AS n FROM entry WHERE incident_id IS NOT NULL")).toBe(0);
});

test("an outside responder sees their own words, themselves and their own organisation, and nobody else", async () => {
  expect(await tries("piotr", "SELECT count(*)::int AS n FROM entry")).toBe(1);
  expect(await tries("piotr", "SELECT count(*)::int AS n FROM person")).toBe(1);
  expect(await tries("piotr", "SELECT count(*)::int AS n FROM organisation")).toBe(1);
  expect(await tries("piotr", "SELECT count(*)::int AS n FROM membership")).toBe(1);
  expect(await tries("piotr", "SELECT count(*)::int AS n FROM situation")).toBe(0);
  expect(await tries("piotr", "SELECT count(*)::int AS n FROM checkpoint")).toBe(0);
  expect(await tries("nadia", "SELECT count(*)::int AS n FROM entry")).toBe(0);
});

test("a role in one incident opens no other", async () => {
  const other = await make.openIncident(cast, "Another one");
  await owner.query("DELETE FROM membership WHERE incident_id = $1 AND person_id = $2", [other.id, cast.ilir.id]);
  await make.addEntry(cast.besa, other, "Not for Ilir");
  expect(await tries("ilir", `SELECT count(*)::int AS n FROM incident WHERE id = '${other.id}'`)).toBe(0);
  expect(await tries("ilir", `SELECT count(*)::int AS n FROM entry WHERE incident_id = '${other.id}'`)).toBe(0);
  expect(await tries("ilir", `SELECT app.ledger_append('{"type": "note", "incident": "${other.id}"}')`)).toBe("KU404");
});
