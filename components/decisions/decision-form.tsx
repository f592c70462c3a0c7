"use client";

import { useEffect, useRef, useState } from "react";
import type { FormWords } from "@/components/ui/api-form";
import { Button } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { FormContext, fieldId } from "@/components/ui/form-context";
import { Select } from "@/components/ui/select";
import { type Missing, missingToApprove } from "@/lib/decisions/complete";
import type { ReadForm, Typed } from "@/lib/decisions/form";
import { type DecisionType, LAPSE_MINUTES } from "@/lib/decisions/lists";
import type { DecisionState } from "@/lib/decisions/machine";
import type { DecisionWords } from "@/lib/decisions/schema";
import type { DecisionView } from "@/lib/decisions/views";
import type { Language } from "@/lib/kernel/preferences";
import { counted, fill } from "@/lib/kernel/words";
import type { NamedSystem } from "@/lib/systems/views";
import { DecisionFew } from "./decision-few";
import { DecisionMore } from "./decision-more";
import type { Creating } from "./form-draft";
import type { DecisionFormWords } from "./form-words";
import { StaleWords } from "./stale-words";
import { useDecisionForm } from "./use-decision-form";
import { WhereKept } from "./where-kept";

type Option = { value: string; label: string };
export interface StopChoice {
  number: number;
  name: string;
  title: string;
  systems: NamedSystem[];
}

export interface FormFacts {
  incidentRef: string;
  personId: string;
  zone: string;
  /** When the page was read: the list of systems is asked for once for each reading. */
  version: string;
  language: Language;
  typed: Typed;
  systems: NamedSystem[];
  /** What is edited; null for a new one. */
  start: { number: number; revision: number; version: number; state: DecisionState } | null;
  /** Where this device keeps it while it has no number. */
  newId: string;
  creating: Creating | undefined;
  /** It comes from this device, and the server does not have it. */
  unsaved: boolean;
  /** Its author has just chosen it over what another wrote. */
  sendNow: boolean;
  keepMine: (theirs: DecisionView, mine: Pick<FormFacts, "typed" | "systems">) => void;
  takeTheirs: (theirs: DecisionView) => void;
  stops: StopChoice[];
  /** Lengths and times to choose from, in the reader's words. */
  lengths: Option[];
  reviews: Option[];
  lapses: Option[];
  words: DecisionFormWords;
  form: FormWords;
}

/** Writes a decision: the needed few first, the rest in five folded parts. */
export function DecisionForm(facts: FormFacts) {
  const { incidentRef, start, typed, words, form } = facts;
  const id = "decision";
  const box = useRef<HTMLFormElement>(null);
  const [type, setType] = useState<DecisionType>(typed.type);
  const [systems, setSystems] = useState(facts.systems);
  const [missing, setMissing] = useState<Missing[]>(() =>
    missingOf({ ...typed, systems: facts.systems.map(({ code }) => code) }),
  );
  const [titled, setTitled] = useState(typed.title !== "");
  const draft = start === null || start.state === "draft";
  const proposes = draft || start.state === "lapsed";
  const at = useDecisionForm({ ...facts, form: box, systems, keepsItself: draft });
  const { problem, errors } = at;
  const stale = problem?.kind === "problem" && problem.because === "changed-meanwhile";

  /** After the field itself has changed, and after what follows from it. */
  const touched = () =>
    setTimeout(() => {
      const said = at.read()?.said;
      if (said) {
        setMissing(missingOf(said));
        setTitled(said.title !== "");
      }
      at.touched(said);
    });
  // biome-ignore lint/correctness/useExhaustiveDependencies: sends what was chosen once.
  useEffect(() => {
    if (facts.sendNow) void at.keep();
    // A row that is taken away is a change too, and no field says so.
    const form = box.current;
    form?.addEventListener("click", touched);
    return () => form?.removeEventListener("click", touched);
  }, []);
  return (
    <FormContext value={{ id, errors, words: form }}>
      <form
        ref={box}
        data-form-bar
        noValidate
        onInput={touched}
        onBlur={(event) => {
          const to = event.relatedTarget && partOf(event.relatedTarget);
          if (to && to !== partOf(event.target)) at.keepQuietly();
        }}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        aria-busy={at.progress === "sending"}
        className="grid grid-cols-[minmax(0,1fr)] gap-3"
      >
        {problem && at.aloud && !stale ? (
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
        {stale ? (
          <StaleWords
            incidentRef={incidentRef}
            number={at.number() ?? 0}
            said={() => at.read()?.said ?? null}
            keepMine={(theirs, said) => facts.keepMine(theirs, { typed: said, systems })}
            takeTheirs={facts.takeTheirs}
            words={words}
          />
        ) : null}
        <DecisionFew
          {...facts}
          type={type}
          setType={setType}
          systems={systems}
          setSystems={(next) => {
            setSystems(next);
            touched();
          }}
        />
        <p className="px-1 pt-2 text-ink-2">{words.form.rest}</p>
        <DecisionMore
          type={type}
          typed={typed.words}
          missing={missing}
          needed={neededOf(type)}
          open={start !== null || facts.unsaved}
          reviews={facts.reviews}
          words={words}
        />
        <div className="grid gap-3 px-1 pt-2 sm:flex sm:items-end sm:justify-between">
          <p className="text-ink-2">
            {missing.length > 0 ? counted(words.form.missing, missing.length) : words.form.complete}
          </p>
          {proposes ? (
            <div className="sm:w-64 sm:shrink-0">
              <Select
                name="lapseMinutes"
                label={words.form.lapse}
                defaultValue={String(LAPSE_MINUTES)}
                options={facts.lapses}
              />
            </div>
          ) : null}
        </div>
        <div
          data-part="bar"
          className="sticky bottom-0 z-10 -mx-2 grid gap-2 border-t-2 border-ink bg-raised px-3 py-2 sm:mx-0 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center"
        >
          <WhereKept at={at} draft={draft} zone={facts.zone} titled={titled} words={words.form} form={form} />
          <div className="flex flex-wrap gap-2">
            {draft || proposes ? (
              <>
                <Button type="submit" kind="main" className="grow sm:grow-0">
                  {draft ? words.form.propose : words.form.proposeAgain}
                </Button>
                <Button onClick={() => void at.keep()}>{words.form.save}</Button>
              </>
            ) : (
              <Button type="submit" kind="main">
                {fill(words.form.saveVersion, { version: start.version + 1 })}
              </Button>
            )}
          </div>
        </div>
      </form>
    </FormContext>
  );

  function submit() {
    if (!proposes) return void at.keep().then((done) => done && at.toDecision());
    const chosen = box.current?.elements.namedItem("lapseMinutes");
    return void at.propose(chosen instanceof HTMLSelectElement ? Number(chosen.value) : LAPSE_MINUTES);
  }
}

const partOf = (element: Element) => element.closest("[data-part]");

const missingOf = ({ type, systems, undoes, words }: ReadForm["said"] | Typed): Missing[] =>
  missingToApprove({ type, systems, undoes, words: words as DecisionWords });
const neededOf = (type: DecisionType) =>
  new Set(missingToApprove({ type, systems: [], undoes: null, words: {} as DecisionWords }).map(({ field }) => field));
