"use client";

import { type ReactNode, useRef } from "react";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import type { Typed } from "@/lib/decisions/form";
import { type DecisionType, decisionTypes, kinds } from "@/lib/decisions/lists";
import type { Language } from "@/lib/kernel/preferences";
import { fill } from "@/lib/kernel/words";
import { nameIn } from "@/lib/systems/name-in";
import type { NamedSystem } from "@/lib/systems/views";
import type { FormFacts } from "./decision-form";
import { SystemsPicker } from "./systems-picker";

interface FewFacts extends Pick<FormFacts, "incidentRef" | "version" | "language" | "words" | "lengths" | "stops"> {
  typed: Typed;
  type: DecisionType;
  setType: (type: DecisionType) => void;
  systems: NamedSystem[];
  setSystems: (systems: NamedSystem[]) => void;
}

/** The few things with which a decision can be proposed within a minute on a phone; everything else can follow. */
export function DecisionFew(facts: FewFacts) {
  const { typed, type, systems, setType, setSystems, stops } = facts;
  const {
    form,
    types,
    page: { field },
  } = facts.words;
  const { scope, undoes, stop } = kinds[type];
  const box = useRef<HTMLDivElement>(null);
  const ownTitle = useRef(typed.title !== "");

  /** A title that nobody wrote follows what was chosen. */
  const suggest = (nextType: DecisionType, next: readonly NamedSystem[]) => {
    const input = box.current?.querySelector<HTMLInputElement>("input[name=title]");
    const suggestions: Partial<Record<DecisionType, string>> = form.suggest;
    if (input && !ownTitle.current) input.value = titleFor(suggestions[nextType], next, facts.language);
  };
  const pick = (next: NamedSystem[]) => {
    setSystems(next);
    suggest(type, next);
  };
  return (
    <section
      aria-labelledby="few"
      data-part="few"
      className="grid grid-cols-[minmax(0,1fr)] gap-4 rounded-lg border-2 border-ink bg-surface p-4"
    >
      <div>
        <h2 id="few">{form.few}</h2>
        <p className="text-sm text-ink-2">{form.fewHint}</p>
      </div>
      <div ref={box} className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Select
          name="type"
          label={field.type}
          value={type}
          onChange={({ currentTarget }) => {
            const next = currentTarget.value as DecisionType;
            setType(next);
            suggest(next, systems);
          }}
          options={decisionTypes.map((one) => ({ value: one, label: types[one] }))}
        />
        {undoes ? (
          <Select
            name="undoes"
            label={field.undoes}
            defaultValue={typed.undoes?.toString() ?? ""}
            onChange={({ currentTarget }) => {
              const of = stops.find(({ number }) => String(number) === currentTarget.value);
              if (of && systems.length === 0) pick(of.systems);
            }}
            options={[
              { value: "", label: stops.length > 0 ? form.choose : form.noStops },
              ...stops.map(({ number, name, title }) => ({ value: String(number), label: `${name} ${title}` })),
            ]}
          />
        ) : null}
        {scope ? (
          <SystemsPicker
            incidentRef={facts.incidentRef}
            version={facts.version}
            language={facts.language}
            chosen={systems}
            change={pick}
            words={form.systems}
          />
        ) : null}
        <TextField
          name="title"
          label={field.title}
          hint={form.hint.title}
          defaultValue={typed.title}
          maxLength={200}
          required
          autoComplete="off"
          onInput={({ currentTarget }) => {
            ownTitle.current = currentTarget.value !== "";
          }}
        />
        <TextArea
          name="situation"
          label={field.situation}
          hint={form.hint.situation}
          defaultValue={typed.words.situation}
          rows={3}
          maxLength={4000}
          required
        />
        <Select
          name="expectedMinutes"
          label={field.expectedMinutes}
          defaultValue={typed.words.expectedMinutes?.toString() ?? ""}
          options={[{ value: "", label: form.choose }, ...facts.lengths]}
        />
        <UndoField typed={typed} required={stop} {...facts.words} />
      </div>
    </section>
  );
}

/** How one gets back; for the usual way there is a sentence that can be taken. */
function UndoField({
  typed,
  required,
  form,
  page,
}: { typed: Typed; required: boolean } & FewFacts["words"]): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  return (
    <div ref={box} className="grid gap-2">
      <TextArea
        name="undo"
        label={page.field.undo}
        hint={form.hint.undo}
        defaultValue={typed.words.undo}
        rows={2}
        maxLength={4000}
        required={required}
      />
      <button
        type="button"
        className="inline-flex min-h-11 items-center justify-self-start text-sm underline underline-offset-4 sm:min-h-8"
        onClick={() => {
          const field = box.current?.querySelector("textarea");
          if (!field) return;
          field.value = [field.value.trim(), form.undoUsual].filter(Boolean).join(" ");
          field.dispatchEvent(new Event("input", { bubbles: true }));
          field.focus();
        }}
      >
        {form.undoTake}
      </button>
    </div>
  );
}

const TITLE_MAX = 200;
const titleFor = (words: string | undefined, systems: readonly NamedSystem[], language: Language) =>
  !words || systems.length === 0
    ? ""
    : fill(words, { systems: systems.map((system) => nameIn(language, system)).join(", ") }).slice(0, TITLE_MAX);
