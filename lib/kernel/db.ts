import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { type Prisma, PrismaClient } from "@/prisma/generated/client";
import { refusalOf } from "./db-errors";
import { env } from "./env";

export type Tx = Prisma.TransactionClient;
/** Who the transaction speaks for, as the database itself sees it. */
export interface Principal {
  sessionId: string;
  kind: "browser" | "api-token" | "system" | "probe" | "wall" | "calendar" | "viewing-as";
  scope: string | null;
  now: string;
  [fact: string]: unknown;
}

function open() {
  const pool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: env().KULLA_POOL,
    application_name: "kulla",
    connectionTimeoutMillis: 5000,
    options: "-c statement_timeout=15s -c lock_timeout=5s -c idle_in_transaction_session_timeout=20s",
  });
  // A dropped idle connection is replaced at its next use; without a listener it would end the process.
  pool.on("error", () => {});
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

// Next bundles lib/ a second time: both copies must share one pool.
const shared = globalThis as unknown as { kullaDb?: ReturnType<typeof open> };

/** The connection pool: only for the append path, the listener, readiness and the limiter (ADR 008). */
export const pool = () => (shared.kullaDb ??= open()).pool;

const LOAD_MS = 120_000;
/** A transaction that what runs inside of it joins, and for whom it speaks already. */
interface Outer {
  tx: Tx;
  spoken?: { token: string; principal: Principal };
}
const outer = new AsyncLocalStorage<Outer>();

/** The transaction around everything that is done at once; undefined where each thing has its own. */
export const outerTransaction = (): Tx | undefined => outer.getStore()?.tx;

/**
 * Runs `work` in one transaction that every command and append inside joins, so that all of it is kept or nothing (the loader of exercises).
 * Only for programs at the console: it speaks for nobody until a session does.
 * @throws Refusal for what the database refused in a known way
 */
export async function inOneTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const joined = outer.getStore()?.tx;
  if (joined) return work(joined);
  const { prisma } = (shared.kullaDb ??= open());
  try {
    return await prisma.$transaction((tx) => outer.run({ tx }, () => work(tx)), { maxWait: 10_000, timeout: LOAD_MS });
  } catch (error) {
    throw refusalOf(error);
  }
}

/** How a transaction speaks for a session. */
export interface Speaking {
  touch?: boolean;
  clock?: Date;
  seconds?: number;
  together?: boolean;
}

/**
 * Runs `work` in one transaction that sees exactly what the session behind `token` may see.
 * @param touch a person really did something, so the idle time starts anew
 * @param seconds how long all of it may take
 * @param together what `work` reads as the same session is read in this transaction too, which begins once
 * @returns null when the session is not (or no longer) live; `work` then never ran
 * @throws Refusal for what the database refused in a known way
 */
export async function inTransaction<T>(
  token: string,
  work: (tx: Tx, principal: Principal) => Promise<T>,
  { touch = false, clock, seconds = 20, together = false }: Speaking = {},
): Promise<T | null> {
  const { tx: joined, spoken } = outer.getStore() ?? {};
  if (joined && spoken?.token === token && !touch && !clock) return work(joined, spoken.principal);
  const speak = async (tx: Tx) => {
    // A joined transaction still holds the clock of the call before.
    if (clock || joined) await tx.$queryRaw`SELECT set_config('app.loader_clock', ${clock?.toISOString() ?? ""}, true)`;
    const [row] = await tx.$queryRaw<
      { principal: Principal | null }[]
    >`SELECT app.begin(${token}, ${touch}) AS principal`;
    const principal = row?.principal;
    if (!principal) return null;
    return together
      ? outer.run({ tx, spoken: { token, principal } }, () => work(tx, principal))
      : await work(tx, principal);
  };
  try {
    if (joined) return await speak(joined);
    const { prisma } = (shared.kullaDb ??= open());
    return await prisma.$transaction(speak, { maxWait: 10_000, timeout: seconds * 1000 });
  } catch (error) {
    throw refusalOf(error);
  }
}

/** Closes the pool, at the end of a process or a test. */
export async function closeDb(): Promise<void> {
  const open = shared.kullaDb;
  delete shared.kullaDb;
  await open?.prisma.$disconnect();
  await open?.pool.end();
}
