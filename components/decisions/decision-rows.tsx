"use client";

import { use } from "react";
import { Choice } from "@/components/ui/choice";
import { FormContext, fieldId } from "@/components/ui/form-context";
import { Rows } from "@/components/ui/rows";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import type { DecisionWords } from "@/lib/decisions/schema";
import { fill } from "@/lib/kernel/words";
import type { DecisionFormWords } from "./form-words";

type Words = DecisionFormWords;
type Option = NonNullable<DecisionWords["options"]>[number];
type Consulted = NonNullable<DecisionWords["consulted"]>[number];

const rowWords = ({ form: { rows } }: Words, own: { one: string; add: string; none: string }) => ({
  add: own.add,
  remove: rows.remove,
  up: rows.up,
  none: own.none,
  one: (number: number) => fill(own.one, { number }),
});

/** What is wrong with a list as a whole, at the place to which the summary leads. */
function OfList({ name, label }: { name: string; label: string }) {
  const form = use(FormContext);
  const error = form.errors[name];
  return error ? (
    <fieldset id={fieldId(form.id, name)} tabIndex={-1} className="border-l-4 border-error pl-3" aria-invalid="true">
      <legend className="sr-only">{label}</legend>
      <p className="font-semibold text-error">{error}</p>
    </fieldset>
  ) : null;
}

/** What else could be done: one is chosen, and of each other is said why not (D1). */
export function OptionRows({ initial, words }: { initial: readonly Option[]; words: Words }) {
  const { option } = words.form.rows;
  // Two are asked for, so two stand there; one that stays empty is not said.
  const rows = initial.length >= 2 ? initial : [...initial, ...Array(2 - initial.length).fill({ label: "" })];
  return (
    <>
      <OfList name="options" label={words.page.field.options} />
      <Rows<Option>
        legend={words.page.field.options}
        initial={rows}
        blank={{ label: "" }}
        headed
        words={rowWords(words, option)}
      >
        {(index, value) => (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-2">
            <div className="sm:col-span-2">
              <TextField
                name={`options.${index}.label`}
                label={option.label}
                defaultValue={value.label}
                required
                maxLength={200}
                autoComplete="off"
              />
            </div>
            {(["benefit", "cost", "risk", "reason"] as const).map((part) => (
              <TextField
                key={part}
                name={`options.${index}.${part}`}
                label={option[part]}
                defaultValue={value[part]}
                maxLength={500}
                autoComplete="off"
              />
            ))}
            <label className="inline-flex min-h-11 items-center gap-3 font-semibold sm:col-span-2">
              <input
                type="radio"
                name="chosen"
                value={index}
                defaultChecked={value.chosen === true}
                className="size-6 shrink-0 accent-ink"
              />
              {option.chosen}
            </label>
          </div>
        )}
      </Rows>
    </>
  );
}

/** Who was asked, and who was of another mind. */
export function ConsultedRows({ initial, words }: { initial: readonly Consulted[]; words: Words }) {
  const { consulted } = words.form.rows;
  return (
    <Rows<Consulted>
      legend={words.page.field.consulted}
      initial={initial}
      blank={{ who: "" }}
      headed
      words={rowWords(words, consulted)}
    >
      {(index, value) => (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3 sm:grid-cols-2">
          <TextField
            name={`consulted.${index}.who`}
            label={consulted.who}
            defaultValue={value.who}
            required
            maxLength={200}
            autoComplete="off"
          />
          <TextField
            name={`consulted.${index}.view`}
            label={consulted.view}
            defaultValue={value.view}
            maxLength={500}
            autoComplete="off"
          />
          <Choice
            name={`consulted.${index}.dissent`}
            label={consulted.dissent}
            defaultChecked={value.dissent === true}
          />
        </div>
      )}
    </Rows>
  );
}

/** What has to be true before a stop ends. */
export function CriterionRows({ initial, words }: { initial: readonly string[]; words: Words }) {
  const { criterion } = words.form.rows;
  return (
    <>
      <OfList name="criteria" label={words.page.field.criteria} />
      <Rows<string>
        legend={words.page.field.criteria}
        initial={initial}
        blank=""
        ordered
        words={rowWords(words, criterion)}
      >
        {(index, value) => (
          <TextArea
            name={`criteria.${index}`}
            label={fill(criterion.one, { number: index + 1 })}
            defaultValue={value}
            rows={2}
            required
            maxLength={500}
          />
        )}
      </Rows>
    </>
  );
}
