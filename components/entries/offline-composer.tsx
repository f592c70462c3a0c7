"use client";

import { type FormEvent, type KeyboardEvent, useRef, useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";
import type { Messages } from "@/lib/kernel/messages";
import type { EntryKind } from "@/lib/record/catalog";
import { type Tlp, tlps } from "@/lib/record/tlp";
import { bodyOf, type ComposerIncident, type DraftProblem } from "./draft";
import { send } from "./outbox";
import { useDraft } from "./use-draft";

export interface OfflineComposerWords {
  composer: Messages["entries"]["composer"];
  kinds: Messages["entries"]["kind"];
  offline: Messages["outbox"]["offline"];
  problem: Record<DraftProblem, string>;
}

/** The composer where there is no server: the same draft, the same queue, and of the choices those that need nobody else. */
export function OfflineComposer(props: {
  place: ComposerIncident;
  personId: string;
  kinds: readonly EntryKind[];
  words: OfflineComposerWords;
}) {
  const { place, personId } = props;
  const { composer, kinds, offline } = props.words;
  const [problem, setProblem] = useState<DraftProblem | null>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  const { draft, unsafe, change, clear, lead } = useDraft(place, personId, text, null);

  function log(event: FormEvent) {
    event.preventDefault();
    const made = bodyOf(draft, new Date(Date.now() - lead), place.zone);
    if ("problem" in made) return setProblem(made.problem);
    setProblem(null);
    void send({ ref: place.ref, personId, body: made.body, draft });
    clear();
    text.current?.focus();
  }

  function keys(event: KeyboardEvent<HTMLFormElement>) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.currentTarget.requestSubmit();
  }

  const labels = tlps.filter((tlp) => tlp !== "TLP:RED");
  return (
    <form
      onSubmit={log}
      onKeyDown={keys}
      noValidate
      className="grid gap-3 rounded-lg border-2 border-ink bg-surface p-3"
    >
      <label htmlFor="log-text" className="font-bold">
        {composer.label}
      </label>
      {problem ? (
        <p role="alert" id="log-error" className="font-semibold text-error">
          {props.words.problem[problem]}
        </p>
      ) : null}
      <textarea
        ref={text}
        id="log-text"
        rows={3}
        autoComplete="off"
        value={draft.text}
        onChange={(event) => change({ text: event.target.value })}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? "log-error log-status" : "log-status"}
        className="field-sizing-content w-full resize-none rounded-md border border-line-strong bg-surface px-2 py-2 text-[1.0625rem] leading-snug"
      />
      <div className="grid gap-3 sm:grid-cols-3">
        <label className="grid gap-1">
          <span className="text-xs font-semibold">{composer.kind}</span>
          <select
            value={draft.kind}
            onChange={(event) => change({ kind: event.target.value as EntryKind })}
            className={controlClass(undefined)}
          >
            {props.kinds.map((kind) => (
              <option key={kind} value={kind}>
                {kinds[kind]}
              </option>
            ))}
          </select>
        </label>
        <label className="grid gap-1">
          <span className="text-xs font-semibold">{composer.happened}</span>
          <input
            value={draft.time}
            placeholder={composer.now}
            inputMode="numeric"
            autoComplete="off"
            title={composer.happenedHint}
            onChange={(event) => change({ time: event.target.value })}
            className={controlClass(undefined)}
          />
        </label>
        <label className="grid gap-1">
          <span className="text-xs font-semibold">{composer.tlp}</span>
          <select
            value={draft.tlp}
            onChange={(event) => change({ tlp: event.target.value as Tlp | "" })}
            className={controlClass(undefined)}
          >
            <option value="">{composer.tlpDefault.replace("{tlp}", place.tlp)}</option>
            {labels.map((tlp) => (
              <option key={tlp} value={tlp}>
                {tlp}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p id="log-status" className="max-w-80 text-xs text-ink-2">
          {!draft.text.trim() ? offline.noRed : unsafe ? composer.notKept : composer.keptDraft}
        </p>
        <button type="submit" className={buttonClass("main")}>
          {composer.log}
        </button>
      </div>
    </form>
  );
}
