import type { ReactNode } from "react";

/** The heading of a page, with a line that says what it is for and, at its right, the act one comes for. */
export function PageHeader(props: { title: string; lead?: ReactNode; action?: ReactNode }) {
  return (
    <div className="mb-4 flex flex-wrap items-end justify-between gap-3">
      <div className="grid gap-1">
        <h1>{props.title}</h1>
        {props.lead ? <p className="max-w-[72ch] text-ink-2">{props.lead}</p> : null}
      </div>
      {props.action}
    </div>
  );
}
