"use client";

import type { ComponentProps } from "react";
import { controlClass, Field } from "./field";
import { useField } from "./form-context";

type Props = Omit<ComponentProps<"input">, "id"> & { name: string; label: string; hint?: string };

/** One line of typing. A field that is not required says so in words. */
export function TextField({ label, hint, className, ...rest }: Props) {
  const { id, error, optionalWord, control } = useField(rest.name, hint);
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={!rest.required && optionalWord}>
      <input {...rest} {...control} className={controlClass(error, className)} />
    </Field>
  );
}
