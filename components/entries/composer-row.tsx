"use client";

import { cn } from "@/lib/kernel/cn";
import { readClock } from "@/lib/kernel/time";
import type { EntryKind } from "@/lib/record/catalog";
import { ComposerSystems } from "./composer-systems";
import type { ComposerWords } from "./composer-words";
import type { Draft } from "./draft";
import { RemoveMark } from "./remove-mark";

const frame = "min-h-12 max-w-full rounded-md border border-line-strong bg-surface px-2 font-semibold sm:min-h-10";

/** The calm row under the text: kind, when, systems, who sees it. */
export function ComposerRow(props: {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  ready: boolean;
  kinds: readonly EntryKind[];
  wrongTime: boolean;
  offered: string[];
  /** Whether there are people to be named as readers. */
  mayName: boolean;
  words: ComposerWords;
}) {
  const { draft, change, words } = props;
  const audiences = (["incident", "command", "named"] as const).filter((one) => one !== "named" || props.mayName);
  const clocked = draft.precision === "exact" || draft.precision === "about" || draft.precision === "between";
  return (
    <>
      <select
        name="kind"
        aria-label={words.kind}
        value={draft.kind}
        onChange={(event) => change({ kind: event.target.value as EntryKind })}
        className={frame}
      >
        {props.kinds.map((kind) => (
          <option key={kind} value={kind}>
            {words.kinds[kind]}
          </option>
        ))}
      </select>
      {props.ready ? (
        <div
          className={cn(
            "flex items-center rounded-md border pl-3 sm:min-h-10",
            props.wrongTime ? "border-2 border-error" : "border-line-strong",
          )}
        >
          <label htmlFor="log-time" className="text-sm font-semibold">
            {words.happened}
          </label>
          {clocked ? (
            <input
              id="log-time"
              value={draft.time}
              placeholder={words.now}
              inputMode="numeric"
              autoComplete="off"
              title={words.happenedHint}
              aria-invalid={props.wrongTime || undefined}
              onChange={(event) => change({ time: event.target.value })}
              className="min-h-11 w-16 rounded-md bg-transparent px-1.5 placeholder:text-ink-2 sm:min-h-9"
            />
          ) : null}
          <span className="pr-2 pl-1 text-sm text-ink-2 empty:hidden">{beside(draft, words)}</span>
          {draft.time || draft.day || draft.precision !== "exact" ? (
            <RemoveMark
              label={words.said.taken.undo}
              press={() => change({ time: "", day: "", until: "", precision: "exact" })}
            />
          ) : null}
        </div>
      ) : null}
      <ComposerSystems
        draft={draft}
        change={change}
        offered={props.offered}
        ready={props.ready}
        words={words.said.systems}
      />
      <select
        id="log-audience"
        name="audience"
        aria-label={words.audience}
        value={draft.audience === "named" || draft.tlp === "TLP:RED" ? "named" : draft.audience}
        onChange={(event) => change({ audience: event.target.value as Draft["audience"] })}
        className={frame}
      >
        {audiences.map((audience) => (
          <option key={audience} value={audience}>
            {words.audiences[audience]}
          </option>
        ))}
      </select>
    </>
  );
}

/** What stands beside the time: the day where it is not today, and how exact it is where that matters. */
function beside({ precision, day, until }: Draft, words: ComposerWords): string {
  const [year, month, date] = day.split("-");
  const said = day ? [date, month, year].filter(Boolean).join(".") : "";
  if (precision === "unknown") return words.precisions.unknown;
  if (precision === "between") return [said, readClock(until) ? `– ${until}` : ""].filter(Boolean).join(" ");
  return [said, precision === "about" ? words.precisions.about : ""].filter(Boolean).join(", ");
}
