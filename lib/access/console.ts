import "server-only";
import { inOneTransaction, inTransaction, type Tx } from "@/lib/kernel/db";
import { hashToken, newToken } from "@/lib/kernel/ids";

/**
 * Runs `work` for whoever sits at the console with the owner's rights, as a part of the system that exists for this one transaction:
 * what it records has no person, because the console knows none.
 */
export const atConsole = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  inOneTransaction(async (tx) => {
    const token = newToken();
    await tx.$executeRaw`SELECT app.enrol_system('console', ${token})`;
    const answer = await inTransaction(token, async () => ({ value: await work(tx) }));
    await tx.$executeRaw`UPDATE session SET revoked_at = now() WHERE token_hash = ${hashToken(token)}`;
    if (!answer) throw new Error("the console's own session is not live");
    return answer.value;
  });
