"use client";

import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { api } from "@/lib/entry/paths";
import { FormSection } from "./form-section";
import { type FieldFacts, SystemFields } from "./system-fields";

/** Adds a system: its code, which stays, and all that is known of it. */
export function NewSystemForm(props: FieldFacts & { form: FormWords }) {
  const { form, ...facts } = props;
  const { catalogue } = facts.words;
  return (
    <ApiForm action={api.systems()} then="/systems/{code}" words={form}>
      <FormSection title={catalogue.fact.code} hint={catalogue.hint.code}>
        <TextField
          name="code"
          label={catalogue.fact.code}
          required
          maxLength={40}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          className="font-mono uppercase"
          autoFocus
        />
      </FormSection>
      <SystemFields {...facts} />
      <Button type="submit" kind="main" className="justify-self-start">
        {catalogue.new.button}
      </Button>
    </ApiForm>
  );
}
