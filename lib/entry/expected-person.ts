import "server-only";
import { asActor } from "@/lib/access/as-actor";
import { Refusal } from "@/lib/kernel/errors";
import { sha256Hex } from "@/lib/kernel/ids";

const EXPECTED = "x-kulla-person";
const KNOWN_MAX = 5000;
/** Whose a session is never changes; whether it still runs is asked elsewhere, on every request. */
const known = new Map<string, string>();

/**
 * What waited on a device is written by whoever wrote it, or not at all: one person's queue never goes out under the name of the next person
 * who signs in at the same machine.
 * @throws Refusal unauthenticated when somebody else is signed in
 */
export async function refuseAnother(token: string, headers: Headers): Promise<void> {
  const expected = headers.get(EXPECTED);
  if (expected && (await personOf(token)) !== expected) throw new Refusal("unauthenticated", "other-person");
}

async function personOf(token: string): Promise<string> {
  const session = sha256Hex(token);
  const person = known.get(session) ?? (await asActor(token, async (_tx, actor) => actor.personId));
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(session, person);
  return person;
}
