import "server-only";
import type { Tx } from "@/lib/kernel/db";
import { Sentence } from "@/lib/kernel/sentence";
import type { ExerciseFile, FilePerson } from "./schema";

/** Someone of the exercise as they stand in the database. */
export interface Player {
  id: string;
  organisationId: string;
  file: FilePerson;
}

/** Who of a file is in the database already, by code. */
export interface Known {
  organisations: Map<string, string>;
  players: Map<string, Player>;
}

/**
 * Finds the organisations and people of a file that an earlier exercise brought.
 * @throws Sentence when a code belongs to someone else here, or to someone who is disabled
 */
export async function findKnown(tx: Tx, file: ExerciseFile): Promise<Known> {
  const organisations = await tx.organisation.findMany({
    where: { code: { in: file.organisations.map(({ id }) => id) } },
  });
  const people = await tx.person.findMany({
    where: { code: { in: file.people.map(({ id }) => id) } },
    include: { organisation: true },
  });
  const pairs = people.flatMap((row) =>
    file.people.filter(({ id }) => id === row.code).map((wanted) => ({ row, wanted })),
  );
  const others = [
    ...organisations
      .filter(({ code, name }) => file.organisations.some((wanted) => wanted.id === code && wanted.name !== name))
      .map(({ code, name }) => `${code}: is ${name} in this database`),
    ...pairs
      .filter(
        ({ row, wanted }) =>
          row.name !== wanted.roleTitle ||
          row.organisation.code !== wanted.organisation ||
          row.isAdmin !== (wanted.appRole === "ADMIN"),
      )
      .map(
        ({ row }) =>
          `${row.code}: is ${row.name} of ${row.organisation.name}${row.isAdmin ? ", administrator," : ""} in this database`,
      ),
    ...people
      .filter(({ disabledAt }) => disabledAt)
      .map(({ code, name }) => `${code}: ${name} is disabled in this database`),
  ];
  if (others.length > 0)
    throw new Sentence("Codes of this file belong to others in this database. Nothing was stored.", others);
  return {
    organisations: new Map(organisations.map(({ code, id }) => [code ?? "", id])),
    players: new Map(
      pairs.map(({ row, wanted }) => [wanted.id, { id: row.id, organisationId: row.organisationId, file: wanted }]),
    ),
  };
}

export function playerOf(players: Map<string, Player>, code: string): Player {
  const player = players.get(code);
  if (!player) throw new Error(`nobody has the code ${code}`);
  return player;
}
