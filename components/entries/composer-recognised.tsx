"use client";

import type { ReactNode } from "react";
import type { SpokenTime } from "@/lib/entries/spoken-time";
import { clockTime, dayKey } from "@/lib/kernel/time";
import { fill } from "@/lib/kernel/words";
import type { ComposerWords } from "./composer-words";
import { type Draft, recognisedIn } from "./draft";
import { RemoveMark } from "./remove-mark";

/** What the text itself says: a time that is offered, never taken; entries and techniques that it names. Each can be left out. */
export function ComposerRecognised(props: {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  offer: SpokenTime | null;
  accept: () => void;
  now: Date;
  zone: string;
  techniques: { id: string; name: string }[];
  words: ComposerWords["said"]["recognised"];
}) {
  const { draft, offer, words } = props;
  const { mentions, attack } = recognisedIn(draft);
  const ignore = (mark: string) => props.change({ ignored: [...draft.ignored, mark] });
  const asked = offer ? fill(words[offer.precision], { time: said(offer.at, props) }) : "";
  return (
    <>
      <p role="status" className="sr-only">
        {offer ? fill(words.offered, { offer: asked }) : ""}
      </p>
      <div className="flex w-full flex-wrap items-center gap-2 empty:hidden [&:not(:empty)]:pt-2">
        {offer ? (
          <span className="flex items-center rounded-md border-2 border-ink bg-new">
            <button
              type="button"
              onClick={props.accept}
              className="flex min-h-11 items-center gap-2 px-3 font-semibold sm:min-h-8"
            >
              {asked}
              <kbd className="rounded-sm border border-current px-1 text-xs max-lg:hidden">Tab</kbd>
            </button>
            <RemoveMark label={fill(words.notMeant, { mark: offer.words })} press={() => ignore(offer.words)} />
          </span>
        ) : null}
        {mentions.map((number) => (
          <Mark key={number} mark={`#${number}`} ignore={ignore} words={words}>
            {fill(words.mention, { number })}
          </Mark>
        ))}
        {attack.map((id) => (
          <Mark key={id} mark={id} ignore={ignore} words={words}>
            <code>{id}</code> {props.techniques.find((one) => one.id === id)?.name}
          </Mark>
        ))}
      </div>
    </>
  );
}

function Mark(props: {
  mark: string;
  ignore: (mark: string) => void;
  words: ComposerWords["said"]["recognised"];
  children: ReactNode;
}) {
  return (
    <span className="flex items-center rounded-md border border-line-strong bg-sunken pl-2 text-sm">
      <span>{props.children}</span>
      <RemoveMark label={fill(props.words.notMeant, { mark: props.mark })} press={() => props.ignore(props.mark)} />
    </span>
  );
}

/** "02:15", and the day where it is not today. */
function said(at: Date, { now, zone, words }: { now: Date; zone: string; words: ComposerWords["said"]["recognised"] }) {
  const time = clockTime(at, zone);
  const day = dayKey(at, zone);
  if (day === dayKey(now, zone)) return time;
  const [year, month, date] = day.split("-");
  const yesterday = dayKey(new Date(now.getTime() - 86_400_000), zone) === day;
  return `${yesterday ? words.yesterday : `${date}.${month}.${year}`} ${time}`;
}
