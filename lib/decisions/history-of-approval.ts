import "server-only";
import { randomUUID } from "node:crypto";
import { conflict, Refusal } from "@/lib/kernel/errors";
import type { NewEntry } from "@/lib/record/append";
import { countedApprovals } from "./approvals";
import { begin } from "./begin";
import { missingToApprove, missingToPropose } from "./complete";
import { suffices } from "./counting";
import { entryOf, moveDecision, writeDecision } from "./effects";
import { type Past, underMark } from "./history";
import { keepPreview } from "./keep-preview";
import { LAPSE_MINUTES_MAX, RATIFY_HOURS } from "./lists";
import type { LoadedDecision } from "./load";
import { marked, unmet } from "./mark";
import { mayApprove, rightOf } from "./policy";
import { putForward } from "./put-forward";

/** Somebody proposed what does not say all that we ask for; what is missing stands in its own words. */
export async function proposeAsHistory({ tx, actor, decision, now }: Past, lapseMinutes: number): Promise<NewEntry[]> {
  if (missingToPropose(said(decision)).length === 0) throw new Error(`${decision.name} can be proposed by the rules`);
  return [(await putForward(tx, { actor, decision, lapseMinutes, now })).line];
}

/**
 * Somebody approved, or ratified, as they could then: without having opened the effects, and without a second factor. The effects are computed
 * by the map of that moment and kept with it; nobody is said to have looked. Who proposed or began still cannot.
 */
export async function approveAsHistory(past: Past, reason: string, ratifies = false): Promise<NewEntry[]> {
  const { tx, actor, decision, now } = past;
  const verdict = mayApprove(actor, ratifies ? "decision.ratify" : "decision.approve", decision, now);
  if (!verdict.ok) throw new Refusal("forbidden", verdict.because);
  const right = rightOf(actor, decision, now);
  const unratified = decision.emergencyReason !== null && decision.ratifiedAt === null;
  if (!right || decision.state === "draft" || (ratifies && !unratified)) throw conflict("not-proposed");
  const { preview } = ratifies && decision.preview ? decision : await keepPreview(tx, decision, actor, now);
  if (!preview) throw conflict("preview-first");
  const before = await countedApprovals(tx, decision, preview.hash);
  const one = { personId: actor.personId, says: "approve", version: decision.version, previewHash: preview.hash };
  const counted = [...before, { ...one, by: right.by }];
  const given = counted.length;
  const short = suffices(counted, preview.needed) ? [] : [unmet("D5", `${given} of ${preview.needed} people approved`)];
  const late = ratifies && decision.ratifyBy && decision.ratifyBy < now ? [unmet("D11", "ratified late")] : [];
  const rules = [...lacking(past, ratifies), ...short, ...late];
  return underMark(tx, rules, async (mark) => {
    const textHash = decision.textHash ?? "";
    const words = { version: decision.version, textHash, previewHash: preview.hash };
    const told = { factor: "none", weaker: true, reason: marked(mark, reason).slice(0, 2000) };
    await tx.approval.createMany({
      data: [
        {
          id: randomUUID(),
          decisionId: decision.id,
          previewId: preview.id,
          givenAt: now,
          ...one,
          ...words,
          ...told,
          ...right,
        },
      ],
    });
    if (ratifies) await writeDecision(tx, decision, { ratifiedAt: now });
    else await moveDecision(tx, decision, "approve", { decidedAt: now });
    const line = { ...words, ...told, right: right.by, given, needed: preview.needed };
    return [entryOf(decision, ratifies ? "decision.ratified" : "decision.approved", line)];
  });
}

/** What of our rules an approval of that time did not meet, whoever gave it. */
function lacking({ decision, now }: Past, ratifies: boolean): string[] {
  const seen = unmet("D7", "nobody opened the effects, no second factor");
  if (ratifies) return [seen];
  const missing = missingToApprove(said(decision)).map(({ field }) => field);
  const whole = missing.length > 0 ? [unmet("D2", `not said: ${missing.join(", ")}`)] : [];
  const lapsed = decision.lapsesAt && decision.lapsesAt <= now;
  return [
    ...whole,
    ...(lapsed ? [`decided after ${LAPSE_MINUTES_MAX / 60} hours, when it would have lapsed`] : []),
    seen,
  ];
}

const said = ({ type, scope, undoes, words }: LoadedDecision) => ({
  type,
  systems: scope.map(({ code }) => code),
  undoes: undoes?.number,
  words,
});

/** In an emergency somebody began with the approval that there was, and the rest was to come in writing. */
export async function beginAsHistory({ tx, actor, decision, now }: Past, reason: string): Promise<NewEntry[]> {
  const ratifyBy = new Date(now.getTime() + RATIFY_HOURS * 3_600_000);
  return underMark(tx, [unmet("D11", "begun by the order of one authority, to be ratified")], async (mark) => {
    const emergencyReason = marked(mark, reason).slice(0, 2000);
    await begin(tx, { actor, decision, now, how: "execute", more: { emergencyReason, ratifyBy } });
    const { version, textHash } = decision;
    const line = { version, textHash: textHash ?? "", ratifyBy: ratifyBy.toISOString(), reason: emergencyReason };
    return [entryOf(decision, "decision.acted-on", line)];
  });
}
