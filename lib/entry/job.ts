import "server-only";
import { inTransaction, type Tx } from "@/lib/kernel/db";
import { env } from "@/lib/kernel/env";

/** Work that nobody waits for. `cron` says when it comes round by itself, in UTC. */
export interface Job {
  name: string;
  cron: string;
  run: (tx: Tx, now: Date) => Promise<void>;
}

export const defineJob = (job: Job): Job => job;

/** Opens one transaction of a job. */
export type Within = <T>(work: (tx: Tx, now: Date) => Promise<T>) => Promise<T>;

/** Work that waits for others between its transactions, which hold no connection meanwhile. */
export interface LongJob {
  name: string;
  cron: string;
  runLong: (within: Within) => Promise<void>;
}

export const defineLongJob = (job: LongJob): LongJob => job;

/**
 * Runs a job as the jobs' own part of the system, in one transaction (or several, when it is a long one); the job library tries again after an error.
 * @throws Error when this process was not let in for jobs
 */
export const runJob = (job: Job | LongJob): Promise<void> => ("run" in job ? within(job.run) : job.runLong(within));

const within: Within = async (work) => {
  const token = env().KULLA_JOBS_TOKEN;
  const done =
    token &&
    (await inTransaction(token, async (tx, principal) => ({ value: await work(tx, new Date(principal.now)) })));
  if (!done) throw new Error("KULLA_JOBS_TOKEN does not open the door for jobs");
  return done.value;
};
