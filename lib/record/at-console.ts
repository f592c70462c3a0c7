import "server-only";
import type pg from "pg";
import { newToken } from "@/lib/kernel/ids";
import { ledgerForm, type NewEntry } from "./append";

/** The console has no person behind it, so a session of the system writes the line, and ends with it. */
export async function recordAtConsole(client: pg.ClientBase, entry: NewEntry): Promise<void> {
  await client.query("BEGIN");
  try {
    await appendAtConsole(client, entry);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}

/** The same inside a transaction of the caller. */
export async function appendAtConsole(client: pg.ClientBase, entry: NewEntry): Promise<void> {
  const token = newToken();
  await client.query("SELECT app.enrol_system('verify', $1), set_config('app.token', $1, true)", [token]);
  await client.query("SELECT app.ledger_append($1::jsonb)", [JSON.stringify(ledgerForm(entry))]);
  await client.query("UPDATE session SET revoked_at = now() WHERE id = app.session_id()");
}
