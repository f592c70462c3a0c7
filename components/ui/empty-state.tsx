import type { ReactNode } from "react";

/** One sentence and one act, no drawing. */
export function EmptyState(props: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="grid justify-items-start gap-3 rounded-lg border border-line bg-surface p-4">
      <p>{props.children}</p>
      {props.action}
    </div>
  );
}
