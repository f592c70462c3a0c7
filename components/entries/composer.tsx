"use client";

import { type FormEvent, type KeyboardEvent, useRef, useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { api } from "@/lib/entry/paths";
import { clockNow } from "@/lib/kernel/clock";
import { cn } from "@/lib/kernel/cn";
import { fill } from "@/lib/kernel/words";
import type { EntryKind, Precision } from "@/lib/record/catalog";
import { ComposerMore } from "./composer-more";
import type { ComposerWords } from "./composer-words";
import { bodyOf, type ComposerIncident, type Draft, type DraftProblem, TEXT_MAX } from "./draft";
import { send } from "./outbox";
import { useComposerHeight } from "./use-composer-height";
import { useDraft } from "./use-draft";

const COUNT_FROM = 3500;
const DOUBLE_PRESS_MS = 1_500;

/**
 * The log is written here, in under five seconds (ux.md §0.1). What is being typed is kept on this device; what was logged leaves the field
 * at once and is on its way. Without JavaScript it is a plain form with a key of its own.
 */
export function Composer(props: {
  incident: ComposerIncident;
  personId: string;
  people: { id: string; name: string; organisation: string }[];
  kinds: readonly EntryKind[];
  precisions: readonly Precision[];
  /** The server's clock, and the key of a plain form post. */
  now: string;
  formKey: string;
  words: ComposerWords;
}) {
  const { incident, personId, words } = props;
  const [problem, setProblem] = useState<DraftProblem | null>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  const time = useRef<HTMLInputElement>(null);
  const sentAt = useRef(0);
  const form = useComposerHeight();
  const { draft, change: keepChange, clear, ready, lead, unsafe } = useDraft(incident, personId, text, props.now);

  function change(changes: Partial<Draft>) {
    setProblem(null);
    keepChange(changes);
  }

  function log(event: FormEvent) {
    event.preventDefault();
    const now = clockNow();
    if (!draft.text.trim() && now.getTime() - sentAt.current < DOUBLE_PRESS_MS) return;
    const made = bodyOf(draft, new Date(now.getTime() - lead), incident.zone);
    if ("problem" in made) {
      setProblem(made.problem);
      (made.problem === "time" || made.problem === "future" ? time : text).current?.focus();
      return;
    }
    sentAt.current = now.getTime();
    void send({ ref: incident.ref, personId, body: made.body, draft });
    clear();
    setProblem(null);
    form.current?.querySelector("details")?.removeAttribute("open");
    text.current?.focus();
  }

  function keys(event: KeyboardEvent<HTMLFormElement>) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.currentTarget.requestSubmit();
    } else if (event.key === "Escape") (event.target as HTMLElement).blur();
    else if (event.altKey && props.kinds[Number(event.key) - 1]) {
      event.preventDefault();
      change({ kind: props.kinds[Number(event.key) - 1] ?? draft.kind });
    }
  }

  const error = problem ? words.problem[problem] : undefined;
  const left = TEXT_MAX - draft.text.length;
  return (
    <form
      ref={form}
      method="post"
      action={api.entries(incident.ref)}
      onSubmit={log}
      onKeyDown={keys}
      noValidate={ready}
      aria-label={words.label}
      className="composer screen-only group fixed inset-x-0 bottom-0 z-20 border-t-2 border-ink bg-surface px-3 pt-2 pb-[max(0.75rem,env(safe-area-inset-bottom))] lg:sticky lg:top-14 lg:rounded-lg lg:border-2 lg:p-3"
    >
      <input type="hidden" name="idempotencyKey" value={props.formKey} />
      <label htmlFor="log-text" className="text-xs font-bold">
        {words.label}
      </label>
      {error ? (
        <p role="alert" id="log-error" className="font-semibold text-error">
          {error}
        </p>
      ) : null}
      <div className="flex items-end gap-2 lg:block">
        <textarea
          ref={text}
          id="log-text"
          name="text"
          required
          rows={1}
          placeholder=" "
          // Or the browser writes what stands here to its own disk, to restore the tab.
          autoComplete="off"
          value={draft.text}
          onChange={(event) => change({ text: event.target.value })}
          aria-invalid={problem ? true : undefined}
          aria-describedby={error ? "log-error log-status" : "log-status"}
          className="field-sizing-content max-h-[40dvh] min-h-12 w-full resize-none rounded-md border border-line-strong bg-surface px-2 py-2 text-[1.0625rem] leading-snug lg:min-h-14 lg:border-transparent lg:px-0 lg:text-[1rem]"
        />
        <button type="submit" className={buttonClass("main", "shrink-0 lg:hidden")}>
          {words.log}
        </button>
      </div>
      <div className="hidden flex-wrap items-start gap-x-3 gap-y-2 pt-2 group-focus-within:flex group-has-[textarea:not(:placeholder-shown)]:flex lg:flex">
        <select
          name="kind"
          aria-label={words.kind}
          value={draft.kind}
          onChange={(event) => change({ kind: event.target.value as EntryKind })}
          className="min-h-12 rounded-md border border-line-strong bg-surface px-2 font-semibold sm:min-h-10"
        >
          {props.kinds.map((kind) => (
            <option key={kind} value={kind}>
              {words.kinds[kind]}
            </option>
          ))}
        </select>
        {ready ? (
          <label
            className={cn(
              "flex items-center gap-2 rounded-md border pl-3 sm:min-h-10",
              problem === "time" || problem === "future" ? "border-2 border-error" : "border-line-strong",
            )}
          >
            <span className="text-sm font-semibold">{words.happened}</span>
            <input
              ref={time}
              value={draft.time}
              placeholder={words.now}
              inputMode="numeric"
              autoComplete="off"
              title={words.happenedHint}
              onChange={(event) => change({ time: event.target.value })}
              className="min-h-11 w-20 rounded-md bg-transparent px-1 placeholder:text-ink-2 sm:min-h-9"
            />
          </label>
        ) : null}
        <ComposerMore
          draft={draft}
          change={change}
          ready={ready}
          incident={incident}
          people={props.people}
          precisions={props.precisions}
          words={words}
        />
        <div className="ml-auto flex items-center gap-3 self-center">
          <p id="log-status" className="max-w-80 text-xs text-ink-2">
            {statusOf({ draft, left, lead, unsafe }, words)}
          </p>
          <button type="submit" className={buttonClass("main", "max-lg:hidden")}>
            {words.log} <kbd className="rounded-sm border border-current px-1 text-xs">Ctrl Enter</kbd>
          </button>
        </div>
      </div>
    </form>
  );
}

function statusOf(
  { draft, left, lead, unsafe }: { draft: Draft; left: number; lead: number; unsafe: boolean },
  words: ComposerWords,
): string {
  if (left < 0) return fill(words.tooMany, { over: -left });
  if (draft.text.length >= COUNT_FROM) return fill(words.counter, { left });
  if (draft.tlp === "TLP:RED") return words.red;
  if (lead !== 0)
    return fill(lead > 0 ? words.clockFast : words.clockSlow, { minutes: Math.round(Math.abs(lead) / 60_000) });
  if (!draft.text.trim()) return words.hint;
  return unsafe ? words.notKept : words.keptDraft;
}
