"use client";

import { ApiForm, type FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { decisionTypes } from "@/lib/decisions/lists";
import { api } from "@/lib/entry/paths";
import type { Messages } from "@/lib/kernel/messages";
import { Boxes } from "./boxes";

export interface DelegationFormFacts {
  incidentRef: string;
  people: { id: string; name: string; organisation: string }[];
  organisations: { id: string; name: string }[];
  tiers: { value: string; label: string }[];
  words: Messages["decisions"]["delegations"]["form"];
  types: Messages["decisions"]["types"];
  form: FormWords;
}

/** An authority lends the right to approve: to whom, what, down to which tier, of whom, and for how long. */
export function DelegationForm(facts: DelegationFormFacts) {
  const { words, people } = facts;
  return (
    <ApiForm action={api.delegations(facts.incidentRef)} words={facts.form}>
      <Select
        name="person"
        label={words.person}
        defaultValue=""
        options={[
          { value: "", label: words.choose },
          ...people.map(({ id, name, organisation }) => ({ value: id, label: `${name}, ${organisation}` })),
        ]}
      />
      <Boxes
        name="types"
        legend={words.types}
        options={decisionTypes.map((type) => ({ value: type, label: facts.types[type] }))}
      />
      <div className="grid gap-4 sm:grid-cols-3 sm:items-end">
        <Select name="tierFrom" label={words.tier} defaultValue="2" options={facts.tiers} />
        <TextField
          name="systemsMax"
          type="number"
          inputMode="numeric"
          min={1}
          max={200}
          label={words.systems}
          defaultValue={3}
          required
        />
        <TextField
          name="hours"
          type="number"
          inputMode="numeric"
          min={1}
          max={24}
          label={words.hours}
          defaultValue={8}
          required
        />
      </div>
      <details>
        <summary className="inline-flex min-h-11 items-center underline underline-offset-4">{words.owners}</summary>
        <Boxes
          name="organisations"
          legend={words.ownersHint}
          options={facts.organisations.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </details>
      <TextField name="reason" label={words.reason} required maxLength={1000} autoComplete="off" />
      <Button type="submit" kind="main" className="justify-self-start">
        {words.button}
      </Button>
    </ApiForm>
  );
}
