import { Secret, TOTP } from "otpauth";
import { place, receive } from "@/lib/files/store";
import { hashToken } from "@/lib/kernel/ids";
import { calls } from "../support/api";
import { as } from "../support/as";
import { owner } from "../support/database";
import { FOREIGN, FOREIGN_CONTENT } from "../support/foreign";
import * as make from "../support/make";
import { decisionActs } from "./decision-acts";
import {
  entryFor,
  importFor,
  incidentOf,
  newPerson,
  newSystem,
  type Principal,
  type Stage,
  systemFor,
  type Thing,
} from "./stage";

/** What is sent for one cell: the parts of the address, and the body. */
interface Act {
  path?: Thing;
  body?: Record<string, unknown>;
  headers?: Record<string, string>;
}

type Prepare = (stage: Stage, object: string, who: Principal, token: string) => Promise<Act>;

const nothing: Prepare = async () => ({});
const onIncident =
  (body: (incident: make.MadeIncident) => Promise<Record<string, unknown>> | Record<string, unknown>): Prepare =>
  async (stage, object) => {
    const incident = incidentOf(stage, object);
    return incident ? { path: { ref: incident.ref }, body: await body(incident) } : {};
  };
const onEntry =
  (body?: Record<string, unknown>): Prepare =>
  async (stage, object, who) => {
    const path = await entryFor(stage, object, who);
    return { ...(path && { path }), ...(body && { body }) };
  };
const aFile = {
  name: "log.txt",
  content: "18/07/2022 02:15 The portal fell",
  format: "lines",
  zone: "Europe/Tirane",
};
const onImport =
  (body?: Record<string, unknown>): Prepare =>
  async (stage, object) => {
    const path = await importFor(stage, object);
    return { ...(path && { path }), ...(body && { body }) };
  };
const onSystem =
  (body?: (keeper: string) => Record<string, unknown>): Prepare =>
  async (stage, object) => {
    const path = (await systemFor(stage, object)) ?? {};
    const keeper = stage.cast[object.endsWith("AKSHI") ? "mira" : "ilir"].organisationId;
    return { path, ...(body && { body: body(keeper) }) };
  };
const aSystem = (keeper: string) => ({
  name: "A system",
  kind: "application",
  owner: keeper,
  operator: keeper,
  tier: 2,
});
const onPerson =
  (body?: (id: string, stage: Stage) => Promise<Record<string, unknown>> | Record<string, unknown>): Prepare =>
  async (stage, object, who) => {
    const path = await personFor(stage, object, who);
    return { path, ...(body && { body: await body(path.id ?? "", stage) }) };
  };
const said =
  (body: Record<string, unknown>): Prepare =>
  async () => ({ body });

async function personFor(stage: Stage, object: string, who: Principal): Promise<Thing> {
  if (object === "oneself" && who !== "anonymous") return { id: stage.cast[who].id };
  const person = await newPerson({
    isAdmin: object === "another administrator",
    disabled: object === "someone disabled",
  });
  if (object === "someone on duty") {
    await owner.query("INSERT INTO standing_duty (person_id, organisation_id, role) VALUES ($1, $2, 'LEADERSHIP')", [
      person.id,
      person.organisationId,
    ]);
    return { id: person.id, role: "LEADERSHIP" };
  }
  if (object !== "a member") return { id: person.id };
  await make.join(stage.open.id, person, "LEADERSHIP");
  return { id: person.id, ref: stage.open.ref, role: "LEADERSHIP" };
}

async function details(id: string): Promise<Record<string, unknown>> {
  const { rows } = await owner.query(
    'SELECT name, email, organisation_id AS "organisationId", version FROM person WHERE id = $1',
    [id],
  );
  return rows[0] ?? {};
}

async function sessionOf(token: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>("SELECT id FROM session WHERE token_hash = $1", [
    hashToken(token),
  ]);
  return rows[0]?.id ?? "";
}

const onSession: Prepare = async ({ cast }, object, who) => {
  const whose = object === "someone's" || who === "anonymous" ? await newPerson() : cast[who];
  return { path: { id: await sessionOf(await as(whose)) } };
};

const onPasskey: Prepare = async ({ cast }, object, who) => {
  const whose = object === "someone's" || who === "anonymous" ? await newPerson() : cast[who];
  // Not the last way in.
  await owner.query("INSERT INTO password (person_id, hash, length) VALUES ($1, 'x', 20) ON CONFLICT DO NOTHING", [
    whose.id,
  ]);
  const { rows } = await owner.query<{ id: string }>(
    "INSERT INTO passkey (person_id, credential_id, public_key, name) VALUES ($1, gen_random_uuid()::text, 'x', 'Key') RETURNING id",
    [whose.id],
  );
  return { path: { id: rows[0]?.id ?? "" } };
};

const withTotp: Prepare = async ({ cast }, _object, who) => {
  if (who !== "anonymous")
    await owner.query(
      "INSERT INTO totp (person_id, sealed, confirmed_at) VALUES ($1, 'x', now()) ON CONFLICT DO NOTHING",
      [cast[who].id],
    );
  return {};
};

const newTotp: Prepare = async (_stage, _object, _who, token) => {
  const { body } = await calls(token).get("/me/totp/new");
  const secret = typeof body["secret"] === "string" ? body["secret"] : "AAAAAAAAAAAAAAAA";
  return {
    body: { totpTicket: body["ticket"] ?? "x", totpCode: new TOTP({ secret: Secret.fromBase32(secret) }).generate() },
  };
};

/** A file that the entry names, with a content that is on the disk. */
const onFile: Prepare = async (stage, object, who) => {
  const entry = await entryFor(stage, object, who);
  const { body } = await calls(await as(stage.cast.besa)).post(
    `/incidents/${stage.open.ref}/files`,
    { any: "bytes" },
    { headers: { "x-file-name": "report.json" } },
  );
  const { rows } = await owner.query<{ id: string }>(
    `WITH made AS (INSERT INTO file (incident_id, person_id, name, size, type, sha256)
       SELECT e.incident_id, e.actor_id, 'report.json', $2, 'text/plain', $3 FROM entry e WHERE e.id = $1 RETURNING id)
     INSERT INTO entry_file (entry_id, file_id) SELECT $1, id FROM made RETURNING file_id AS id`,
    [entry?.id, body["size"], body["sha256"]],
  );
  return { path: { ref: entry?.ref ?? "", id: rows[0]?.id ?? "" } };
};

/** The file of a record made elsewhere, with its content on the disk. */
const onForeignFile: Prepare = async () => {
  const { sha256 } = await receive(new Blob([FOREIGN_CONTENT]).stream());
  await place(sha256);
  return { path: { id: FOREIGN, sha256 } };
};

const onOrganisation: Prepare = async () => ({
  path: { id: (await newPerson()).organisationId },
  body: { name: "Renamed", kind: "GOV_AGENCY", version: 1 },
});

const newcomer: Prepare = async ({ cast }) => ({
  body: { name: "Newcomer", email: `${crypto.randomUUID()}@example.test`, organisationId: cast.besa.organisationId },
});
const fakeKey = {
  name: "Key",
  response: {
    id: "x",
    rawId: "x",
    type: "public-key",
    response: { clientDataJSON: "e30", attestationObject: "x" },
    clientExtensionResults: {},
  },
};
const wrongCode = "0000-0000-0000-0000-0000-0000-00";

const onExport: Prepare = async (stage, object, who) => {
  const incident = incidentOf(stage, object);
  const own = object === "own log" && who !== "anonymous" ? { whose: `person:${stage.cast[who].id}` } : {};
  return { path: { ref: incident?.ref ?? "" }, body: { format: "ndjson", ...own } };
};

/** A table of one new system, in the version that the catalogue has now. */
const onTable: Prepare = async (_stage, object) => {
  const [agency = ""] = object.split(" ").slice(-1);
  const { rows } = await owner.query<{ version: string }>("SELECT version FROM map_version");
  const content = `code,name,kind,owner,operator,tier\n${crypto.randomUUID()},A system,application,${agency},${agency},2\n`;
  return { body: { name: "systems.csv", content, ...(object.startsWith("an import") && { seen: rows[0]?.version }) } };
};

/** On a fresh system of which nobody has said anything yet. */
const onBoard =
  (body: (code: string) => Record<string, unknown>): Prepare =>
  async (stage, object) => {
    const code = await newSystem(stage, object);
    return { path: { ref: incidentOf(stage, object)?.ref ?? "", code }, body: body(code) };
  };

/** On a fresh system that is seen otherwise than we say. */
const onDisagreement: Prepare = async (stage, object, who, token) => {
  const act = await onBoard(() => ({ side: "outside", reason: "Their line filters us" }))(stage, object, who, token);
  await owner.query(
    `INSERT INTO disagreement (incident_id, system_id, side, state, seen, since)
     SELECT i.id, s.id, 'outside', 'operational', 'not-reachable', now() FROM incident i, system s WHERE i.ref = $1 AND s.code = $2`,
    [act.path?.ref, act.path?.code],
  );
  return act;
};

const onProbe: Prepare = async ({ cast }) => {
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO probe (point, network, organisation_id, added_by_id, added_at, code_hash, code_ends_at)
     VALUES (gen_random_uuid()::text, 'x', $1, $2, now(), uuid_send(gen_random_uuid()), now()) RETURNING id`,
    [cast.besa.organisationId, cast.besa.id],
  );
  return { path: { id: rows[0]?.id ?? "" }, body: { reason: "No longer needed" } };
};

/** How each line of the API is used on each object of the table. */
export const acts: Record<string, Prepare> = {
  "POST /incidents": said({ name: "One more" }),
  "POST /incidents/{ref}/severity": onIncident(async (incident) => ({
    severity: "S3",
    reason: "It is less",
    version: await make.versionOf(incident),
  })),
  "POST /incidents/{ref}/phase": onIncident(async (incident) => ({
    phase: "containing",
    reason: "It goes on",
    version: await make.versionOf(incident),
  })),
  "GET /incidents": nothing,
  "GET /incidents/{ref}": onIncident(() => ({})),
  "GET /incidents/{ref}/entries": onIncident(() => ({})),
  "PUT /incidents/{ref}/reading": onIncident(() => ({ until: "2026-01-02T03:04:05.678Z" })),
  "GET /search": said({ q: "filler" }),
  "GET /incidents/{ref}/presence": onIncident(() => ({})),
  "GET /incidents/{ref}/map": onIncident(() => ({})),
  "GET /incidents/{ref}/stream": onIncident(() => ({})),
  "POST /incidents/{ref}/entries": onIncident(() => ({ text: "Written down" })),
  "GET /incidents/{ref}/entries/{number}": onEntry(),
  "POST /incidents/{ref}/files": async (stage, object) => ({
    path: { ref: incidentOf(stage, object)?.ref ?? "" },
    body: { any: "bytes" },
    headers: { "x-file-name": "report.json" },
  }),
  "GET /incidents/{ref}/files/{id}": onFile,
  "GET /incidents/{ref}/offers": onIncident(() => ({})),
  "POST /incidents/{ref}/entries/{number}/corrections": onEntry({ text: "Better", reasonKind: "unclear" }),
  "POST /incidents/{ref}/entries/{number}/withdrawal": onEntry({}),
  "GET /find": nothing,
  "GET /incidents/{ref}/imports": onIncident(() => ({})),
  "POST /incidents/{ref}/imports": onIncident(() => ({ ...aFile, rows: [1] })),
  "POST /incidents/{ref}/imports/check": onIncident(() => aFile),
  "GET /incidents/{ref}/imports/{id}": onImport(),
  "POST /incidents/{ref}/imports/{id}/withdrawal": onImport({ reason: "The wrong file" }),
  "GET /incidents/{ref}/sheets": onIncident(() => ({})),
  "POST /incidents/{ref}/sheets": onIncident(() => ({ count: 1 })),
  "GET /incidents/{ref}/exports": onIncident(() => ({})),
  "POST /incidents/{ref}/exports": onExport,
  "GET /incidents/{ref}/systems": onIncident(() => ({})),
  "GET /incidents/{ref}/what-if": onBoard((code) => ({ off: code })),
  "POST /incidents/{ref}/systems/states": onBoard((code) => ({
    systems: [{ code, version: 0 }],
    state: "down",
    reason: "It does not answer",
  })),
  "POST /incidents/{ref}/systems/{code}/confirmation": onBoard(() => ({ version: 0 })),
  "POST /incidents/{ref}/systems/{code}/compromise": onBoard(() => ({
    version: 0,
    compromise: "suspected",
    reason: "A strange sign-in",
  })),
  ...decisionActs,
  "GET /incidents/{ref}/decisions": onIncident(() => ({})),
  "POST /incidents/{ref}/decisions": onIncident(() => ({ type: "ask-for-help", title: "More hands" })),
  "GET /incidents/{ref}/outside": onIncident(() => ({})),
  "POST /incidents/{ref}/systems/{code}/outside-checks": onBoard(() => ({
    point: "Vienna",
    network: "University",
    seen: "reachable",
  })),
  "POST /incidents/{ref}/systems/{code}/resolution": onDisagreement,
  "GET /probes": nothing,
  "POST /probes": async () => ({ body: { point: crypto.randomUUID(), network: "University" } }),
  "POST /probes/{id}/revocation": onProbe,
  "POST /probe/enrolment": said({ publicKey: "A".repeat(60) }),
  "GET /probe/list": nothing,
  "POST /probe/results": said({
    signed: { v: 1, probe: crypto.randomUUID(), seq: 1, at: "2026-01-02T03:04:05.678Z", results: [] },
    signature: "A".repeat(86),
  }),
  "GET /foreign-logs": nothing,
  "GET /foreign-logs/{id}": async () => ({ path: { id: FOREIGN } }),
  "GET /foreign-logs/{id}/files/{sha256}": onForeignFile,
  "GET /systems": nothing,
  "POST /systems": async ({ cast }, object) => ({
    body: {
      code: crypto.randomUUID(),
      ...aSystem(cast[object.endsWith("AKSHI") ? "mira" : "ilir"].organisationId),
    },
  }),
  "GET /systems.csv": nothing,
  "POST /systems/import/check": onTable,
  "POST /systems/import": onTable,
  "GET /systems/{code}": onSystem(),
  "GET /systems/{code}/history": onSystem(),
  "PUT /systems/{code}": onSystem((keeper) => ({ ...aSystem(keeper), version: 1 })),
  "POST /systems/{code}/retirement": onSystem(() => ({ reason: "Replaced", version: 1 })),
  "DELETE /systems/{code}/retirement": onSystem(() => ({ reason: "Still used", version: 1 })),
  "POST /systems/{code}/needs": async (stage, object) => {
    const [one, another] = [await systemFor(stage, object), await systemFor(stage, "system of AKSHI")];
    return { path: one ?? {}, body: { needs: another?.code, kind: "needs" } };
  },
  "POST /systems/{code}/needs/{needs}/confirmation": onSystem(),
  "DELETE /systems/{code}/needs/{needs}": onSystem(),
  "GET /people": nothing,
  "GET /people/{id}": onPerson(),
  "POST /people": newcomer,
  "PUT /people/{id}": onPerson(details),
  "POST /people/{id}/disable": onPerson(),
  "POST /people/{id}/enable": onPerson(),
  "POST /people/{id}/reset": onPerson(),
  "POST /people/{id}/admin": onPerson(),
  "DELETE /people/{id}/admin": onPerson(),
  "POST /people/{id}/duties": onPerson(() => ({ role: "LEADERSHIP" })),
  "DELETE /people/{id}/duties/{role}": onPerson(),
  "POST /people/{id}/memberships": onPerson((_id, { open }) => ({ ref: open.ref, role: "LEADERSHIP" })),
  "DELETE /people/{id}/memberships/{ref}/{role}": onPerson(),
  "GET /organisations": nothing,
  "POST /organisations": said({ name: "New agency", kind: "GOV_AGENCY" }),
  "PUT /organisations/{id}": onOrganisation,
  "GET /audit": nothing,
  "GET /session": nothing,
  "POST /session/touch": nothing,
  "DELETE /session": nothing,
  "POST /session/end": nothing,
  "POST /preferences": said({ language: "en", back: "/" }),
  "GET /sessions": nothing,
  "DELETE /sessions/{id}": onSession,
  "GET /me": nothing,
  "PUT /me/password": said({ password: "seven storks over the lake 4711" }),
  "GET /me/totp/new": nothing,
  "PUT /me/totp": newTotp,
  "DELETE /me/totp": withTotp,
  "POST /me/passkeys/options": nothing,
  "POST /me/passkeys": said(fakeKey),
  "DELETE /me/passkeys/{id}": onPasskey,
  "GET /openapi.json": nothing,
  "POST /sign-in/passkey": nothing,
  "POST /welcome/check": said({ code: wrongCode }),
  "POST /welcome/passkey": said({ code: wrongCode }),
  "POST /welcome/totp": said({ code: wrongCode }),
  "POST /welcome": said({ code: wrongCode, password: "seven storks over the lake 4711" }),
  "POST /setup": said({
    code: wrongCode,
    password: "seven storks over the lake 4711",
    organisation: "Agency",
    name: "Somebody",
    email: "somebody@example.test",
  }),
};
