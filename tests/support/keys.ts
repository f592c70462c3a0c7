import { randomUUID } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { sealPassword } from "@/lib/people/password";
import { newTotpSecret, seal } from "@/lib/people/totp";
import type { Visit } from "@/lib/people/visit";
import type { Member } from "./cast";
import { owner } from "./database";

export const PASSWORD = "gur ulli mbi kodrën veriore";

/** From another place each time, so that one test's failures do not slow the next one down. */
export const visit = (address: string = randomUUID()): Visit => ({ address, device: "Firefox, Linux", earlier: null });

/** Gives a person a password. */
export async function givePassword({ id }: Pick<Member, "id">, password = PASSWORD): Promise<void> {
  const { hash, length } = await sealPassword(password);
  await owner.query(
    "INSERT INTO password (person_id, hash, length) VALUES ($1, $2, $3) ON CONFLICT (person_id) DO UPDATE SET hash = $2, length = $3, set_at = now()",
    [id, hash, length],
  );
}

/** Gives a person a code generator; answers its secret. */
export async function giveTotp({ id }: Pick<Member, "id">): Promise<string> {
  const secret = newTotpSecret();
  await owner.query(
    "INSERT INTO totp (person_id, sealed, confirmed_at) VALUES ($1, $2, now()) ON CONFLICT (person_id) DO UPDATE SET sealed = $2, last_step = 0",
    [id, seal(secret, id)],
  );
  return secret;
}

/** What a code generator shows, some steps of 30 seconds from now. */
export const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret), algorithm: "SHA1", digits: 6, period: 30 }).generate({
    timestamp: Date.now() + steps * 30_000,
  });

/** The session behind a new token. */
export async function sessionOf(personId: string) {
  const { rows } = await owner.query<{
    id: string;
    kind: string;
    aal: number;
    factor: string;
    device: string;
    idle_seconds: number;
    hours: number;
    revoked_at: Date | null;
  }>(
    `SELECT id, kind, aal, factor, device, idle_seconds, revoked_at, round(extract(epoch FROM expires_at - created_at) / 3600)::int AS hours
       FROM session WHERE person_id = $1 AND factor <> 'test' ORDER BY created_at DESC, id LIMIT 1`,
    [personId],
  );
  return rows[0];
}
