import { hashToken } from "@/lib/kernel/ids";
import { admin } from "./database";

/**
 * Time passes in tests by making things older: the clock itself is the database's, and no program of ours can set it.
 * Entries are final even for their owner, so a superuser switches the guards off for one statement.
 */
export async function age(table: "entry" | "membership" | "session", id: string, seconds: number): Promise<void> {
  const columns = {
    entry: ["recorded_at", "occurred_at"],
    membership: ["starts_at", "ends_at"],
    session: ["last_seen_at", "expires_at", "created_at"],
  }[table];
  const older = columns.map((column) => `${column} = ${column} - make_interval(secs => $2)`).join(", ");
  await unguarded(`UPDATE ${table} SET ${older} WHERE id = $1`, [id, seconds]);
}

/** Makes the last act of a session older, as if the person had sat still. */
export const sitStill = (token: string, seconds: number) =>
  admin.query("UPDATE session SET last_seen_at = last_seen_at - make_interval(secs => $2) WHERE token_hash = $1", [
    hashToken(token),
    seconds,
  ]);

/** One statement as a superuser with every trigger off: to stage what nobody can do. */
export async function unguarded(statement: string, values: unknown[] = []): Promise<void> {
  const client = await admin.connect();
  try {
    await client.query("SET session_replication_role = replica");
    await client.query(statement, values);
    await client.query("RESET session_replication_role");
  } finally {
    client.release();
  }
}
