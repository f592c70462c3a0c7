import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import type { Tx } from "@/lib/kernel/db";
import { invalid, Refusal } from "@/lib/kernel/errors";

export interface LoadedPerson {
  id: string;
  name: string;
  email: string | null;
  organisationId: string;
  isAdmin: boolean;
  disabledAt: Date | null;
  version: number;
}

/** A person as far as the transaction's session may see them. */
export const loadPerson = (tx: Tx, id: string): Promise<LoadedPerson | null> =>
  tx.person.findUnique({
    where: { id },
    select: { id: true, name: true, email: true, organisationId: true, isAdmin: true, disabledAt: true, version: true },
  });

/**
 * The same, one administrator at a time: two who end one another's power at the same moment would leave nobody.
 * @throws Refusal unauthenticated when the actor's own power ended meanwhile
 */
export async function loadPersonAlone(tx: Tx, actor: Actor, id: string): Promise<LoadedPerson | null> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(72707371)`;
  const [now] = await tx.$queryRaw<
    { session: string | null; admin: boolean }[]
  >`SELECT app.session_id() AS session, app.is_admin() AS admin`;
  if (!now?.session || now.admin !== actor.isAdmin) throw new Refusal("unauthenticated");
  return loadPerson(tx, id);
}

/** An incident as the administrator knows it: by its reference. @throws Refusal invalid */
export async function incidentByRef(tx: Tx, ref: string): Promise<{ id: string; ref: string }> {
  const [found] = await tx.$queryRaw<
    { id: string; ref: string }[]
  >`SELECT id, ref FROM app.incident_refs() WHERE ref = ${ref}`;
  if (!found) throw invalid({ ref: "no-such-incident" });
  return found;
}

/** @throws Refusal invalid when another person has this e-mail */
export async function refuseTaken(tx: Tx, email: string): Promise<void> {
  if ((await tx.person.count({ where: { email } })) > 0) throw invalid({ email: "taken" });
}

/** @throws Refusal invalid when there is no such organisation */
export async function requireOrganisation(tx: Tx, id: string): Promise<void> {
  if ((await tx.organisation.count({ where: { id } })) === 0) throw invalid({ organisationId: "not-in-list" });
}

/** Ends every session of a person but one; each open page hears it at once. */
export const endSessions = (tx: Tx, personId: string, now: Date, except?: string) =>
  tx.session.updateMany({
    where: { personId, revokedAt: null, kind: { not: "system" }, ...(except && { id: { not: except } }) },
    data: { revokedAt: now },
  });
