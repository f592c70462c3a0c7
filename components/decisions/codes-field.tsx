"use client";

import { useField } from "@/components/ui/form-context";
import { TextField } from "@/components/ui/text-field";
import { fill } from "@/lib/kernel/words";

/** One field for each system whose code has to be typed by hand. */
export function CodesField({
  codes,
  words,
}: {
  codes: string[];
  words: { legend: string; hint: string; one: string };
}) {
  const { id, error, control } = useField("codes", words.hint);
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      aria-describedby={control["aria-describedby"]}
      className={error ? "grid gap-2 border-l-4 border-error pl-3" : "grid gap-2"}
    >
      <legend className="font-semibold">{words.legend}</legend>
      <p id={`${id}-hint`} className="text-sm text-ink-2">
        {words.hint}
      </p>
      {error ? (
        <p id={`${id}-error`} className="font-semibold text-error">
          {error}
        </p>
      ) : null}
      {codes.map((code, index) => (
        <TextField
          key={code}
          name={`codes.${index}`}
          label={fill(words.one, { code })}
          required
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          className="font-mono"
        />
      ))}
    </fieldset>
  );
}
