import "server-only";
import { randomUUID } from "node:crypto";
import { asActor } from "@/lib/access/as-actor";
import { standingRoles } from "@/lib/access/roles";
import { runCommand } from "@/lib/entry/command";
import { inTransaction, type Tx } from "@/lib/kernel/db";
import { grantDuty } from "@/lib/people/commands/grant-duty";
import { append } from "@/lib/record/append";
import { findKnown, type Known, type Player, playerOf } from "./known";
import type { ExerciseFile, FileOrganisation, FilePerson } from "./schema";
import type { Voices } from "./voices";

/** Everybody of the exercise, and their organisations, by the code of the file, and the administrator by whose hand they came. */
export interface Cast {
  players: Map<string, Player>;
  organisations: Map<string, string>;
  admin: Player;
}

/**
 * Brings the organisations, people and standing duties of a file into Kulla. Whoever is there already, with the same code, stays as they are.
 * The first administrator is set up by the loader itself, all others by that administrator; each has a line in the record.
 * @throws Sentence when a code belongs to someone else here
 */
export async function gather(tx: Tx, voices: Voices, file: ExerciseFile): Promise<Cast> {
  const known = await findKnown(tx, file);
  const adminCode = file.people.find(({ appRole }) => appRole === "ADMIN")?.id ?? "";
  if (!known.players.has(adminCode)) await setUp(tx, voices, file, adminCode, known);
  const admin = playerOf(known.players, adminCode);
  const token = await voices.of(admin.id);
  await voices.lawfully(async () => {
    await asActor(token, async () => {
      for (const organisation of file.organisations) await addOrganisation(tx, organisation, known);
      for (const person of file.people) await addPerson(tx, person, known);
    });
    for (const { id } of file.people) await giveDuty(tx, token, playerOf(known.players, id));
  });
  return { ...known, admin };
}

/** Before there is an administrator nobody can add one: the loader does, and says so in its own name. */
async function setUp(
  tx: Tx,
  voices: Voices,
  { people, organisations }: ExerciseFile,
  code: string,
  known: Known,
): Promise<void> {
  const empty = (await tx.person.count()) === 0;
  const person = people.find(({ id }) => id === code);
  const organisation = organisations.find(({ id }) => id === person?.organisation);
  if (!person || !organisation) throw new Error("a file without an administrator");
  await inTransaction(await voices.ofLoader(), async () => {
    await addOrganisation(tx, organisation, known);
    await addPerson(tx, person, known, empty ? "platform.set-up" : "admin.granted");
  });
}

async function addOrganisation(
  tx: Tx,
  { id: code, name, localName, type, role }: FileOrganisation,
  { organisations }: Known,
): Promise<void> {
  if (organisations.has(code)) return;
  const id = randomUUID();
  await tx.organisation.createMany({ data: [{ id, code, name, localName, kind: type, duty: role }] });
  await append(tx, { type: "organisation.added", subjectType: "organisation", subjectId: id, data: { name } });
  organisations.set(code, id);
}

type Arrival = "person.invited" | "platform.set-up" | "admin.granted";

async function addPerson(
  tx: Tx,
  file: FilePerson,
  { organisations, players }: Known,
  arrival: Arrival = "person.invited",
): Promise<void> {
  if (players.has(file.id)) return;
  const id = randomUUID();
  const organisationId = organisations.get(file.organisation) ?? "";
  const isAdmin = file.appRole === "ADMIN";
  await tx.person.createMany({ data: [{ id, code: file.id, name: file.roleTitle, organisationId, isAdmin }] });
  await append(tx, { type: arrival, subjectType: "person", subjectId: id, data: { person: file.roleTitle } });
  if (isAdmin && arrival === "person.invited")
    await append(tx, { type: "admin.granted", subjectType: "person", subjectId: id, data: { person: file.roleTitle } });
  players.set(file.id, { id, organisationId, file });
}

/** A role of the file that can be held at all times is held so, and is copied into each incident that opens (DESIGN §8). */
async function giveDuty(tx: Tx, token: string, { id, file }: Player): Promise<void> {
  const role = standingRoles.find((standing) => standing === file.appRole);
  if (!role || (await tx.standingDuty.count({ where: { personId: id, role } })) > 0) return;
  await runCommand(grantDuty, { token, raw: { id, role } });
}
