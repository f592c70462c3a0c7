import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Chip } from "@/components/ui/chip";
import type { DecisionState } from "@/lib/decisions/machine";
import type { DecisionLine } from "@/lib/decisions/views";

type Shape = "begun" | "waits" | "agreed" | "running" | "holds" | "done" | "ended";

/** Silhouettes of how far a decision is. Ink only: colour is for systems (ux.md §5.4). */
const shapes: Record<Shape, ReactNode> = {
  begun: (
    <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.6" strokeDasharray="2.6 2.27" />
  ),
  waits: (
    <>
      <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.7" />
      <path d="M8 4.4V8l2.4 1.6" fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
  agreed: (
    <>
      <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.7" />
      <path d="M5.1 8.2l2 2.1 3.8-4.2" fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
  running: (
    <>
      <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.7" />
      <path d="M8 1.8a6.2 6.2 0 0 1 0 12.4Z" fill="currentColor" />
    </>
  ),
  holds: <circle cx="8" cy="8" r="7" fill="currentColor" />,
  done: (
    <>
      <circle cx="8" cy="8" r="7" fill="currentColor" />
      <path d="M4.6 8.3l2.3 2.4 4.5-5" className="fill-none stroke-surface" strokeWidth="1.8" strokeLinecap="round" />
    </>
  ),
  ended: <path d="M3.5 3.5l9 9M12.5 3.5l-9 9" stroke="currentColor" strokeWidth="1.9" strokeLinecap="round" />,
};

const shapeOf: Record<DecisionState, Shape> = {
  draft: "begun",
  proposed: "waits",
  returned: "waits",
  approved: "agreed",
  executing: "running",
  failed: "running",
  "in-force": "holds",
  executed: "done",
  verified: "holds",
  "partially-restored": "running",
  restored: "done",
  closed: "done",
  rejected: "ended",
  withdrawn: "ended",
  lapsed: "ended",
  cancelled: "ended",
};

/** Where a decision stands, in shape and words. What nobody may overlook, unratified or overdue, stands in solid ink beside it. */
export function DecisionMark(props: { decision: Pick<DecisionLine, "state" | "unratified" | "overdue"> }) {
  const { state, unratified, overdue } = props.decision;
  const t = useTranslations("decisions.states");
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <span className="inline-flex items-start gap-1.5 font-semibold">
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" className="mt-[0.2em] shrink-0">
          {shapes[shapeOf[state]]}
        </svg>
        {t(state)}
      </span>
      {unratified ? <Chip solid>{t("unratified")}</Chip> : null}
      {overdue ? <Chip solid>{t("overdue")}</Chip> : null}
    </span>
  );
}
