import type pg from "pg";
import { owner } from "./database";

/** Tables whose rows are open to everyone who holds the app's password, with the reason. */
const OPEN = {
  /** Names of migrations, which readiness compares. */
  _prisma_migrations: true,
  /** Counters of failed tries, kept before anybody is known; keys are hashes. */
  attempt: true,
} as const;

interface Column {
  table: string;
  column: string;
}

/** Every table that is not open, with one column that may be written to itself. */
async function guarded(): Promise<Column[]> {
  const { rows } = await owner.query<Column>(
    `SELECT table_name AS table, min(column_name) AS column FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name <> ALL ($1) GROUP BY table_name ORDER BY 1`,
    [Object.keys(OPEN)],
  );
  return rows;
}

/** What this connection sees: tables with at least one row, and how many. */
export async function rowsSeen(client: pg.Client): Promise<Record<string, number>> {
  const seen: Record<string, number> = {};
  for (const { table } of await guarded()) {
    const count = await attempt(client, `SELECT count(*)::int AS n FROM public.${table}`);
    if (typeof count === "number" && count > 0) seen[table] = count;
  }
  return seen;
}

/** What this connection can change of what is there: tables of which an update or a delete touched a row. */
export async function rowsTouched(client: pg.Client): Promise<string[]> {
  const touched: string[] = [];
  for (const { table, column } of await guarded()) {
    for (const statement of [
      `UPDATE public.${table} SET ${column} = ${column}`,
      `DELETE FROM public.${table}`,
      `TRUNCATE public.${table} CASCADE`,
    ]) {
      const count = await attempt(client, statement);
      if (typeof count === "number" && count > 0) touched.push(statement);
    }
  }
  return touched;
}

/** Statements of a list that were not refused, though each names a row that should not come to be. */
export async function accepted(client: pg.Client, statements: readonly string[]): Promise<string[]> {
  const done: string[] = [];
  for (const statement of statements) {
    const count = await attempt(client, statement);
    if (typeof count === "number" && count > 0) done.push(statement);
  }
  return done;
}

/** Runs a statement and takes it back. @returns the count in its one row, else the rows it touched, else the SQLSTATE of the refusal */
export async function attempt(client: pg.Client, statement: string): Promise<number | string> {
  await client.query("SAVEPOINT attempt");
  try {
    const { rows, rowCount } = await client.query<{ n?: number }>(statement);
    return rows[0]?.n ?? rowCount ?? 0;
  } catch (error) {
    return String((error as { code?: string }).code);
  } finally {
    await client.query("ROLLBACK TO SAVEPOINT attempt");
  }
}
