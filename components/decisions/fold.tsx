"use client";

import { type ReactNode, use, useEffect, useRef } from "react";
import { FormContext } from "@/components/ui/form-context";

/** A part of a long form that can wait. It opens by itself when one of its fields was refused, so that no error is hidden. */
export function Fold(props: {
  name: string;
  title: string;
  hint: string;
  /** What is still missing in it, in words; empty when nothing is. */
  missing: string;
  open?: boolean;
  children: ReactNode;
}) {
  const box = useRef<HTMLDetailsElement>(null);
  const { errors } = use(FormContext);
  useEffect(() => {
    const wrong = Object.keys(errors).length > 0 && box.current?.querySelector("[aria-invalid], .border-error");
    if (wrong) box.current?.setAttribute("open", "");
  }, [errors]);
  return (
    <details
      ref={box}
      data-part={props.name}
      open={props.open}
      className="group rounded-lg border border-line bg-surface"
    >
      <summary className="flex min-h-12 flex-wrap items-center gap-x-3 px-4 py-2">
        <span aria-hidden="true" className="text-xs group-open:rotate-90">
          ▸
        </span>
        <span className="text-md font-semibold">{props.title}</span>
        {props.missing ? <span className="text-sm text-ink-2">{props.missing}</span> : null}
      </summary>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-4 pt-1 pb-4">
        <p className="text-sm text-ink-2">{props.hint}</p>
        {props.children}
      </div>
    </details>
  );
}
