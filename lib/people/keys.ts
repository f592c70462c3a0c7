import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import type { Tx } from "@/lib/kernel/db";

/** One's own keys, as far as they count: what was set before a reset does not. */
export interface OwnKeys {
  signedInAt: Date;
  passwordLength: number | null;
  hasTotp: boolean;
  passkeys: {
    id: string;
    credentialId: string;
    name: string;
    createdAt: Date;
    lastUsedAt: Date | null;
    backedUp: boolean;
  }[];
}

export async function loadOwnKeys(tx: Tx, actor: Actor): Promise<OwnKeys> {
  const { createdAt: signedInAt } = await tx.session.findUniqueOrThrow({
    where: { id: actor.sessionId },
    select: { createdAt: true },
  });
  const { credentialsFrom, password, totp, passkeys } = await tx.person.findUniqueOrThrow({
    where: { id: actor.personId },
    include: { password: true, totp: true, passkeys: { where: { removedAt: null }, orderBy: { createdAt: "asc" } } },
  });
  return {
    signedInAt,
    passwordLength: password && password.setAt >= credentialsFrom ? password.length : null,
    hasTotp: Boolean(totp?.confirmedAt && totp.setAt >= credentialsFrom),
    passkeys: passkeys.filter((key) => key.createdAt >= credentialsFrom),
  };
}
