import "server-only";
import { inTransaction, type Tx } from "@/lib/kernel/db";
import { env } from "@/lib/kernel/env";
import { Refusal } from "@/lib/kernel/errors";
import { append } from "@/lib/record/append";

/** What the record says of a refused try: closed words, never what was typed. */
const whyRefused = [
  "unknown-email",
  "no-password",
  "wrong-password",
  "wrong-code",
  "used-code",
  "disabled",
  "changed-meanwhile",
  "too-many-tries",
  "old-challenge",
  "unknown-passkey",
  "wrong-signature",
  "unverified-email",
  "unknown-subject",
  "old-link",
  "wrong-issuer",
  "wrong-one-time-code",
] as const;
export type WhyRefused = (typeof whyRefused)[number];
export const isWhyRefused = (word: unknown): word is WhyRefused => whyRefused.some((known) => known === word);

/**
 * Runs work as the sign-in door, which finds whoever signs in and speaks before anybody is signed in.
 * @throws Refusal unavailable when this process was not let in as the door
 */
export async function throughDoor<T>(work: (tx: Tx, now: Date) => Promise<T>): Promise<T> {
  const token = env().KULLA_DOOR_TOKEN;
  const answer = token
    ? await inTransaction(token, async (tx, principal) => ({ value: await work(tx, new Date(principal.now)) }))
    : null;
  if (!answer) throw new Refusal("unavailable");
  return answer.value;
}

/** Remembers a refused try; the person is named when known. */
export const noteRefused = (tx: Tx, why: WhyRefused, personId: string | null) =>
  append(tx, { type: "sign-in.refused", actor: personId, data: { why } });
