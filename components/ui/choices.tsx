"use client";

import { FieldGroup } from "./field-group";
import { useField } from "./form-context";

/** One of a few, all of them in sight; nothing is chosen for the person. */
export function Choices(props: {
  name: string;
  legend: string;
  options: { value: string; label: string }[];
  value: string;
  onChoose: (value: string) => void;
}) {
  const { control } = useField(props.name, undefined);
  return (
    <FieldGroup name={props.name} legend={props.legend}>
      <div className="grid gap-x-4 sm:grid-cols-2">
        {props.options.map(({ value, label }) => (
          <label key={value} className="flex min-h-11 items-center gap-3">
            <input
              type="radio"
              name={props.name}
              value={value}
              checked={props.value === value}
              onChange={() => props.onChoose(value)}
              aria-invalid={control["aria-invalid"]}
              className="size-6 shrink-0 accent-ink"
            />
            {label}
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}
