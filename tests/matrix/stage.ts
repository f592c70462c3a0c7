import { randomUUID } from "node:crypto";
import { calls } from "../support/api";
import { as } from "../support/as";
import { type Cast, gather, type Member, type Name } from "../support/cast";
import { owner } from "../support/database";
import { stageForeign } from "../support/foreign";
import * as make from "../support/make";

/** Who does it: someone of the cast, or nobody. */
export type Principal = Name | "anonymous";

/** What it is done to, as the API names it and as the database knows it. */
export interface Thing {
  ref?: string;
  number?: number;
  id?: string;
  role?: string;
  version?: number;
  sha256?: string;
  /** A system of the catalogue, and one that it needs. */
  code?: string;
  needs?: string;
  /** A step of a decision, and a condition of its end. */
  step?: number;
  criterion?: number;
}

/** Three incidents: one under way, one closed, and one to which nobody of the cast belongs. */
export interface Stage {
  cast: Cast;
  open: make.MadeIncident;
  closed: make.MadeIncident;
  other: make.MadeIncident;
}

const FILLERS = 30;

/** Sets the stage. Log numbers are far above what anybody of the outside counts to. */
export async function setStage(): Promise<Stage> {
  const cast = await gather();
  const [open, closed, other] = [
    await make.openIncident(cast, "Open"),
    await make.openIncident(cast, "Closed"),
    await make.openIncident(cast, "Other"),
  ];
  for (const incident of [open, closed, other])
    for (let n = 0; n < FILLERS; n += 1) await make.addEntry(cast.besa, incident, `Filler ${n}`);
  for (const incident of [open, other])
    await owner.query(
      "INSERT INTO presence (session_id, incident_id, person_id, seen_at) VALUES (gen_random_uuid(), $1, $2, now())",
      [incident.id, cast.besa.id],
    );
  for (const incident of [open, other])
    await owner.query(
      "INSERT INTO source (incident_id, code, title, verification) VALUES ($1, 'S', 'A source', 'primary')",
      [incident.id],
    );
  await owner.query("INSERT INTO checkpoint (size, root, note, public_key) VALUES (1, 'x', 'x', 'x')");
  await stageForeign((text, values) => owner.query(text, values));
  const system = await newSystem({ cast }, "other incident");
  await owner.query(
    `INSERT INTO system_state (incident_id, system_id, changed_by_id) SELECT $1, id, $3 FROM system WHERE code = $2`,
    [other.id, system, cast.besa.id],
  );
  await make.close(cast.besa, closed);
  await leave(other, cast);
  return { cast, open, closed, other };
}

const leave = ({ id }: make.MadeIncident, cast: Cast) =>
  owner.query("DELETE FROM membership WHERE incident_id = $1 AND person_id = ANY ($2)", [
    id,
    Object.values(cast).map((member) => member.id),
  ]);

/** Gives everyone a new session, since what was tested before may have ended theirs. */
export async function signInAll({ cast }: Stage): Promise<void> {
  for (const member of Object.values(cast)) member.token = await as(member);
}

/** Puts the incidents back where the next action finds them, and a stranger out of what was opened meanwhile. */
export async function reset({ cast, open, closed }: Stage): Promise<void> {
  await owner.query("DELETE FROM membership WHERE person_id = $1", [cast.sam.id]);
  await owner.query(
    "UPDATE situation SET phase = 'detected', severity = 'S2', closed_at = NULL WHERE incident_id = $1",
    [open.id],
  );
  await owner.query(
    "UPDATE situation SET phase = 'closed', severity = 'S2', closed_at = now() WHERE incident_id = $1",
    [closed.id],
  );
}

/** One of the three incidents, by its name in the table. */
export function incidentOf(stage: Stage, object: string): make.MadeIncident | undefined {
  if (object === "closed incident" || object === "closed entry") return stage.closed;
  if (object === "other incident" || object === "other's entry") return stage.other;
  return stage.open;
}

/** A fresh entry of the table's name; `who` is the one who will look at it. */
export async function entryFor(stage: Stage, object: string, who: Principal): Promise<Thing | undefined> {
  const { cast, open, closed, other } = stage;
  const made: Record<string, () => Promise<{ id: string; logNumber: number }>> = {
    "entry by ilir": () => make.addEntry(cast.ilir, open),
    "entry by mira": () => make.addEntry(cast.mira, open),
    "entry by piotr": () => make.addEntry(cast.piotr, open),
    "key entry": () => make.addEntry(cast.ilir, open, { text: "Key", key: true }),
    "command entry": () => make.addEntry(cast.besa, open, { text: "Command", audience: "command" }),
    "RED for dritan": () => make.addRedEntry(cast.besa, open, [cast.dritan]),
    "RED for mira": () => make.addRedEntry(cast.besa, open, [cast.mira]),
    "RED for piotr": () => make.addRedEntry(cast.besa, open, [cast.piotr]),
    // Named, but not (or no longer) of the incident.
    "RED for strangers": () => make.addRedEntry(cast.besa, open, [cast.sam, cast.lule, cast.vera, cast.fatos]),
    "own entry": () => ownEntry(stage, who as Name),
    "closed entry": () => whileOpen(stage, () => make.addEntry(cast.ilir, closed)),
    "other's entry": () => asMember(stage, () => make.addEntry(cast.besa, other)),
  };
  const entry = await made[object]?.();
  if (!entry) return undefined;
  const incident = incidentOf(stage, object);
  return { ref: incident?.ref ?? "", id: entry.id, number: await numberFor(stage, who, incident?.ref ?? "", entry) };
}

/** A fresh system of the table's name, with another that it needs; nobody has confirmed that. */
export async function systemFor({ cast }: Stage, object: string): Promise<Thing | undefined> {
  const keepers: Record<string, Member> = { "system of AKCESK": cast.ilir, "system of AKSHI": cast.mira };
  const keeper = keepers[object.replace("retired ", "")];
  if (!keeper) return undefined;
  const [code, needs] = [`S-${randomUUID()}`, `N-${randomUUID()}`].map((one) => one.toUpperCase().slice(0, 38));
  await make.addSystem(cast.besa, code ?? "", keeper);
  await make.addSystem(cast.besa, needs ?? "", keeper);
  await make.addNeed(cast.besa, code ?? "", needs ?? "", { confirmed: false });
  if (object.startsWith("retired ")) await owner.query("UPDATE system SET retired_at = now() WHERE code = $1", [code]);
  const { rows } = await owner.query<{ id: string }>("SELECT id FROM system WHERE code = $1", [code]);
  return { code: code ?? "", needs: needs ?? "", id: rows[0]?.id ?? "" };
}

/** A fresh import of the table's name. */
export async function importFor(stage: Stage, object: string): Promise<Thing | undefined> {
  const { cast, open, other } = stage;
  const made: Record<string, () => Promise<{ id: string }>> = {
    "import by ilir": () => make.importRows(cast.ilir, open, 1),
    "command import": () => make.importRows(cast.ilir, open, 1, { audience: "command" }),
    "other's import": () => asMember(stage, () => make.importRows(cast.besa, other, 1)),
  };
  const batch = await made[object]?.();
  return batch && { ref: object === "other's import" ? other.ref : open.ref, id: batch.id };
}

/** The code of a fresh system; the table's name says whose it is, and otherwise it belongs to nobody's organisation in particular. */
export const newSystem = ({ cast }: Pick<Stage, "cast">, object: string): Promise<string> =>
  make.addSystem(
    cast.besa,
    `SYS-${randomUUID().slice(0, 8).toUpperCase()}`,
    object.includes("mira's") ? cast.mira : cast.ilir,
  );

/** What they wrote themselves; those who are gone wrote it while they were there. */
async function ownEntry({ cast, open }: Stage, who: Name) {
  const member = cast[who];
  await owner.query("UPDATE person SET disabled_at = NULL WHERE id = $1", [member.id]);
  await owner.query("UPDATE membership SET ends_at = NULL WHERE person_id = $1 AND incident_id = $2", [
    member.id,
    open.id,
  ]);
  const entry = await make.addEntry({ ...member, token: await as(member) }, open);
  if (member.ended)
    await owner.query("UPDATE membership SET ends_at = now() WHERE person_id = $1 AND incident_id = $2", [
      member.id,
      open.id,
    ]);
  if (member.disabled) await owner.query("UPDATE person SET disabled_at = now() WHERE id = $1", [member.id]);
  return entry;
}

async function whileOpen<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
  await owner.query("UPDATE situation SET phase = 'watching' WHERE incident_id = $1", [stage.closed.id]);
  const done = await work();
  await owner.query("UPDATE situation SET phase = 'closed' WHERE incident_id = $1", [stage.closed.id]);
  return done;
}

async function asMember<T>({ cast, other }: Stage, work: () => Promise<T>): Promise<T> {
  await make.join(other.id, cast.besa, "INCIDENT_COMMANDER");
  const done = await work();
  await leave(other, cast);
  return done;
}

/** The number by which this person knows the entry: outside responders count for themselves, and guess the house's number otherwise. */
async function numberFor(
  { cast }: Stage,
  who: Principal,
  ref: string,
  { id, logNumber }: { id: string; logNumber: number },
): Promise<number> {
  if (who === "anonymous" || cast[who].holds !== "EXTERNAL_RESPONDER") return realNumber(id, logNumber);
  const { body } = await calls(await as(cast[who])).get(`/incidents/${ref}/entries`);
  const rows = (body["rows"] ?? []) as { id: string; number: number }[];
  return rows.find((row) => row.id === id)?.number ?? realNumber(id, logNumber);
}

/** The incident's own number, where the receipt held an outsider's. */
async function realNumber(id: string, logNumber: number): Promise<number> {
  const { rows } = await owner.query<{ log_number: number }>("SELECT log_number FROM entry WHERE id = $1", [id]);
  return rows[0]?.log_number ?? logNumber;
}

/** A fresh person in an organisation of their own, whom nobody has met. */
export async function newPerson({ isAdmin = false, disabled = false } = {}): Promise<Member> {
  const mark = randomUUID().slice(0, 8);
  const organisation = await owner.query<{ id: string }>(
    "INSERT INTO organisation (name, kind) VALUES ($1, 'GOV_AGENCY') RETURNING id",
    [`Agency ${mark}`],
  );
  const organisationId = organisation.rows[0]?.id ?? "";
  const { rows } = await owner.query<{ id: string }>(
    "INSERT INTO person (name, email, organisation_id, is_admin, disabled_at) VALUES ($1, $2, $3, $4, CASE WHEN $5 THEN now() END) RETURNING id",
    [`Person ${mark}`, `${mark}@example.test`, organisationId, isAdmin, disabled],
  );
  return {
    id: rows[0]?.id ?? "",
    name: `Person ${mark}`,
    email: `${mark}@example.test`,
    organisation: "",
    organisationId,
    holds: "AGENCY_STAFF",
    token: "",
  };
}
