"use client";

import type { ReactNode } from "react";
import { Choice } from "@/components/ui/choice";
import { Select } from "@/components/ui/select";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import type { Missing } from "@/lib/decisions/complete";
import { confidences, type DecisionType, decisionTlps, kinds, methods } from "@/lib/decisions/lists";
import type { DecisionWords } from "@/lib/decisions/schema";
import { counted } from "@/lib/kernel/words";
import { ConsultedRows, CriterionRows, OptionRows } from "./decision-rows";
import { Fold } from "./fold";
import type { DecisionFormWords } from "./form-words";

type Name = keyof DecisionFormWords["page"]["field"] & keyof DecisionWords;

export interface MoreFacts {
  type: DecisionType;
  typed: Partial<DecisionWords>;
  missing: readonly Missing[];
  /** What approval asks for of a decision of this type, filled in or not. */
  needed: ReadonlySet<string>;
  /** Parts with something in them are open from the start. */
  open: boolean;
  reviews: { value: string; label: string }[];
  words: DecisionFormWords;
}

/** Which fields stand in which part: the five steps of the joint decision model (domain.md §2.10). */
const parts = {
  information: ["gaps", "evidence", "memoryCaptured"],
  risk: ["threat", "confidence", "ifNothing", "citizenImpact", "businessImpact", "fallback"],
  powers: ["authority", "consulted"],
  options: ["options", "rationale"],
  action: [
    "method",
    "order",
    "reviewHours",
    "criteria",
    "keepsSafe",
    "watches",
    "publicLine",
    "localPublicLine",
    "publicBy",
    "tlp",
  ],
} as const;

/** Everything else that a decision says; what approval asks for is marked, and the rest may stay empty. */
export function DecisionMore(facts: MoreFacts) {
  return (
    <>
      <Part {...facts} name="information">
        <Long {...facts} name="gaps" />
        <Long {...facts} name="evidence" />
        <Choice
          name="memoryCaptured"
          label={facts.words.page.field.memoryCaptured}
          hint={facts.words.form.hint.memoryCaptured}
          defaultChecked={facts.typed.memoryCaptured === true}
        />
      </Part>
      <Part {...facts} name="risk">
        <Long {...facts} name="threat" />
        <List
          {...facts}
          name="confidence"
          options={confidences.map((one) => [one, facts.words.page.confidence[one]])}
        />
        <Long {...facts} name="ifNothing" />
        <Long {...facts} name="citizenImpact" />
        <Long {...facts} name="businessImpact" />
        <Long {...facts} name="fallback" />
      </Part>
      <Part {...facts} name="powers">
        <Line {...facts} name="authority" />
        <ConsultedRows initial={facts.typed.consulted ?? []} words={facts.words} />
      </Part>
      <Part {...facts} name="options">
        <OptionRows initial={facts.typed.options ?? []} words={facts.words} />
        <Long {...facts} name="rationale" />
      </Part>
      <Action {...facts} />
    </>
  );
}

function Action(facts: MoreFacts) {
  const { type, typed, words } = facts;
  const { stop } = kinds[type];
  const keepsUp = type === "keep-up" || typed.keepsSafe !== undefined || typed.watches !== undefined;
  const review = stop || type === "extend" || typed.reviewHours !== undefined;
  return (
    <Part {...facts} name="action">
      {stop || typed.method !== undefined ? (
        <List {...facts} name="method" options={methods.map((one) => [one, words.page.method[one]])} />
      ) : null}
      <Long {...facts} name="order" />
      {review ? (
        <Select
          name="reviewHours"
          label={label(facts, "reviewHours")}
          hint={words.form.hint.reviewHours}
          defaultValue={String(typed.reviewHours ?? "")}
          options={[{ value: "", label: words.form.choose }, ...facts.reviews]}
        />
      ) : null}
      {stop || typed.criteria !== undefined ? <CriterionRows initial={typed.criteria ?? []} words={words} /> : null}
      {keepsUp ? (
        <>
          <Long {...facts} name="keepsSafe" />
          <Line {...facts} name="watches" />
        </>
      ) : null}
      <Long {...facts} name="publicLine" />
      <Long {...facts} name="localPublicLine" />
      <Line {...facts} name="publicBy" />
      <Select
        name="tlp"
        label={words.page.field.tlp}
        defaultValue={typed.tlp ?? "TLP:AMBER"}
        options={decisionTlps.map((one) => ({ value: one, label: one }))}
      />
    </Part>
  );
}

function Part(facts: MoreFacts & { name: keyof typeof parts; children: ReactNode }) {
  const { name, missing, words } = facts;
  const own: readonly string[] = parts[name];
  const count = missing.filter(({ field }) => own.includes(field)).length;
  const filled = facts.open && own.some((field) => field !== "tlp" && facts.typed[field as Name] !== undefined);
  return (
    <Fold
      name={name}
      title={words.form.part[name]}
      hint={words.form.part[`${name}Hint`]}
      missing={count > 0 ? counted(words.form.open, count) : ""}
      open={filled}
    >
      {facts.children}
    </Fold>
  );
}

/** What approval asks for says so in its label. */
const label = ({ needed, words }: MoreFacts, name: Name): string =>
  needed.has(name) ? `${words.page.field[name]} (${words.form.needed})` : words.page.field[name];

function Long(facts: MoreFacts & { name: Exclude<Name, "options" | "consulted" | "criteria"> }) {
  const { name, words, typed } = facts;
  const hint = (words.form.hint as Partial<Record<string, string>>)[name];
  return (
    <TextArea
      name={name}
      label={label(facts, name)}
      {...(hint && { hint })}
      defaultValue={typed[name] === undefined ? undefined : String(typed[name])}
      rows={2}
      maxLength={4000}
      required={facts.needed.has(name)}
    />
  );
}

function Line(facts: MoreFacts & { name: "authority" | "watches" | "publicBy" }) {
  const { name, words, typed } = facts;
  const hint = (words.form.hint as Partial<Record<string, string>>)[name];
  return (
    <TextField
      name={name}
      label={label(facts, name)}
      {...(hint && { hint })}
      defaultValue={typed[name]}
      maxLength={500}
      required={facts.needed.has(name)}
      autoComplete="off"
    />
  );
}

function List(facts: MoreFacts & { name: "confidence" | "method"; options: (readonly [string, string])[] }) {
  const { name, words, typed } = facts;
  return (
    <Select
      name={name}
      label={label(facts, name)}
      defaultValue={typed[name] ?? ""}
      options={[
        { value: "", label: words.form.choose },
        ...facts.options.map(([value, said]) => ({ value, label: said })),
      ]}
    />
  );
}
