import { cn } from "@/lib/kernel/cn";
import { PreferenceForm } from "./preference-form";

/** A choice of a person among few: each is a button of its own, the one in use is filled. */
export function PreferenceSwitch<Value extends string>(props: {
  name: "theme" | "clock" | "shortcuts";
  label: string;
  values: readonly Value[];
  inUse: Value;
  words: Record<Value, string>;
}) {
  return (
    <PreferenceForm label={props.label} className="flex flex-wrap gap-1">
      {props.values.map((value) => (
        <button
          key={value}
          type="submit"
          name={props.name}
          value={value}
          aria-pressed={value === props.inUse}
          className={cn(
            "min-h-11 rounded-md border px-2.5 text-sm sm:min-h-9",
            value === props.inUse ? "border-ink bg-ink font-semibold text-on-ink" : "border-line-strong bg-surface",
          )}
        >
          {props.words[value]}
        </button>
      ))}
    </PreferenceForm>
  );
}
