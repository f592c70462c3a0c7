import "server-only";
import { inTransaction, type Tx } from "@/lib/kernel/db";
import { invalid, Refusal } from "@/lib/kernel/errors";
import { hashToken, newToken } from "@/lib/kernel/ids";
import { hashOfCode } from "@/lib/people/codes";
import { noteRefused, throughDoor } from "@/lib/people/door";
import { countTry, forgetTries } from "@/lib/people/slow-down";
import { append } from "@/lib/record/append";
import { fingerprintOf, keyOfText } from "./signed";

const TOKEN_DAYS = 365;
const DAY_MS = 86_400_000;

/** A probe as it knows itself. */
export interface ProbeFacts {
  id: string;
  point: string;
  network: string;
  organisationId: string;
  publicKey: string | null;
  intervalSeconds: number;
  markedAt: Date | null;
}

/**
 * Runs work as the probe behind a token.
 * @throws Refusal unauthenticated when it was taken away, forbidden when the token is a person's
 */
export async function asProbe<T>(
  token: string,
  work: (tx: Tx, probe: ProbeFacts, now: Date) => Promise<T>,
): Promise<T> {
  const answer = await inTransaction(
    token,
    async (tx, principal) => {
      if (principal.kind !== "probe") throw new Refusal("forbidden", "probe-only");
      const probe = await tx.probe.findUnique({ where: { sessionId: principal.sessionId } });
      return probe && { value: await work(tx, probe, new Date(principal.now)) };
    },
    { touch: true },
  );
  if (!answer) throw new Refusal("unauthenticated");
  return answer.value;
}

/**
 * Uses a one-time code up: the probe gets its token, and from now on only results that this key signed count.
 * @throws Refusal invalid for a wrong code or key, too-many for guessing
 */
export async function enrolProbe(code: string, publicKey: string, address: string) {
  if (!keyOfText(publicKey)) throw invalid({ publicKey: "invalid" });
  await countTry("code", address);
  const token = newToken();
  const enrolled = await throughDoor(async (tx, now) => {
    const probe = await tx.probe.findUnique({ where: { codeHash: hashOfCode(code) } });
    if (!probe || probe.sessionId || probe.revokedAt || probe.codeEndsAt <= now) {
      await noteRefused(tx, "wrong-one-time-code", null);
      return null;
    }
    const sessionId = crypto.randomUUID();
    const expiresAt = new Date(now.getTime() + TOKEN_DAYS * DAY_MS);
    await tx.session.createMany({
      data: [
        {
          id: sessionId,
          tokenHash: hashToken(token),
          kind: "probe",
          factor: "key",
          name: probe.point,
          createdAt: now,
          lastSeenAt: now,
          expiresAt,
        },
      ],
    });
    const { count } = await tx.probe.updateMany({
      where: { id: probe.id, sessionId: null, revokedAt: null },
      data: { sessionId, publicKey, enrolledAt: now },
    });
    // Somebody with the same code was faster; all of this is undone.
    if (count === 0) throw wrongCode();
    await append(tx, {
      type: "probe.enrolled",
      subjectType: "probe",
      subjectId: probe.id,
      data: { point: probe.point, fingerprint: fingerprintOf(publicKey) },
    });
    return { probe: probe.id, point: probe.point, intervalSeconds: probe.intervalSeconds };
  });
  if (!enrolled) throw wrongCode();
  await forgetTries({ code: address });
  return { ...enrolled, token };
}

const wrongCode = () => invalid({ code: "one-time-code" });
