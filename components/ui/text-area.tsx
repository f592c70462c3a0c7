"use client";

import type { ComponentProps } from "react";
import { controlClass, Field } from "./field";
import { useField } from "./form-context";

type Props = Omit<ComponentProps<"textarea">, "id"> & { name: string; label: string; hint?: string };

/** Several lines of typing. */
export function TextArea({ label, hint, className, rows = 4, ...rest }: Props) {
  const { id, error, optionalWord, control } = useField(rest.name, hint);
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={!rest.required && optionalWord}>
      <textarea {...rest} {...control} rows={rows} className={controlClass(error, className)} />
    </Field>
  );
}
