import "server-only";
import { defineJob } from "@/lib/entry/job";
import type { Tx } from "@/lib/kernel/db";
import { append } from "@/lib/record/append";
import { decisionName } from "./lists";

/** Lets lapse what nobody decided in its time. What it was asked for stays visible and can be proposed again. */
export const lapse = defineJob({
  name: "lapse-decisions",
  cron: "* * * * *",
  async run(tx: Tx, now: Date) {
    const waiting = await tx.decision.findMany({
      where: { state: { in: ["proposed", "returned"] }, lapsesAt: { lte: now } },
      select: { id: true, incidentId: true, number: true, title: true, revision: true },
    });
    for (const { id, incidentId, number, title, revision } of waiting) {
      const { count } = await tx.decision.updateMany({
        where: { id, revision },
        data: { state: "lapsed", revision: { increment: 1 } },
      });
      if (count === 0) continue;
      await append(tx, {
        type: "decision.lapsed",
        incident: incidentId,
        subjectType: "decision",
        subjectId: id,
        data: { name: decisionName(number), title },
      });
    }
  },
});

interface Passed {
  id: string;
  incidentId: string;
  number: number;
  title: string;
  reviewAt: Date;
  approvers: string;
}

/** Says once, when the time of a review has passed, that a stop still holds, and names who approved it (D8). A new time begins anew. */
export const reviewsPassed = defineJob({
  name: "tell-passed-reviews",
  cron: "* * * * *",
  async run(tx: Tx) {
    const passed = await tx.$queryRaw<Passed[]>`SELECT * FROM app.tell_passed_reviews()`;
    for (const { id, incidentId, number, title, reviewAt, approvers } of passed)
      await append(tx, {
        type: "decision.review-passed",
        incident: incidentId,
        subjectType: "decision",
        subjectId: id,
        data: { name: decisionName(number), title, reviewAt: reviewAt.toISOString(), approvers: approvers || "–" },
      });
  },
});
