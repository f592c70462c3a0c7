import "server-only";
import { inTransaction, type Principal, type Speaking, type Tx } from "@/lib/kernel/db";
import { Refusal } from "@/lib/kernel/errors";
import type { Actor } from "./actor-facts";

/** A principal that is a person. System parts are no actors. */
export function actorOf(token: string, principal: Principal): Actor | null {
  if (!principal["personId"]) return null;
  return { ...(principal as unknown as Omit<Actor, "token">), token };
}

/**
 * Runs a read (or a command) as the person behind a token; the actor is read anew inside the same transaction.
 * @throws Refusal unauthenticated when the session has ended
 */
export async function asActor<T>(
  token: string,
  work: (tx: Tx, actor: Actor, now: Date) => Promise<T>,
  options: Speaking = {},
): Promise<T> {
  const answer = await inTransaction(
    token,
    async (tx, principal) => {
      const actor = actorOf(token, principal);
      return actor ? { value: await work(tx, actor, new Date(principal.now)) } : null;
    },
    options,
  );
  if (!answer) throw new Refusal("unauthenticated");
  return answer.value;
}
