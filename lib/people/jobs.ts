import "server-only";
import { defineJob } from "@/lib/entry/job";
import type { Tx } from "@/lib/kernel/db";

const DAY_MS = 86_400_000;
/** A request is sent again within minutes; a day leaves room for a device that was closed overnight. */
const ANSWERS_DAYS = 2;
const CODES_DAYS = 7;

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS);

/** Clears what has served its time: challenges, used or old one-time codes, kept answers, counters of failed tries. The record stays. */
export const tidy = defineJob({
  name: "tidy",
  cron: "7 * * * *",
  async run(tx: Tx, now: Date) {
    await tx.challenge.deleteMany({ where: { expiresAt: { lt: now } } });
    await tx.enrolmentCode.deleteMany({ where: { expiresAt: { lt: daysBefore(now, CODES_DAYS) } } });
    await tx.answer.deleteMany({ where: { givenAt: { lt: daysBefore(now, ANSWERS_DAYS) } } });
    await tx.attempt.deleteMany({ where: { expire: { lt: BigInt(now.getTime()) } } });
  },
});
