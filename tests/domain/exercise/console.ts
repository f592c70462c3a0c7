import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { loadExercise } from "@/lib/exercise/load";
import { closeDb, pool } from "@/lib/kernel/db";
import { inRoot } from "@/lib/kernel/root";
import { Sentence } from "@/lib/kernel/sentence";
import { owner, urls } from "../../support/database";

/** These tests are the console: their process runs as the owner, as cli.ts does. */
process.env["DATABASE_URL"] = urls.owner;

// biome-ignore lint/suspicious/noExplicitAny: a file as it is broken on purpose has no form.
export type Raw = any;

export const seedFile = (name: string) => inRoot("prisma", "seed", name);
export const attack = (): Raw => JSON.parse(readFileSync(seedFile("albania-2022.json"), "utf8"));

/** Loads a file that was never on disk. */
export const load = (raw: unknown, now = new Date()) =>
  loadExercise({ name: "the file", raw, sha256: createHash("sha256").update(JSON.stringify(raw)).digest("hex") }, now);

/** Does some work as the app does it: with connections that hold the rights of its role and no more. */
export async function asTheApp<T>(work: () => Promise<T>): Promise<T> {
  await closeDb();
  pool().on("connect", (client) => void client.query("SET ROLE kulla_runtime"));
  return work().finally(closeDb);
}

/** The sentence with which something was refused, and its lines. */
export async function refused(work: Promise<unknown>): Promise<{ message: string; lines: readonly string[] }> {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Sentence)) throw error ?? new Error("it was not refused");
  return { message: error.message, lines: error.lines };
}

/** One hash over every row of every table. */
export async function wholeDatabase(): Promise<string> {
  const { rows: tables } = await owner.query<{ name: string }>(
    "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'app') ORDER BY 1",
  );
  const hash = createHash("sha256");
  for (const { name } of tables) {
    const { rows } = await owner.query<{ rows: string }>(
      `SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '') AS rows FROM ${name} t`,
    );
    hash.update(`${name}\n${rows[0]?.rows}\n`);
  }
  return hash.digest("hex");
}
