import type { ReactNode } from "react";
import { buttonClass } from "./button";

/** A button of the bar that opens what it names under the whole bar. */
export function Disclosure(props: { label: string; open?: boolean; children: ReactNode }) {
  return (
    <details open={props.open} className="more group contents">
      <summary className={buttonClass("plain", "list-none [&::-webkit-details-marker]:hidden")}>
        {props.label}
        <span aria-hidden="true" className="text-xs group-open:rotate-180">
          ▾
        </span>
      </summary>
      <div className="pt-2 pb-1">{props.children}</div>
    </details>
  );
}
