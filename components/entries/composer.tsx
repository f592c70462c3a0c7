"use client";

import { type ClipboardEvent, type DragEvent, type FormEvent, type KeyboardEvent, useRef, useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { spokenTime } from "@/lib/entries/spoken-time";
import { api } from "@/lib/entry/paths";
import { clockNow } from "@/lib/kernel/clock";
import type { EntryKind, Precision } from "@/lib/record/catalog";
import { PickFiles, WaitingFiles } from "./composer-files";
import { goByKey } from "./composer-keys";
import { ComposerMore } from "./composer-more";
import { ComposerNames, type Name, nameOptionId } from "./composer-names";
import { ComposerRecognised } from "./composer-recognised";
import { ComposerRow } from "./composer-row";
import { statusOf } from "./composer-status";
import type { ComposerWords } from "./composer-words";
import { bodyOf, type ComposerIncident, type Draft, type DraftProblem, withSystem } from "./draft";
import { send } from "./outbox";
import { ReadersField } from "./readers-field";
import { TimeChips } from "./time-chips";
import { typedAs } from "./typed-time";
import { useComposerHeight } from "./use-composer-height";
import { useDraft } from "./use-draft";
import { useFiles } from "./use-files";
import { useNames } from "./use-names";
import { useOffers } from "./use-offers";

const DOUBLE_PRESS_MS = 1_500;
const MINUTE_MS = 60_000;
const isNarrow = () => window.matchMedia("(max-width: 63.99rem)").matches;

/**
 * The log is written here, in under five seconds (ux.md §0.1). What is being typed is kept on this device; what was logged leaves the field
 * at once and is on its way. Without JavaScript it is a plain form with a key of its own. On a phone it takes the whole screen while one writes.
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
  const { incident, personId, people, words } = props;
  const { said } = words;
  const [problem, setProblem] = useState<DraftProblem | null>(null);
  const [whole, setWhole] = useState(false);
  const text = useRef<HTMLTextAreaElement>(null);
  const sentAt = useRef(0);
  const form = useComposerHeight();
  const files = useFiles();
  const {
    draft,
    change: keepChange,
    clear,
    ready,
    lead,
    unsafe,
  } = useDraft(incident, personId, text, props.now, files.add);
  const { offers, ask, used } = useOffers(incident.ref);

  const change = (changes: Partial<Draft>) => {
    setProblem(null);
    keepChange(changes);
  };
  const serverNow = () => new Date(clockNow().getTime() - lead);
  const happenedAt = (at: Date, precision: "exact" | "about") =>
    change({ ...typedAs(at, serverNow(), incident.zone), precision });

  const spoken =
    ready && !draft.time && !draft.day && draft.precision === "exact"
      ? spokenTime(draft.text, serverNow(), incident.zone)
      : null;
  const offer = spoken && !draft.ignored.includes(spoken.words) ? spoken : null;
  const accept = () => {
    if (offer) happenedAt(offer.at, offer.precision);
    text.current?.focus();
  };

  const known: Name[] = [
    ...offers.systems.map((name) => ({ id: name, name, about: said.names.system, system: true })),
    ...people.map(({ id, name, organisation }) => ({ id, name, about: organisation, system: false })),
  ];
  const names = useNames(text, known, (next, { name, system }) =>
    change({ text: next, ...(system && !draft.systems.includes(name) && { systems: [...draft.systems, name] }) }),
  );

  function log(event: FormEvent) {
    event.preventDefault();
    const now = clockNow();
    if (!draft.text.trim() && now.getTime() - sentAt.current < DOUBLE_PRESS_MS) return;
    const made = bodyOf(draft, serverNow(), incident.zone);
    if ("problem" in made) {
      setProblem(made.problem);
      const timed = made.problem === "time" || made.problem === "future";
      (timed ? form.current?.querySelector<HTMLElement>("#log-time") : text.current)?.focus();
      return;
    }
    sentAt.current = now.getTime();
    void send({ ref: incident.ref, personId, body: made.body, files: files.files, draft });
    used(withSystem(draft));
    files.clear();
    clear();
    setProblem(null);
    form.current?.querySelector("details")?.removeAttribute("open");
    if (whole) close();
    else text.current?.focus();
  }

  function close() {
    setWhole(false);
    (document.activeElement as HTMLElement | null)?.blur();
  }

  function keys(event: KeyboardEvent<HTMLFormElement>) {
    const kind =
      event.altKey && !event.ctrlKey ? props.kinds[Number(/^Digit(\d)$/.exec(event.code)?.[1]) - 1] : undefined;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.currentTarget.requestSubmit();
    } else if (event.key === "Escape") close();
    else if (kind) {
      event.preventDefault();
      change({ kind });
    } else goByKey(event, () => change({ key: !draft.key }));
  }

  function textKeys(event: KeyboardEvent<HTMLTextAreaElement>) {
    const plain = !(event.shiftKey || event.ctrlKey || event.altKey || event.metaKey);
    if (names.keys(event) || event.key !== "Tab" || !plain || !offer) return;
    event.preventDefault();
    accept();
  }

  /** Text from a spreadsheet brings its own picture with it; then the text is what was meant. */
  function paste(event: ClipboardEvent) {
    if (event.clipboardData.files.length === 0 || event.clipboardData.types.includes("text/plain")) return;
    event.preventDefault();
    files.add([...event.clipboardData.files]);
  }

  function drop(event: DragEvent) {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    files.add([...event.dataTransfer.files]);
  }

  const error = problem ? { ...words.problem, ...said.problem }[problem] : undefined;
  const status = statusOf({ draft, files: files.files.length, lead, unsafe }, words);
  const named = draft.audience === "named" || draft.tlp === "TLP:RED";
  return (
    <form
      ref={form}
      method="post"
      action={api.entries(incident.ref)}
      onSubmit={log}
      onKeyDown={keys}
      onFocus={ask}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
      noValidate={ready}
      aria-label={words.label}
      {...(whole && { "data-whole": "" })}
      className="composer screen-only group fixed inset-x-0 bottom-0 z-20 border-t-2 border-ink bg-surface px-3 pt-2 pb-[max(0.75rem,env(safe-area-inset-bottom))] max-lg:data-whole:top-0 max-lg:data-whole:flex max-lg:data-whole:h-dvh max-lg:data-whole:flex-col max-lg:data-whole:overscroll-contain max-lg:data-whole:border-t-0 max-lg:data-whole:pt-[max(0.5rem,env(safe-area-inset-top))] lg:sticky lg:top-14 lg:max-h-[calc(100dvh-4rem)] lg:overflow-y-auto lg:rounded-lg lg:border-2 lg:p-3"
    >
      <input type="hidden" name="idempotencyKey" value={props.formKey} />
      <div className="flex items-center justify-between gap-2">
        <label htmlFor="log-text" className="text-xs font-bold">
          {words.label}
        </label>
        <p id="log-status" className="text-right text-xs text-ink-2 max-lg:hidden">
          {status}
        </p>
        {whole ? (
          <button type="button" onClick={close} className={buttonClass("quiet", "px-1 text-sm lg:hidden")}>
            {said.close}
          </button>
        ) : null}
      </div>
      {error ? (
        <p role="alert" id="log-error" className="font-semibold text-error">
          {error}
        </p>
      ) : null}
      <div className="flex items-end gap-2 group-data-whole:max-lg:min-h-20 group-data-whole:max-lg:flex-1 group-data-whole:max-lg:items-stretch lg:block">
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
          onChange={(event) => {
            change({ text: event.target.value });
            names.look();
          }}
          onFocus={() => setWhole(ready && isNarrow())}
          onBlur={names.close}
          onClick={names.look}
          onKeyDown={textKeys}
          onPaste={paste}
          aria-invalid={problem ? true : undefined}
          aria-describedby={error ? "log-error log-status" : "log-status"}
          aria-autocomplete="list"
          aria-controls={names.names.length > 0 ? "log-names" : undefined}
          aria-activedescendant={names.names.length > 0 ? nameOptionId(names.at) : undefined}
          className="field-sizing-content max-h-[40dvh] min-h-12 w-full resize-none rounded-md border border-line-strong bg-surface px-2 py-2 text-[1.0625rem] leading-snug group-data-whole:max-lg:max-h-none lg:min-h-14 lg:border-transparent lg:px-0 lg:text-[1rem]"
        />
        {whole ? null : (
          <button type="submit" className={buttonClass("main", "shrink-0 lg:hidden")}>
            {words.log}
          </button>
        )}
      </div>
      {names.names.length > 0 ? (
        <ComposerNames names={names.names} at={names.at} take={names.take} label={said.names.label} />
      ) : null}
      <div className="group-data-whole:max-lg:max-h-[55dvh] group-data-whole:max-lg:overflow-y-auto">
        {ready ? (
          <ComposerRecognised
            draft={draft}
            change={change}
            offer={offer}
            accept={accept}
            now={serverNow()}
            zone={incident.zone}
            techniques={offers.techniques}
            words={said.recognised}
          />
        ) : null}
        <WaitingFiles files={files.files} problem={files.problem} remove={files.remove} words={said.files} />
        <div className="hidden flex-wrap items-start gap-2 pt-2 group-focus-within:flex group-has-[textarea:not(:placeholder-shown)]:flex group-data-whole:flex lg:flex">
          {whole ? (
            <TimeChips
              now={!draft.time && !draft.day}
              choose={(minutes) =>
                minutes === 0
                  ? change({ time: "", day: "", precision: "exact" })
                  : happenedAt(new Date(serverNow().getTime() - minutes * MINUTE_MS), "about")
              }
              other={() => form.current?.querySelector<HTMLElement>("#log-time")?.focus()}
              words={said.times}
            />
          ) : null}
          <ComposerRow
            draft={draft}
            change={change}
            ready={ready}
            kinds={props.kinds}
            wrongTime={problem === "time" || problem === "future"}
            offered={offers.systems}
            mayName={people.length > 0}
            words={words}
          />
          {ready && !whole ? <PickFiles add={files.add} words={said.files} /> : null}
          <ComposerMore
            draft={draft}
            change={change}
            ready={ready}
            incident={incident}
            people={people}
            personId={personId}
            precisions={props.precisions}
            words={words}
          />
          {named ? (
            <ReadersField
              legend={words.readers}
              people={people}
              readers={draft.readers}
              change={(readers) => change({ readers })}
            />
          ) : null}
          <button type="submit" title="Ctrl Enter" className={buttonClass("main", "ml-auto max-lg:hidden")}>
            {words.log} <kbd className="rounded-sm border border-current px-1 text-xs max-2xl:hidden">Ctrl Enter</kbd>
          </button>
        </div>
      </div>
      <p className="pt-1 text-xs text-ink-2 group-has-[textarea:placeholder-shown]:hidden lg:hidden">{status}</p>
      {whole ? (
        <div className="flex shrink-0 gap-2 pt-2 lg:hidden">
          <PickFiles add={files.add} words={said.files} />
          <button type="submit" className={buttonClass("main", "grow")}>
            {words.log}
          </button>
        </div>
      ) : null}
    </form>
  );
}
