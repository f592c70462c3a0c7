import "server-only";
import type { Tx } from "@/lib/kernel/db";

/** By what a person can prove anew that it is them. */
export interface OwnFactors {
  passkey: boolean;
  code: boolean;
}

/** Which second factors somebody has that count: set after their last reset, and not removed. */
export async function ownFactors(tx: Tx, personId: string): Promise<OwnFactors> {
  const [found] = await tx.$queryRaw<OwnFactors[]>`
    SELECT EXISTS (SELECT 1 FROM passkey k WHERE k.person_id = p.id AND k.removed_at IS NULL AND k.created_at >= p.credentials_from) AS passkey,
      EXISTS (SELECT 1 FROM totp t WHERE t.person_id = p.id AND t.confirmed_at IS NOT NULL AND t.set_at >= p.credentials_from) AS code
    FROM person p WHERE p.id = ${personId}::uuid`;
  return found ?? { passkey: false, code: false };
}
