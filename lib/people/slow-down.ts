import "server-only";
import { createHmac } from "node:crypto";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "@/lib/kernel/db";
import { Refusal } from "@/lib/kernel/errors";
import { keyFor } from "./secret";

const QUARTER = 15 * 60;
const MONTH = 30 * 24 * 3600;

/** How many tries are given (security.md G17). Only passwords and codes are counted: nothing here stands in the way of a passkey. */
const rules = {
  account: { points: 10, duration: QUARTER },
  address: { points: 10, duration: QUARTER },
  /** The long memory of an account, so that nobody guesses on for weeks at a slow pace. */
  whole: { points: 100, duration: MONTH },
  code: { points: 10, duration: QUARTER },
} as const;
type Rule = keyof typeof rules;

let limiters: Record<Rule, RateLimiterPostgres> | undefined;
const limiter = (rule: Rule) =>
  (limiters ??= Object.fromEntries(
    Object.entries(rules).map(([name, { points, duration }]) => [
      name,
      // The jobs clear old counters.
      new RateLimiterPostgres({
        storeClient: pool(),
        storeType: "pool",
        tableName: "attempt",
        tableCreated: true,
        clearExpiredByTimeout: false,
        keyPrefix: name,
        points,
        duration,
      }),
    ]),
  ) as Record<Rule, RateLimiterPostgres>)[rule];

/** Counters tell nobody who tried: the account or address is kept only as a keyed hash. */
const hidden = (text: string) => createHmac("sha256", keyFor("tries")).update(text).digest("base64url");

/** There were too many tries. `first` says that this one was the first beyond the limit, which alone is worth a line of record. */
export class TooManyTries extends Refusal {
  constructor(
    readonly rule: Rule,
    readonly minutes: number,
    readonly first: boolean,
  ) {
    const because = rule === "whole" ? "too-many-tries-in-all" : "too-many-tries";
    super("too-many", because, { words: { minutes }, retryAfterSeconds: minutes * 60 });
  }
}

/**
 * Counts a try before it is looked at, so that a thousand at once are still ten.
 * @throws TooManyTries
 */
export async function countTry(rule: Rule, who: string): Promise<void> {
  try {
    await limiter(rule).consume(hidden(who));
  } catch (reason) {
    if (!(reason instanceof RateLimiterRes)) throw new Refusal("unavailable");
    const minutes = Math.max(1, Math.ceil(reason.msBeforeNext / 60_000));
    throw new TooManyTries(rule, minutes, reason.consumedPoints === rules[rule].points + 1);
  }
}

/** The try was a good one: it is given back, and an account's failures are forgotten. */
export async function forgetTries(tries: Partial<Record<Rule, string>>): Promise<void> {
  for (const [rule, who] of Object.entries(tries) as [Rule, string][]) {
    if (rule === "account" || rule === "whole") await limiter(rule).delete(hidden(who));
    else await limiter(rule).reward(hidden(who), 1);
  }
}
