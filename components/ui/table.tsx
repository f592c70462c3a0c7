import type { ReactNode } from "react";

/** A table with its name read out; it scrolls in its own frame, so that the page never scrolls sideways. */
export function Table(props: { caption: string; head: ReactNode[]; children: ReactNode }) {
  return (
    <section
      aria-label={props.caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard (WCAG 2.1.1).
      tabIndex={0}
      // Words for screen readers stand out of the flow: without this frame around them they would widen the page.
      className="relative overflow-x-auto rounded-lg border border-line bg-surface"
    >
      <table className="w-full border-collapse text-left [&_td]:px-3 [&_td]:py-2.5 [&_th]:px-3 [&_th]:py-2 [&_tbody_tr]:border-t [&_tbody_tr]:border-line">
        <caption className="sr-only">{props.caption}</caption>
        <thead className="text-xs text-ink-2">
          <tr>
            {props.head.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the columns of one table never move.
              <th key={index} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </section>
  );
}
