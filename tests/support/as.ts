import { hashToken, newToken } from "@/lib/kernel/ids";
import type { Member } from "./cast";
import { owner } from "./database";

interface Options {
  kind?: "browser" | "api-token";
  /** What an API token reaches. */
  scope?: "read" | "write";
  aal?: number;
  /** Seconds until the known end; negative for a session that has ended. */
  endsIn?: number;
  /** Seconds of idleness that end it, and how long ago the person last did something. */
  idle?: number;
  lastSeenAgo?: number;
}

/** A live session of a person, without the form: answers its token, which goes into `app.begin` or an Authorization header. */
export async function as(
  person: Pick<Member, "id">,
  { kind = "browser", scope = "write", aal = 2, endsIn = 43_200, idle = 1800, lastSeenAgo = 0 }: Options = {},
): Promise<string> {
  const token = newToken();
  await owner.query(
    `INSERT INTO session (token_hash, kind, scope, person_id, aal, factor, device, expires_at, idle_seconds, last_seen_at)
     VALUES ($1, $2, $8, $3, $4, 'test', 'Test', now() + make_interval(secs => $5), $6, now() - make_interval(secs => $7))`,
    [hashToken(token), kind, person.id, aal, endsIn, idle, lastSeenAgo, kind === "api-token" ? scope : null],
  );
  return token;
}

/** Ends the session behind a token, as the administrator's page does. */
export const revoke = (token: string) =>
  owner.query("UPDATE session SET revoked_at = now() WHERE token_hash = $1", [hashToken(token)]);
