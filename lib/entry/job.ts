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

/**
 * Runs a job as the jobs' own part of the system, in one transaction; the job library tries again after an error.
 * @throws Error when this process was not let in for jobs
 */
export async function runJob(job: Job): Promise<void> {
  const token = env().KULLA_JOBS_TOKEN;
  const done =
    token &&
    (await inTransaction(token, async (tx, principal) => ({ done: await job.run(tx, new Date(principal.now)) })));
  if (!done) throw new Error("KULLA_JOBS_TOKEN does not open the door for jobs");
}
