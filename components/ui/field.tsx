"use client";

import type { ReactNode } from "react";
import { cn } from "@/lib/kernel/cn";

export { controlClass } from "./control-class";

/** The frame of every field: label above, then hint, then error, then the control. */
export function Field(props: {
  id: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  optional?: string | false | undefined;
  children: ReactNode;
}) {
  const { id, label, hint, error } = props;
  return (
    <div className={cn("grid gap-2", error && "border-l-4 border-error pl-3")}>
      <label htmlFor={id} className="font-semibold">
        {label}
        {props.optional ? <span className="font-normal text-ink-2"> ({props.optional})</span> : null}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-ink-2">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="font-semibold text-error">
          {error}
        </p>
      ) : null}
      {props.children}
    </div>
  );
}
