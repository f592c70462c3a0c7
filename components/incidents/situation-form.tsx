"use client";

import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";

export interface Situation {
  of: "severity" | "phase";
  action: string;
  version: number;
  options: { value: string; label: string }[];
  words: { value: string; reason: string; reasonHint: string; button: string; form: FormWords };
}

/** A new value and one sentence why, which become an entry. */
export function SituationForm({ of, action, version, options, words }: Situation) {
  return (
    <ApiForm action={action} fixed={{ version }} words={words.form}>
      <Select name={of} label={words.value} options={options} />
      <TextField name="reason" label={words.reason} hint={words.reasonHint} required autoComplete="off" />
      <div>
        <Button type="submit" kind="main">
          {words.button}
        </Button>
      </div>
    </ApiForm>
  );
}
