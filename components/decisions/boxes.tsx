"use client";

import { FieldGroup } from "@/components/ui/field-group";

/** Several of a list, each a box whose whole line can be pressed. */
export function Boxes(props: { name: string; legend: string; options: { value: string; label: string }[] }) {
  return (
    <FieldGroup name={props.name} legend={props.legend}>
      <div className="grid gap-x-4 sm:grid-cols-2">
        {props.options.map(({ value, label }) => (
          <label key={value} className="flex min-h-11 items-center gap-3">
            <input type="checkbox" name={props.name} value={value} className="size-6 shrink-0 accent-ink" />
            {label}
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}
