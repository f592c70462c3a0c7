"use client";

import type { ComponentProps } from "react";
import { controlClass, Field } from "./field";
import { useField } from "./form-context";

type Props = Omit<ComponentProps<"select">, "id" | "children"> & {
  name: string;
  label: string;
  hint?: string;
  options: { value: string; label: string }[];
};

/** One of a closed list. */
export function Select({ label, hint, options, className, ...rest }: Props) {
  const { id, error, control } = useField(rest.name, hint);
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <select {...rest} {...control} className={controlClass(error, className)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}
