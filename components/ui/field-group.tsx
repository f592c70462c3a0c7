"use client";

import type { ReactNode } from "react";
import { cn } from "@/lib/kernel/cn";
import { useField } from "./form-context";

/** Several controls under one name, with what is wrong with them as a whole at the place to which a summary of errors leads. */
export function FieldGroup(props: { name: string; legend: string; hint?: string; children: ReactNode }) {
  const { id, error, control } = useField(props.name, props.hint);
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      aria-describedby={control["aria-describedby"]}
      className={cn("grid min-w-0 gap-2", error && "border-l-4 border-error pl-3")}
    >
      <legend className="font-semibold">{props.legend}</legend>
      {props.hint ? (
        <p id={`${id}-hint`} className="text-sm text-ink-2">
          {props.hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="font-semibold text-error">
          {error}
        </p>
      ) : null}
      {props.children}
    </fieldset>
  );
}
