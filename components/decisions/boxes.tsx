"use client";

import { useField } from "@/components/ui/form-context";

/** Several of a list, each a box whose whole line can be pressed. */
export function Boxes(props: { name: string; legend: string; options: { value: string; label: string }[] }) {
  const { id, error, control } = useField(props.name, undefined);
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      aria-describedby={control["aria-describedby"]}
      className={error ? "grid min-w-0 gap-2 border-l-4 border-error pl-3" : "grid min-w-0 gap-2"}
    >
      <legend className="mb-1 font-semibold">{props.legend}</legend>
      {error ? (
        <p id={`${id}-error`} className="font-semibold text-error">
          {error}
        </p>
      ) : null}
      <div className="grid gap-x-4 sm:grid-cols-2">
        {props.options.map(({ value, label }) => (
          <label key={value} className="flex min-h-11 items-center gap-3">
            <input type="checkbox" name={props.name} value={value} className="size-6 shrink-0 accent-ink" />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
