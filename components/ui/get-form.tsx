"use client";

import { type ReactNode, useId } from "react";
import { cn } from "@/lib/kernel/cn";
import { ErrorSummary } from "./error-summary";
import { FormContext, fieldId } from "./form-context";

/** A form that asks its own page anew, so that what was chosen stands in the address; what is wrong stands above it and at the field. */
export function GetForm(props: {
  action: string;
  problem: string;
  errors: Record<string, string>;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  const errors = Object.entries(props.errors);
  return (
    <FormContext value={{ id, errors: props.errors, words: { optional: "" } }}>
      <form action={props.action} noValidate className={cn("grid gap-4", props.className)}>
        {errors.length > 0 ? (
          <ErrorSummary
            key={JSON.stringify(errors)}
            title={props.problem}
            errors={errors.map(([name, message]) => ({ href: `#${fieldId(id, name)}`, message }))}
          />
        ) : null}
        {props.children}
      </form>
    </FormContext>
  );
}
