import "server-only";
import { randomUUID } from "node:crypto";
import { CODE_HOURS, codeOf, hashOfCode } from "./codes";

/** A connection as the owner of the database. */
interface OwnerClient {
  query: (text: string, values?: unknown[]) => Promise<{ rows: Record<string, unknown>[] }>;
}

/**
 * Makes the one-time code with which /setup creates the first administrator; an earlier one is good no more.
 * @returns the code as it is printed
 * @throws Error when somebody is here already
 */
export async function makeSetupCode(owner: OwnerClient): Promise<string> {
  const { rows } = await owner.query("SELECT app.is_empty() AS empty");
  if (rows[0]?.["empty"] !== true) throw new Error("Kulla has its first administrator already.");
  await owner.query("UPDATE enrolment_code SET used_at = now() WHERE person_id IS NULL AND used_at IS NULL");
  const id = randomUUID();
  const code = codeOf(id);
  await owner.query(
    "INSERT INTO enrolment_code (id, code_hash, expires_at) VALUES ($1, $2, now() + make_interval(hours => $3))",
    [id, Buffer.from(hashOfCode(code)), CODE_HOURS],
  );
  return code;
}
