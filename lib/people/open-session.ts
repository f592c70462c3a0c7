import "server-only";
import type { Tx } from "@/lib/kernel/db";
import { hashToken, newToken } from "@/lib/kernel/ids";
import { append } from "@/lib/record/append";
import type { Visit } from "./visit";

const HOURS = 12;
const IDLE_SECONDS = 30 * 60;
const IDLE_SECONDS_STRICT = 15 * 60;

/** How a person proved who they are, and how much that proof is worth (authenticator assurance level). */
const factors = {
  password: 1,
  "password+totp": 2,
  passkey: 2,
  sso: 1,
  "sso+second": 2,
} as const;
export type Factor = keyof typeof factors;
export const isFactor = (word: unknown): word is Factor => typeof word === "string" && Object.hasOwn(factors, word);

/** Begins a browser session for a person, inside the door's transaction, and records it. @returns the person's new token */
export async function openSession(
  tx: Tx,
  person: { id: string; isAdmin: boolean },
  factor: Factor,
  visit: Visit,
  now: Date,
): Promise<string> {
  const token = newToken();
  if (visit.earlier) {
    await tx.session.updateMany({
      where: { tokenHash: hashToken(visit.earlier), kind: "browser", revokedAt: null },
      data: { revokedAt: now },
    });
  }
  await tx.session.createMany({
    data: [
      {
        tokenHash: hashToken(token),
        kind: "browser",
        personId: person.id,
        aal: factors[factor],
        factor,
        device: visit.device,
        createdAt: now,
        lastSeenAt: now,
        expiresAt: new Date(now.getTime() + HOURS * 3_600_000),
        idleSeconds: person.isAdmin || !(await isInside(tx, person.id)) ? IDLE_SECONDS_STRICT : IDLE_SECONDS,
      },
    ],
  });
  await append(tx, { type: "sign-in.done", actor: person.id, data: { factor } });
  return token;
}

/** Outside responders are given less time to be away than the response itself. */
async function isInside(tx: Tx, personId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ inside: boolean }[]>`SELECT app.is_insider(${personId}::uuid) AS inside`;
  return row?.inside ?? false;
}
