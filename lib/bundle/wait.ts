import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import { env } from "@/lib/kernel/env";

const LOOK_MS = 500;
const GRACE_SECONDS = 5;

/**
 * Waits until a checkpoint covers what the incident now holds, so that the bundle proves all of it: as long as a signer that runs may take,
 * and not at all when none runs.
 */
export async function waitUntilSigned(client: pg.ClientBase, ref: string): Promise<void> {
  const [wanted] = (await client.query<{ seq: string | null }>(NEWEST_LINE, [ref])).rows;
  const rounds = ((env().KULLA_SIGN_EVERY + GRACE_SECONDS) * 1000) / LOOK_MS;
  for (let round = 0; round < rounds; round += 1) {
    const [state] = (await client.query<{ covers: boolean; signs: boolean }>(STATE, [wanted?.seq ?? "0"])).rows;
    if (!state || state.covers || !state.signs) return;
    await pause(LOOK_MS);
  }
}

const NEWEST_LINE = "SELECT max(e.seq) AS seq FROM entry e JOIN incident i ON i.id = e.incident_id WHERE i.ref = $1";
const STATE = `
SELECT coalesce((SELECT max(size) FROM checkpoint), 0) >= $1::bigint AS covers,
  EXISTS (SELECT FROM pg_stat_activity WHERE usename = 'kulla_signer' AND datname = current_database()) AS signs`;
