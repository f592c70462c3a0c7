"use client";

import { useState } from "react";
import { Choice } from "@/components/ui/choice";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import type { Messages } from "@/lib/kernel/messages";
import { fill } from "@/lib/kernel/words";
import type { FactName } from "@/lib/systems/facts";
import type { Typed } from "@/lib/systems/form-facts";
import { exposures, systemAudiences, systemKinds, TIERS } from "@/lib/systems/lists";
import { FormSection, pair } from "./form-section";
import { ContactRows, DeadlineRows, StepRows } from "./system-rows";

type Words = Messages["systems"];

/** What the fields need to know. */
export interface FieldFacts {
  typed: Typed;
  organisations: { value: string; label: string }[];
  zone: string;
  words: Words;
}

/** Every fact of a system but its code, in sections. */
export function SystemFields(facts: FieldFacts) {
  return (
    <>
      <WhatItIs {...facts} />
      <Responsible {...facts} />
      <Weight {...facts} />
      <People {...facts} />
      <Without {...facts} />
      <Technical {...facts} />
      <Plan {...facts} />
    </>
  );
}

const text = (typed: Typed, name: FactName) => (typed[name] === undefined ? undefined : String(typed[name]));
const list = <T,>(typed: Typed, name: FactName) => (typed[name] ?? []) as T[];

/** A line of text of one fact. */
function Line(props: FieldFacts & { name: FactName; hint?: string; max: number; required?: boolean }) {
  const { words, typed, name, hint } = props;
  return (
    <TextField
      name={name}
      label={words.catalogue.fact[name]}
      {...(hint && { hint })}
      defaultValue={text(typed, name)}
      maxLength={props.max}
      required={props.required}
      autoComplete="off"
    />
  );
}

function Whole(props: FieldFacts & { name: FactName; hint: string; min: number }) {
  const { words, typed, name } = props;
  return (
    <TextField
      name={name}
      type="number"
      inputMode="numeric"
      min={props.min}
      step={1}
      label={words.catalogue.fact[name]}
      hint={props.hint}
      defaultValue={text(typed, name)}
    />
  );
}

function WhatItIs(facts: FieldFacts) {
  const { typed, words } = facts;
  const { section, fact, hint, choose } = words.catalogue;
  return (
    <FormSection title={section.what} hint={section.whatHint}>
      <div className={pair}>
        <Line {...facts} name="name" max={200} required />
        <Line {...facts} name="localName" max={200} />
      </div>
      <Select
        name="kind"
        label={fact.kind}
        defaultValue={text(typed, "kind") ?? ""}
        options={[
          { value: "", label: choose },
          ...systemKinds.map((kind) => ({ value: kind, label: words.kind[kind] })),
        ]}
      />
      <Choice name="essential" label={fact.essential} hint={hint.essential} defaultChecked={typed.essential === true} />
    </FormSection>
  );
}

function Responsible(facts: FieldFacts) {
  const { typed, words, organisations } = facts;
  const { section, fact, hint, choose, nobody, noMaintainer } = words.catalogue;
  const [maintained, setMaintained] = useState(typed.maintainer !== undefined);
  return (
    <FormSection title={section.who} hint={section.whoHint}>
      <div className={pair}>
        {(["owner", "operator", "maintainer", "host"] as const).map((name) => (
          <Select
            key={name}
            name={name}
            label={fact[name]}
            hint={hint[name]}
            defaultValue={text(typed, name) ?? ""}
            {...(name === "maintainer" && { onChange: (event) => setMaintained(event.currentTarget.value !== "") })}
            options={[
              { value: "", label: name === "owner" || name === "operator" ? choose : nobody },
              ...organisations,
            ]}
          />
        ))}
      </div>
      {/* A status that is there from the start is read out when it gets its words. */}
      <p role="status" className="rounded-md bg-lim-bg px-3 py-2 text-sm empty:hidden">
        {maintained ? null : noMaintainer}
      </p>
    </FormSection>
  );
}

function Weight(facts: FieldFacts) {
  const { typed, words } = facts;
  const { section, fact, hint, choose, tierHint } = words.catalogue;
  return (
    <FormSection title={section.weight} hint={section.weightHint}>
      <Select
        name="tier"
        label={fact.tier}
        defaultValue={text(typed, "tier") ?? ""}
        options={[
          { value: "", label: choose },
          ...TIERS.map((tier) => ({ value: String(tier), label: `${words.tier[tier]} (${tierHint[tier]})` })),
        ]}
      />
      <div className={pair}>
        <Whole {...facts} name="rtoHours" hint={hint.hours} min={1} />
        <Whole {...facts} name="mtpdHours" hint={hint.hours} min={1} />
        <Whole {...facts} name="rpoHours" hint={hint.hours} min={0} />
      </div>
      <Line {...facts} name="mbco" hint={hint.mbco} max={500} />
    </FormSection>
  );
}

function People(facts: FieldFacts) {
  const { typed, words } = facts;
  const { section, fact, hint, audience } = words.catalogue;
  return (
    <FormSection title={section.people} hint={section.peopleHint}>
      <fieldset className="grid min-w-0 gap-2">
        <legend className="mb-1 font-semibold">{fact.audiences}</legend>
        <div className="grid gap-x-4 sm:grid-cols-2">
          {systemAudiences.map((one) => (
            <label key={one} className="flex min-h-11 items-center gap-3">
              <input
                type="checkbox"
                name="audiences"
                value={one}
                defaultChecked={list<string>(typed, "audiences").includes(one)}
                className="size-6 shrink-0 accent-ink"
              />
              {audience[one]}
            </label>
          ))}
        </div>
      </fieldset>
      <div className={pair}>
        <Whole {...facts} name="usesPerDay" hint={hint.usesPerDay} min={0} />
        <TextField name="usesOn" type="date" label={fact.usesOn} defaultValue={text(typed, "usesOn")} />
      </div>
      <Line {...facts} name="usesSource" hint={hint.usesSource} max={300} />
    </FormSection>
  );
}

function Without(facts: FieldFacts) {
  const { section, hint } = facts.words.catalogue;
  return (
    <>
      <FormSection title={section.without} hint={section.withoutHint}>
        <Line {...facts} name="fallback" hint={hint.fallback} max={500} />
        <Line {...facts} name="localFallback" hint={hint.fallback} max={500} />
        <DeadlineRows initial={list(facts.typed, "deadlines")} words={facts.words.catalogue} />
      </FormSection>
      <FormSection title={section.public} hint={section.publicHint}>
        <div className={pair}>
          <Line {...facts} name="publicName" max={200} />
          <Line {...facts} name="localPublicName" max={200} />
        </div>
      </FormSection>
    </>
  );
}

function Technical(facts: FieldFacts) {
  const { typed, words } = facts;
  const { section, fact, hint, exposure } = words.catalogue;
  return (
    <FormSection title={section.technical} hint={section.technicalHint}>
      <Select
        name="exposure"
        label={fact.exposure}
        defaultValue={text(typed, "exposure") ?? "internal"}
        options={exposures.map((one) => ({ value: one, label: exposure[one] }))}
      />
      <Line {...facts} name="probe" hint={hint.probe} max={300} />
      <div className={pair}>
        {(["backupGoodAt", "backupTestedAt"] as const).map((name) => (
          <TextField
            key={name}
            name={name}
            type="datetime-local"
            label={fact[name]}
            hint={fill(hint.backup, { zone: facts.zone })}
            defaultValue={text(typed, name)}
          />
        ))}
      </div>
    </FormSection>
  );
}

function Plan(facts: FieldFacts) {
  const { typed, words } = facts;
  const { section } = words.catalogue;
  return (
    <>
      <FormSection title={section.contacts} hint={section.contactsHint}>
        <ContactRows initial={list(typed, "contacts")} words={words.catalogue} />
      </FormSection>
      <FormSection title={section.steps} hint={section.stepsHint}>
        <StepRows name="shutdownSteps" initial={list(typed, "shutdownSteps")} words={words.catalogue} />
        <StepRows name="restoreSteps" initial={list(typed, "restoreSteps")} words={words.catalogue} />
        <Line {...facts} name="provenance" max={500} />
      </FormSection>
    </>
  );
}
