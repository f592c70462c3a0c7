import "server-only";
import { statfs } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { pool } from "@/lib/kernel/db";
import { env } from "@/lib/kernel/env";

const FREE_MIN_BYTES = 500_000_000;
const LIMIT_MS = 3000;

interface Check {
  name: string;
  ok: boolean;
}

const NEEDED = { fsync: "on", full_page_writes: "on", data_checksums: "on", synchronous_commit: "on" } as const;

async function checks(): Promise<Check[]> {
  const { rows } = await pool().query<{ name: string; setting: string }>(
    "SELECT name, setting FROM pg_settings WHERE name = ANY ($1) UNION ALL SELECT 'position', app.ledger_position()::text UNION ALL SELECT 'writable', CASE WHEN pg_is_in_recovery() THEN 'no' ELSE 'yes' END",
    [Object.keys(NEEDED)],
  );
  const found = new Map(rows.map(({ name, setting }) => [name, setting]));
  const disk = await statfs(env().KULLA_DATA).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => Number.POSITIVE_INFINITY,
  );
  return [
    { name: "record", ok: Number(found.get("position") ?? -1) >= 0 },
    { name: "writable", ok: found.get("writable") === "yes" },
    { name: "durable", ok: Object.entries(NEEDED).every(([name, value]) => found.get(name) === value) },
    { name: "disk", ok: disk > FREE_MIN_BYTES },
  ];
}

/**
 * /readyz: 200 when an entry can be written and kept, else 503 (security.md §5.8). It names what fails, never why.
 * "durable" refuses settings under which an acknowledged entry could be lost.
 */
export async function readiness(response: ServerResponse): Promise<void> {
  const late = new Promise<never>((_, fail) => setTimeout(() => fail(new Error("late")), LIMIT_MS).unref());
  const results = await Promise.race([checks(), late]).catch(() => [{ name: "database", ok: false }]);
  const ready = results.every(({ ok }) => ok);
  response.writeHead(ready ? 200 : 503, { "content-type": "application/json" });
  response.end(JSON.stringify({ ready, checks: Object.fromEntries(results.map(({ name, ok }) => [name, ok])) }));
}
