import "server-only";
import type { Actor } from "@/lib/access/actor-facts";
import type { Tx } from "@/lib/kernel/db";
import { conflict, invalid } from "@/lib/kernel/errors";
import { countTry, forgetTries } from "./slow-down";
import { stepOf, unseal } from "./totp";

/**
 * A person proves anew that it is them, by a code of their generator that was never used before.
 * @throws Refusal when they have no generator, the code is wrong or used, or they tried too often
 */
export async function proveByCode(
  tx: Tx,
  { personId }: Pick<Actor, "personId">,
  typed: string,
  now: Date,
): Promise<void> {
  const kept = await tx.totp.findUnique({
    where: { personId },
    include: { person: { select: { credentialsFrom: true } } },
  });
  if (!kept?.confirmedAt || kept.setAt < kept.person.credentialsFrom) throw conflict("no-code-generator");
  const tries = { code: `approval ${personId}` };
  await countTry("code", tries.code);
  const secret = unseal(kept.sealed, personId);
  const step = secret ? stepOf(secret, typed, now) : null;
  if (step === null) throw invalid({ code: "wrong-code" });
  const { count } = await tx.totp.updateMany({ where: { personId, lastStep: { lt: step } }, data: { lastStep: step } });
  if (count === 0) throw invalid({ code: "used-code" });
  await forgetTries(tries);
}
