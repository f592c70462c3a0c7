"use client";

import type { ReactNode } from "react";
import { controlClass } from "@/components/ui/field";
import { clockNow } from "@/lib/kernel/clock";
import { dayKey, type Precision } from "@/lib/kernel/time";
import type { SourceKind } from "@/lib/record/catalog";
import { type Tlp, tlps } from "@/lib/record/tlp";
import type { ComposerWords } from "./composer-words";
import type { ComposerIncident, Draft } from "./draft";

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** A grade is said by its sign and in words: "B usually reliable". */
const graded = (words: Record<string, string>) =>
  Object.entries(words).map(([sign, word]): [string, string] => [sign, `${sign} ${word}`]);

interface Props {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  ready: boolean;
  incident: ComposerIncident;
  precisions: readonly Precision[];
  people: { id: string; name: string; organisation: string }[];
  personId: string;
  words: ComposerWords;
}

/** Everything on an entry that is not in the first row: all of it optional, none of it in the way. */
export function ComposerMore(props: Props) {
  const { draft, change, incident, people, words } = props;
  const { said } = words;
  const labels = people.length > 0 ? tlps : tlps.filter((tlp) => tlp !== "TLP:RED");
  const others = people.filter(({ id }) => id !== props.personId);
  return (
    <details className="more contents">
      <summary className="flex min-h-12 w-fit items-center rounded-md border border-line-strong px-3 font-semibold marker:content-none sm:min-h-10 [&::-webkit-details-marker]:hidden">
        {words.more}
      </summary>
      <div className="order-last grid w-full basis-full gap-3 pt-3 pb-2 sm:grid-cols-2 lg:grid-cols-4">
        {props.ready ? <WhenFields {...props} /> : null}
        <Choice
          id="log-tlp"
          label={words.tlp}
          name="tlp"
          value={draft.tlp}
          change={(tlp) => change({ tlp: tlp as Tlp | "" })}
          options={[
            ["", words.tlpDefault.replace("{tlp}", incident.tlp)],
            ...labels.map((tlp): [string, string] => [tlp, tlp]),
          ]}
        />
        <Choice
          id="log-basis"
          label={said.basis}
          name="basis"
          value={draft.basis}
          change={(basis) => change({ basis: basis as Draft["basis"] })}
          options={Object.entries(words.bases).map(([basis, word]) => [basis, capital(word)])}
        />
        <Choice
          label={said.sourceKind}
          name="sourceKind"
          value={draft.sourceKind}
          change={(kind) => change({ sourceKind: kind as SourceKind | "" })}
          options={[["", said.notSaid], ...Object.entries(said.sourceKinds)]}
        />
        {props.ready ? (
          <>
            <Choice
              label={said.reliability}
              value={draft.reliability}
              change={(reliability) => change({ reliability })}
              options={[["", said.notRated], ...graded(said.reliabilities)]}
            />
            <Choice
              label={said.credibility}
              value={draft.credibility}
              change={(credibility) => change({ credibility })}
              options={[["", said.notRated], ...graded(said.credibilities)]}
            />
          </>
        ) : null}
        {others.length > 0 ? (
          <Choice
            id="log-behalf"
            label={said.onBehalfOf}
            name="onBehalfOf"
            value={draft.onBehalfOf}
            change={(onBehalfOf) => change({ onBehalfOf })}
            options={[
              ["", said.forMyself],
              ...others.map(({ id, name, organisation }): [string, string] => [id, `${name}, ${organisation}`]),
            ]}
          />
        ) : null}
        <label className="flex min-h-11 items-center gap-2 self-end font-semibold">
          <input
            type="checkbox"
            name="key"
            checked={draft.key}
            onChange={(event) => change({ key: event.target.checked })}
            className="size-6 accent-ink"
          />
          {words.key}
        </label>
      </div>
    </details>
  );
}

/** How exactly the time is known, and what that asks for beyond the time in the first row. */
function WhenFields({ draft, change, incident, precisions, words }: Props) {
  const today = dayKey(clockNow(), incident.zone);
  const { precision } = draft;
  return (
    <>
      <Choice
        id="log-precision"
        label={words.precision}
        value={precision}
        change={(value) => change({ precision: value as Precision })}
        options={precisions.map((one) => [one, words.precisions[one]])}
      />
      {precision === "between" ? (
        <Typed label={words.until} value={draft.until} change={(until) => change({ until })} inputMode="numeric" />
      ) : null}
      {precision === "month" ? (
        <Typed
          label={words.said.month}
          type="month"
          placeholder={today.slice(0, 7)}
          value={draft.day.slice(0, 7)}
          change={(day) => change({ day })}
        />
      ) : null}
      {precision === "month" || precision === "unknown" ? null : (
        <Typed
          label={precision === "day" ? words.said.day : words.day}
          type="date"
          max={today}
          value={draft.day}
          change={(day) => change({ day })}
        />
      )}
    </>
  );
}

function Choice(props: {
  id?: string;
  label: string;
  name?: string;
  value: string;
  change: (value: string) => void;
  options: [value: string, label: string][];
}) {
  return (
    <Labelled label={props.label}>
      <select
        id={props.id}
        name={props.name}
        value={props.value}
        onChange={(event) => props.change(event.target.value)}
        className={controlClass(undefined)}
      >
        {props.options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

function Typed({
  label,
  change,
  ...rest
}: {
  label: string;
  value: string;
  change: (value: string) => void;
  type?: string;
  max?: string;
  placeholder?: string;
  inputMode?: "numeric";
}) {
  return (
    <Labelled label={label}>
      <input
        {...rest}
        autoComplete="off"
        onChange={(event) => change(event.target.value)}
        className={controlClass(undefined)}
      />
    </Labelled>
  );
}

const Labelled = (props: { label: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child.
  <label className="grid content-start gap-1">
    <span className="text-xs font-semibold">{props.label}</span>
    {props.children}
  </label>
);
