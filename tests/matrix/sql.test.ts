import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashToken } from "@/lib/kernel/ids";
import { calls } from "../support/api";
import { as } from "../support/as";
import { asRuntime, owner } from "../support/database";
import { stageDecisions } from "../support/decisions";
import { FOREIGN, foreignLines } from "../support/foreign";
import { attempt } from "../support/intruder";
import { count, expected } from "../support/oracle";
import {
  entryFor,
  importFor,
  incidentOf,
  newPerson,
  newSystem,
  type Principal,
  reset,
  type Stage,
  setStage,
  signInAll,
  systemFor,
} from "./stage";

/** G15: the same table with the program's own rules taken away. What is left is the database, asked as the app's role with the person's token. */
const rows = expected<Principal>("sql");
const FAR = "now() + interval '1 day'";
let stage: Stage;
let checked = 0;
beforeAll(async () => {
  stage = await setStage();
  await stageDecisions(stage);
});
afterAll(() => console.log(`matrix: ${checked} cells over SQL`));

interface Place {
  /** Id of whoever asks, and of whoever it is about. */
  me: string;
  someone: { id: string; organisationId: string };
  /** Id of the thing itself. */
  id: string;
  incident: string;
  /** The organisation that keeps a system, and a system that nothing needs. */
  keeper: string;
  lone: string;
}

const one = async (text: string, values: unknown[] = []) =>
  (await owner.query<{ id: string }>(text, values)).rows[0]?.id ?? "";

/** What the row is about, made fresh by the product or by the owner. */
async function place(object: string, who: Principal): Promise<Place> {
  const { cast, open } = stage;
  const me = who === "anonymous" ? "00000000-0000-4000-8000-000000000000" : cast[who].id;
  const someone =
    object === "oneself" && who !== "anonymous"
      ? cast[who]
      : object === "someone in the incident"
        ? cast[who === "ilir" ? "mira" : "ilir"]
        : await newPerson();
  const ids: Record<string, () => Promise<string>> = {
    "opening of the incident": () =>
      one("SELECT id FROM entry WHERE incident_id = $1 AND type = 'incident.opened'", [open.id]),
    "refusal in the incident": async () => {
      await calls(cast.arta.token).post(`/incidents/${open.ref}/entries`, { text: "x" });
      return one("SELECT id FROM entry WHERE type = 'access.refused' AND incident_id = $1 ORDER BY seq DESC LIMIT 1", [
        open.id,
      ]);
    },
    "export of the incident": async () => {
      await calls(cast.besa.token).post(`/incidents/${open.ref}/exports`, { format: "ndjson" });
      return one("SELECT id FROM entry WHERE type = 'log.exported' AND incident_id = $1 ORDER BY seq DESC LIMIT 1", [
        open.id,
      ]);
    },
    "refusal outside incidents": async () => {
      await calls(cast.arta.token).post("/incidents", { name: "Not hers to open" });
      return one(
        "SELECT id FROM entry WHERE type = 'access.refused' AND incident_id IS NULL ORDER BY seq DESC LIMIT 1",
      );
    },
    "mira's system": () => systemOf(object),
    "ilir's system": () => systemOf(object),
    "state of mira's system": async () => {
      const system = await systemOf(object);
      await owner.query("INSERT INTO system_state (incident_id, system_id, changed_by_id) VALUES ($1, $2, $3)", [
        open.id,
        system,
        cast.besa.id,
      ]);
      return system;
    },
    // What a watch saw, which no person changes.
    "check of the open incident": async () => {
      const system = await systemOf(object);
      const into = [open.id, system];
      await owner.query(
        "INSERT INTO disagreement (incident_id, system_id, side, state, seen, since) VALUES ($1, $2, 'outside', 'operational', 'slow', now())",
        into,
      );
      await owner.query(
        "INSERT INTO outside_check (incident_id, system_id, side, origin, point, network, seen, seen_at, since) VALUES ($1, $2, 'outside', 'probe x', 'x', 'x', 'slow', now(), now())",
        into,
      );
      return system;
    },
    "a probe": async () =>
      one(
        `INSERT INTO probe (point, network, organisation_id, added_by_id, added_at, code_hash, code_ends_at)
         VALUES (gen_random_uuid()::text, 'x', $1, $2, now(), uuid_send(gen_random_uuid()), now()) RETURNING id`,
        [cast.besa.organisationId, cast.besa.id],
      ),
    "change of the catalogue": async () => {
      await systemFor(stage, "system of AKCESK");
      return one("SELECT id FROM entry WHERE type = 'system.added' ORDER BY seq DESC LIMIT 1");
    },
    // Other cells add systems, and every system is another map.
    "of the map of now": async () => {
      await owner.query("INSERT INTO map_layout SELECT version, '{}' FROM map_version ON CONFLICT DO NOTHING");
      return someone.id;
    },
    "someone's": async () => one("SELECT id FROM session WHERE token_hash = $1", [hashToken(await as(someone))]),
    "another of their own": async () =>
      one("SELECT id FROM session WHERE token_hash = $1", [
        hashToken(await as(who === "anonymous" ? someone : cast[who])),
      ]),
  };
  const id =
    (await ids[object]?.()) ??
    (await entryFor(stage, object, who))?.id ??
    (await importFor(stage, object))?.id ??
    (await systemFor(stage, object))?.id ??
    someone.id;
  const keeper = cast[object.endsWith("AKSHI") ? "mira" : "ilir"].organisationId;
  const lone = object.startsWith("system of") ? ((await systemFor(stage, "system of AKSHI"))?.id ?? "") : "";
  return { me, someone, id, incident: incidentOf(stage, object)?.id ?? "", keeper, lone };
}

const systemOf = async (object: string) =>
  one("SELECT id FROM system WHERE code = $1", [await newSystem(stage, object)]);
/** The state of one system, or of any in an incident of which only that is asked. */
const ofState = ({ incident, id, someone }: Place) =>
  `incident_id = '${incident}'${id === someone.id ? "" : ` AND system_id = '${id}'`}`;

const inDuty = "INSERT INTO standing_duty (person_id, organisation_id, role) VALUES";
const inMembership = "INSERT INTO membership (incident_id, person_id, organisation_id, role) VALUES";
const see = (table: string, where: string) => `SELECT count(*)::int AS n FROM ${table} WHERE ${where}`;
/** `now` as it is, so that a refusal is a refusal of the right and not of the value. */
const touch = (table: string, column: string, where: string) =>
  `UPDATE ${table} SET ${column} = ${column} WHERE ${where}`;

const ofForeign = (line: keyof typeof foreignLines) => `log_id = '${FOREIGN}' AND seq = ${foreignLines[line]}`;

const ofSigned = (incident: string) =>
  `approval_id IN (SELECT a.id FROM approval a JOIN decision d ON d.id = a.decision_id WHERE d.incident_id = '${incident}')`;

const statements: Record<string, (place: Place) => string> = {
  "add incident": ({ me, id }) =>
    `INSERT INTO incident (ref, name, zone, opened_at, opened_by_id) VALUES ('X', 'X', 'UTC', now(), '${id === me ? me : id}')`,
  "change situation": ({ incident }) => `UPDATE situation SET severity = 'S1' WHERE incident_id = '${incident}'`,
  "remove situation": ({ incident }) => `DELETE FROM situation WHERE incident_id = '${incident}'`,
  "see incident": ({ incident }) => see("incident", `id = '${incident}'`),
  "see situation": ({ incident }) => see("situation", `incident_id = '${incident}'`),
  "see presence": ({ incident }) => see("presence", `incident_id = '${incident}'`),
  "change presence": ({ incident }) => `UPDATE presence SET seen_at = now() WHERE incident_id = '${incident}'`,
  "remove presence": ({ incident }) => `DELETE FROM presence WHERE incident_id = '${incident}'`,
  "add presence": ({ incident, me }) =>
    `INSERT INTO presence (session_id, incident_id, person_id, seen_at) VALUES (gen_random_uuid(), '${incident}', '${me}', now())`,
  "see state": (found) => see("system_state", ofState(found)),
  "add state": ({ incident, id, me }) =>
    `INSERT INTO system_state (incident_id, system_id, state, since, changed_by_id) VALUES ('${incident}', '${id}', 'down', now(), '${me}')`,
  "change state": (found) => touch("system_state", "state", ofState(found)),
  "remove state": (found) => `DELETE FROM system_state WHERE ${ofState(found)}`,
  "see decision": ({ incident }) => see("decision", `incident_id = '${incident}'`),
  "see approval": ({ incident }) =>
    see("approval", `decision_id IN (SELECT id FROM decision WHERE incident_id = '${incident}')`),
  "see signature": ({ incident }) => see("approval_signature", ofSigned(incident)),
  "change signature": ({ incident }) => touch("approval_signature", "nonce", ofSigned(incident)),
  "see delegation": ({ incident }) => see("delegation", `incident_id = '${incident}'`),
  "add decision": ({ incident, id }) =>
    `INSERT INTO decision (incident_id, type, title, words, created_by_id, created_at) VALUES ('${incident}', 'keep-up', 'X', '{}', '${id}', now())`,
  "remove decision": ({ incident }) => `DELETE FROM decision WHERE incident_id = '${incident}'`,
  "see map layout": () => see("map_layout", "version = (SELECT version FROM map_version)"),
  "add map layout": () => "INSERT INTO map_layout (version, positions) VALUES (999999999, '{}')",
  "change map layout": () => "UPDATE map_layout SET positions = '{}'",
  "remove map layout": () => "DELETE FROM map_layout WHERE version = (SELECT version FROM map_version)",
  "see source": ({ incident }) => see("source", `incident_id = '${incident}'`),
  "change incident": ({ incident }) => `UPDATE incident SET name = 'Renamed' WHERE id = '${incident}'`,
  "remove incident": ({ incident }) => `DELETE FROM incident WHERE id = '${incident}'`,
  "see entry": ({ id }) => see("entry", `id = '${id}'`),
  "see words": ({ id }) => see("entry_body", `entry_id = '${id}'`),
  "see search": ({ id }) => see("entry_search", `entry_id = '${id}'`),
  "add search": ({ id, incident }) =>
    `INSERT INTO entry_search (entry_id, incident_id, document) VALUES ('${id}', '${incident}', '')`,
  "change search": ({ id }) => touch("entry_search", "document", `entry_id = '${id}'`),
  "remove search": ({ id }) => `DELETE FROM entry_search WHERE entry_id = '${id}'`,
  "see reading": ({ someone }) => see("reading", `person_id = '${someone.id}'`),
  "add reading": ({ someone, incident }) =>
    `INSERT INTO reading (person_id, incident_id, read_until, left_at) VALUES ('${someone.id}', '${incident}', now(), now())`,
  "change reading": ({ someone }) => touch("reading", "read_until", `person_id = '${someone.id}'`),
  "remove reading": ({ someone }) => `DELETE FROM reading WHERE person_id = '${someone.id}'`,
  "add entry": () =>
    "INSERT INTO entry (seq, type, precision, recorded_at, audience, tlp, canon, leaf, chain) VALUES (0, 'x', 'exact', now(), 'incident', 'TLP:AMBER', '', '', '')",
  append: ({ incident }) =>
    `SELECT count(*)::int AS n FROM app.ledger_append('{"type": "entry.logged", "incident": "${incident}"}')`,
  "change entry": ({ id }) => touch("entry", "tlp", `id = '${id}'`),
  "remove entry": ({ id }) => `DELETE FROM entry WHERE id = '${id}'`,
  "change words": ({ id }) => touch("entry_body", "body", `entry_id = '${id}'`),
  "remove words": ({ id }) => `DELETE FROM entry_body WHERE entry_id = '${id}'`,
  "add reader": ({ id, me }) => `INSERT INTO entry_reader (entry_id, person_id) VALUES ('${id}', '${me}')`,
  "see import": ({ id }) => see("import_batch", `id = '${id}'`),
  "add import": ({ incident, id }) =>
    `INSERT INTO import_batch (incident_id, file, sha256, format, rows, audience, added_by_id, added_at) VALUES ('${incident}', 'x', 'x', 'csv', 1, 'incident', '${id}', now())`,
  "undo import": ({ id, me }) =>
    `UPDATE import_batch SET undone_at = now(), undone_by_id = '${me}', undone_reason = 'x' WHERE id = '${id}'`,
  "rename import": ({ id }) => `UPDATE import_batch SET file = 'y' WHERE id = '${id}'`,
  "remove import": ({ id }) => `DELETE FROM import_batch WHERE id = '${id}'`,
  "append many": ({ incident }) =>
    `SELECT count(*)::int AS n FROM app.ledger_append_many('[{"type": "entry.logged", "incident": "${incident}"}]')`,
  "add sheets": ({ incident, id }) =>
    `INSERT INTO sheet_issue (incident_id, first, last, issued_by_id, issued_at) VALUES ('${incident}', 1, 1, '${id}', now())`,
  "see person": ({ someone }) => see("person", `id = '${someone.id}'`),
  "see organisation": ({ someone }) => see("organisation", `id = '${someone.organisationId}'`),
  "see membership": ({ someone, incident }) =>
    see("membership", `person_id = '${someone.id}' AND incident_id = '${incident}'`),
  "change person": ({ someone }) => `UPDATE person SET name = 'Renamed' WHERE id = '${someone.id}'`,
  "become administrator": ({ me }) => `UPDATE person SET is_admin = NOT is_admin WHERE id = '${me}'`,
  "add person": ({ someone }) =>
    `INSERT INTO person (name, organisation_id) VALUES ('New', '${someone.organisationId}')`,
  "add organisation": () => "INSERT INTO organisation (name, kind) VALUES ('New', 'GOV_AGENCY')",
  "change organisation": ({ someone }) =>
    `UPDATE organisation SET name = 'Renamed' WHERE id = '${someone.organisationId}'`,
  "add duty": ({ someone }) => `${inDuty} ('${someone.id}', '${someone.organisationId}', 'AUDITOR')`,
  "add membership": ({ someone, incident }) =>
    `${inMembership} ('${incident}', '${someone.id}', '${someone.organisationId}', 'DECISION_AUTHORITY')`,
  "change membership": ({ someone, incident }) =>
    `UPDATE membership SET role = 'AUDITOR' WHERE person_id = '${someone.id}' AND incident_id = '${incident}'`,
  "add code": ({ someone }) =>
    `INSERT INTO enrolment_code (code_hash, person_id, expires_at) VALUES (sha256('x'), '${someone.id}', ${FAR})`,
  "see session": ({ id }) => see("session", `id = '${id}'`),
  "change session": ({ id }) => `UPDATE session SET revoked_at = now() WHERE id = '${id}'`,
  "add session": ({ someone }) =>
    `INSERT INTO session (token_hash, kind, person_id, factor, expires_at) VALUES (sha256('x'), 'browser', '${someone.id}', 'x', ${FAR})`,
  "see password": ({ someone }) => see("password", `person_id = '${someone.id}'`),
  "see totp": ({ someone }) => see("totp", `person_id = '${someone.id}'`),
  "see passkey": ({ someone }) => see("passkey", `person_id = '${someone.id}'`),
  "see check": ({ id }) => see("outside_check", `system_id = '${id}'`),
  "add check": ({ me, id, incident }) =>
    `INSERT INTO outside_check (incident_id, system_id, side, origin, point, network, person_id, seen, seen_at, since) VALUES ('${incident}', '${id}', 'outside', 'x', 'x', 'x', '${me}', 'slow', now(), now())`,
  "change check": ({ id }) => touch("outside_check", "seen", `system_id = '${id}'`),
  "remove check": ({ id }) => `DELETE FROM outside_check WHERE system_id = '${id}'`,
  "see disagreement": ({ id }) => see("disagreement", `system_id = '${id}'`),
  "end disagreement": ({ id }) => `UPDATE disagreement SET over_at = now() WHERE system_id = '${id}'`,
  "remove disagreement": ({ id }) => `DELETE FROM disagreement WHERE system_id = '${id}'`,
  "see probe": ({ id }) => see("probe", `id = '${id}'`),
  "add probe": ({ me, keeper }) =>
    `INSERT INTO probe (point, network, organisation_id, added_by_id, added_at, code_hash, code_ends_at) VALUES (gen_random_uuid()::text, 'x', '${keeper}', '${me}', now(), uuid_send(gen_random_uuid()), now())`,
  "change probe": ({ id }) => touch("probe", "heard_at", `id = '${id}'`),
  "remove probe": ({ id }) => `DELETE FROM probe WHERE id = '${id}'`,
  "see system": ({ id }) => see("system", `id = '${id}'`),
  "see need": ({ id }) => see("dependency", `system_id = '${id}'`),
  "see plan": ({ id }) => see("system_plan", `system_id = '${id}'`),
  "see map version": () => see("map_version", "true"),
  // A new one beside it, of the same keepers, taken from the owner's knowledge and not from what this session sees.
  "add system": ({ keeper }) =>
    `INSERT INTO system (code, name, kind, owner_id, operator_id, tier) VALUES (gen_random_uuid()::text, 'X', 'server', '${keeper}', '${keeper}', 4)`,
  "change system": ({ id }) => touch("system", "name", `id = '${id}'`),
  "change plan": ({ id }) => touch("system_plan", "probe", `system_id = '${id}'`),
  "add need": ({ id, lone }) =>
    `INSERT INTO dependency (system_id, needs_id, kind) VALUES ('${id}', '${lone}', 'needs')`,
  "confirm need": ({ id }) => touch("dependency", "confirmed_at", `system_id = '${id}'`),
  "remove need": ({ id }) => `DELETE FROM dependency WHERE system_id = '${id}'`,
  "remove system": ({ id }) => `DELETE FROM system WHERE id = '${id}'`,
  "remove plan": ({ id }) => `DELETE FROM system_plan WHERE system_id = '${id}'`,
  "change map version": () => touch("map_version", "version", "true"),
  "see checkpoint": () => see("checkpoint", "true"),
  "see foreign log": () => see("foreign_log", `id = '${FOREIGN}'`),
  "see foreign people": () => see("foreign_person", `log_id = '${FOREIGN}'`),
  "see foreign bundle": () => see("foreign_bundle", `log_id = '${FOREIGN}'`),
  "see foreign timeline": () => see("foreign_line", ofForeign("timeline")),
  "see foreign key event": () => see("foreign_line", ofForeign("key")),
  "see foreign command": () => see("foreign_line", ofForeign("command")),
  "see foreign named": () => see("foreign_line", ofForeign("named")),
  "see foreign audit": () => see("foreign_line", ofForeign("audit")),
  "see foreign words": () => see("foreign_body", ofForeign("timeline")),
  "see foreign words of command": () => see("foreign_body", ofForeign("command")),
  "see foreign file": () => see("foreign_file", `log_id = '${FOREIGN}'`),
  "see foreign file named": () => see("foreign_line_file", ofForeign("timeline")),
  "change foreign file": () => touch("foreign_file", "size", `log_id = '${FOREIGN}'`),
  "add foreign file named": () =>
    `INSERT INTO foreign_line_file (log_id, seq, sha256) VALUES ('${FOREIGN}', ${foreignLines.key}, repeat('a', 64))`,
  "change foreign words": () => touch("foreign_body", "body", ofForeign("timeline")),
  "remove foreign line": () => `DELETE FROM foreign_line WHERE ${ofForeign("timeline")}`,
  "add foreign person": ({ me }) =>
    `INSERT INTO foreign_person (log_id, person_id, name, organisation) VALUES ('${FOREIGN}', '${me}', 'x', 'x')`,
};

/** Secrets to look for, so that "no" means refused and not empty. */
async function secretsOf({ id }: { id: string }, withReading: boolean): Promise<void> {
  await owner.query("INSERT INTO password (person_id, hash, length) VALUES ($1, 'x', 20) ON CONFLICT DO NOTHING", [id]);
  await owner.query(
    "INSERT INTO reading (person_id, incident_id, read_until, left_at) SELECT $1, id, now(), now() FROM incident WHERE $2 ON CONFLICT DO NOTHING",
    [id, withReading],
  );
  await owner.query("INSERT INTO totp (person_id, sealed) VALUES ($1, 'x') ON CONFLICT DO NOTHING", [id]);
  await owner.query(
    "INSERT INTO passkey (person_id, credential_id, public_key, name) VALUES ($1, gen_random_uuid()::text, 'x', 'x')",
    [id],
  );
}

async function outcome(action: string, object: string, who: Principal): Promise<string> {
  const found = await place(object, who);
  await secretsOf(found.someone, action !== "add reading");
  if (object === "in their own name") found.id = found.me;
  if (object === "in the name of another") found.id = stage.cast[who === "besa" ? "dritan" : "besa"].id;
  const token = who === "anonymous" ? null : await as(stage.cast[who]);
  const done = await asRuntime(async (client) => {
    await client.query("BEGIN");
    if (token) await client.query("SELECT app.begin($1, true)", [token]);
    return attempt(client, statements[action]?.(found) ?? "");
  });
  if (typeof done === "string" && !/^(42501|KU40[134])$/.test(done)) return `failed with ${done}`;
  return typeof done === "number" && done > 0 ? "yes" : "no";
}

describe.each(rows)("$action: $object", ({ action, object, cells }) => {
  test("as the table says", async () => {
    await signInAll(stage);
    await reset(stage);
    const found: [Principal, string][] = [];
    for (const [who] of cells) found.push([who, await outcome(action, object, who)]);
    expect(found).toEqual(cells);
    checked += cells.length;
  });
});

test("every cell was looked at", () => {
  expect(checked).toBe(count(rows));
});
