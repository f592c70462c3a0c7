import { Logger, run } from "graphile-worker";
import { lapse, reviewsPassed } from "@/lib/decisions/jobs";
import { type Job, type LongJob, runJob } from "@/lib/entry/job";
import { closeDb } from "@/lib/kernel/db";
import { env } from "@/lib/kernel/env";
import { log } from "@/lib/kernel/log";
import { tidy } from "@/lib/people/jobs";
import { lookInside } from "@/lib/systems/jobs";

const jobs: (Job | LongJob)[] = [tidy, lapse, reviewsPassed, lookInside];

const logger = new Logger(() => (level, message) => {
  if (level === "error" || level === "warning") log().warn({ part: "jobs" }, message);
});

/** The jobs: what the house does by itself. Any number of workers may run beside each other; each job is done by one. */
async function main(): Promise<void> {
  const runner = await run({
    connectionString: env().DATABASE_URL,
    maxPoolSize: 4,
    concurrency: 2,
    noHandleSignals: true,
    logger,
    crontab: jobs.map(({ cron, name }) => `${cron} ${name}`).join("\n"),
    taskList: Object.fromEntries(jobs.map((job) => [job.name, () => runJob(job)])),
  });
  log().info({ jobs: jobs.map(({ name }) => name) }, "jobs running");
  const close = async () => {
    await runner.stop().catch(() => {});
    await closeDb();
    process.exit(0);
  };
  process.once("SIGTERM", close);
  process.once("SIGINT", close);
  await runner.promise;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
