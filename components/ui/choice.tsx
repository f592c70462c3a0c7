"use client";

import type { ComponentProps } from "react";
import { useField } from "./form-context";

type Props = Omit<ComponentProps<"input">, "id" | "type"> & {
  type?: "checkbox" | "radio";
  name: string;
  label: string;
  hint?: string;
};

/** A box to tick or one of several to choose; its whole line can be pressed. */
export function Choice({ type = "checkbox", label, hint, ...rest }: Props) {
  const { id, error, control } = useField(rest.name, hint);
  const own = type === "radio" ? `${id}-${rest.value}` : id;
  return (
    <div>
      {error ? (
        <p id={`${id}-error`} className="font-semibold text-error">
          {error}
        </p>
      ) : null}
      <div className="flex items-start gap-3">
        <input {...rest} {...control} id={own} type={type} className="mt-0.5 size-6 shrink-0 accent-ink" />
        <div>
          <label htmlFor={own} className="block min-h-7 font-semibold">
            {label}
          </label>
          {hint ? (
            <p id={`${id}-hint`} className="text-sm text-ink-2">
              {hint}
            </p>
          ) : null}
        </div>
      </div>
    </div>
  );
}
