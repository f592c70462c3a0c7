"use client";

import { useState } from "react";
import { cn } from "@/lib/kernel/cn";
import type { ComposerWords } from "./composer-words";

const choices = [0, 5, 15] as const;

/** For thumbs: when it happened, in one touch. */
export function TimeChips(props: {
  now: boolean;
  choose: (minutesAgo: number) => void;
  other: () => void;
  words: ComposerWords["said"]["times"];
}) {
  const { words } = props;
  const [chosen, setChosen] = useState(0);
  const look = (pressed: boolean) =>
    cn(
      "min-h-11 grow rounded-md border px-2 font-semibold",
      pressed ? "border-ink bg-ink text-on-ink" : "border-line-strong bg-surface",
    );
  const labels = { 0: words.now, 5: words.five, 15: words.fifteen };
  return (
    <fieldset aria-label={words.label} className="flex w-full flex-wrap gap-1.5 lg:hidden">
      {choices.map((minutes) => {
        const pressed = props.now ? minutes === 0 : minutes !== 0 && minutes === chosen;
        return (
          <button
            key={minutes}
            type="button"
            aria-pressed={pressed}
            onClick={() => {
              setChosen(minutes);
              props.choose(minutes);
            }}
            className={look(pressed)}
          >
            {labels[minutes]}
          </button>
        );
      })}
      <button
        type="button"
        onClick={() => {
          setChosen(0);
          props.other();
        }}
        className={look(false)}
      >
        {words.other}
      </button>
    </fieldset>
  );
}
