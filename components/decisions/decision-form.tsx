"use client";

import Link from "next/link";
import { useRef, useState } from "react";
import type { FormWords } from "@/components/ui/api-form";
import { Button, buttonClass } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { FormContext, fieldId } from "@/components/ui/form-context";
import { Select } from "@/components/ui/select";
import { type Missing, missingToApprove } from "@/lib/decisions/complete";
import type { ReadForm, Typed } from "@/lib/decisions/form";
import { decisionName, type DecisionType, LAPSE_MINUTES } from "@/lib/decisions/lists";
import type { DecisionState } from "@/lib/decisions/machine";
import type { DecisionWords } from "@/lib/decisions/schema";
import { paths } from "@/lib/entry/paths";
import type { Messages } from "@/lib/kernel/messages";
import type { Language } from "@/lib/kernel/preferences";
import { counted, fill } from "@/lib/kernel/words";
import type { NamedSystem } from "@/lib/systems/views";
import { DecisionFew } from "./decision-few";
import { DecisionMore } from "./decision-more";
import { useDecisionForm } from "./use-decision-form";

type Option = { value: string; label: string };
export interface StopChoice {
  number: number;
  name: string;
  title: string;
  systems: NamedSystem[];
}

export interface FormFacts {
  incidentRef: string;
  /** When the page was read: the list of systems is asked for once for each reading. */
  version: string;
  language: Language;
  typed: Typed;
  systems: NamedSystem[];
  /** What is edited; null for a new one. */
  start: { number: number; revision: number; version: number; state: DecisionState } | null;
  stops: StopChoice[];
  /** Lengths and times to choose from, in the reader's words. */
  lengths: Option[];
  reviews: Option[];
  lapses: Option[];
  words: Pick<Messages["decisions"], "form" | "types">;
  form: FormWords;
}

/** Writes a decision: the needed few first, the rest in five folded parts. It keeps itself while it is a draft. */
export function DecisionForm(facts: FormFacts) {
  const { incidentRef, start, typed, words, form } = facts;
  const id = "decision";
  const box = useRef<HTMLFormElement>(null);
  const [type, setType] = useState<DecisionType>(typed.type);
  const [systems, setSystems] = useState(facts.systems);
  const codes = systems.map(({ code }) => code);
  const [missing, setMissing] = useState<Missing[]>(() => missingOf({ ...typed, systems: codes }));
  const draft = start === null || start.state === "draft";
  const at = useDecisionForm({ incidentRef, form: box, systems: codes, start, keepsItself: draft });
  const { problem, errors } = at;

  const touched = () => {
    const read = at.read();
    if (read) setMissing(missingOf(read.said));
    at.touched();
  };
  const change = (next: NamedSystem[]) => {
    setSystems(next);
    const read = at.read();
    if (read) setMissing(missingOf({ ...read.said, systems: next.map(({ code }) => code) }));
    at.touched();
  };
  return (
    <FormContext value={{ id, errors, words: form }}>
      <form
        ref={box}
        data-form-bar
        noValidate
        onInput={touched}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
        aria-busy={at.progress.kind === "sending"}
        className="grid grid-cols-[minmax(0,1fr)] gap-3"
      >
        {problem ? (
          <ErrorSummary
            key={at.tries}
            title={form.problem}
            message={
              problem.kind === "silent"
                ? form.silent
                : problem.status === 401
                  ? form.signedOut
                  : Object.keys(errors).length > 0
                    ? undefined
                    : problem.detail
            }
            errors={Object.entries(errors).map(([name, message]) => ({ href: `#${fieldId(id, name)}`, message }))}
          />
        ) : null}
        {problem?.kind === "problem" && problem.because === "changed-meanwhile" && start ? (
          <div className="flex flex-wrap gap-2">
            <Link href={paths.decision(incidentRef, start.number)} target="_blank" className={buttonClass()}>
              {words.form.seeTheirs}
            </Link>
            <Button onClick={() => void at.keepOver()}>{words.form.keepMine}</Button>
          </div>
        ) : null}
        <DecisionFew {...facts} type={type} setType={setType} systems={systems} setSystems={change} />
        <p className="px-1 pt-2 text-ink-2">{words.form.rest}</p>
        <DecisionMore
          type={type}
          typed={typed.words}
          missing={missing}
          needed={neededOf(type)}
          open={start !== null}
          reviews={facts.reviews}
          words={words.form}
        />
        <div className="sticky bottom-0 z-10 -mx-2 grid gap-2 border-t-2 border-ink bg-raised p-3 sm:mx-0">
          <p role="status" className="text-sm text-ink-2">
            {at.progress.kind === "sending"
              ? form.sending
              : at.progress.kind === "kept"
                ? fill(words.form.kept, { name: decisionName(at.progress.number) })
                : missing.length > 0
                  ? counted(words.form.missing, missing.length)
                  : words.form.complete}
          </p>
          <Buttons draft={draft} lapses={facts.lapses} words={words.form} start={start} keep={save} />
        </div>
      </form>
    </FormContext>
  );

  function save() {
    void at.keep().then((done) => {
      if (done && !draft) at.toDecision();
    });
  }
  function submit() {
    if (!draft && start.state !== "lapsed") return save();
    const chosen = box.current?.elements.namedItem("lapseMinutes");
    return void at.propose(chosen instanceof HTMLSelectElement ? Number(chosen.value) : LAPSE_MINUTES);
  }
}

function Buttons(props: {
  draft: boolean;
  start: FormFacts["start"];
  lapses: Option[];
  words: FormFacts["words"]["form"];
  keep: () => void;
}) {
  const { draft, start, words } = props;
  if (!draft && start?.state !== "lapsed")
    return (
      <Button type="submit" kind="main" className="justify-self-start">
        {fill(words.saveVersion, { version: (start?.version ?? 0) + 1 })}
      </Button>
    );
  return (
    <div className="flex flex-wrap items-end gap-2">
      <Button type="submit" kind="main" className="grow sm:grow-0">
        {draft ? words.propose : words.proposeAgain}
      </Button>
      <Button onClick={props.keep}>{words.save}</Button>
      <div className="basis-full sm:basis-auto [&_select]:sm:w-auto">
        <Select name="lapseMinutes" label={words.lapse} defaultValue={String(LAPSE_MINUTES)} options={props.lapses} />
      </div>
    </div>
  );
}

const missingOf = ({ type, systems, undoes, words }: ReadForm["said"] | Typed): Missing[] =>
  missingToApprove({ type, systems, undoes, words: words as DecisionWords });
const neededOf = (type: DecisionType) =>
  new Set(missingToApprove({ type, systems: [], undoes: null, words: {} as DecisionWords }).map(({ field }) => field));
