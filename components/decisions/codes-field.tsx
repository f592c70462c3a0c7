"use client";

import { FieldGroup } from "@/components/ui/field-group";
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
  return (
    <FieldGroup name="codes" legend={words.legend} hint={words.hint}>
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
    </FieldGroup>
  );
}
