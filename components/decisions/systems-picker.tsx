"use client";

import { type FinderWords, SystemFinder } from "@/components/systems/system-finder";
import { Button } from "@/components/ui/button";
import { useField } from "@/components/ui/form-context";
import { cn } from "@/lib/kernel/cn";
import type { Language } from "@/lib/kernel/preferences";
import { fill } from "@/lib/kernel/words";
import { nameIn } from "@/lib/systems/name-in";
import type { NamedSystem } from "@/lib/systems/views";

/** The systems that a decision is about, chosen from the board by name or code. */
export function SystemsPicker(props: {
  incidentRef: string;
  version: string;
  language: Language;
  chosen: readonly NamedSystem[];
  change: (systems: NamedSystem[]) => void;
  words: FinderWords & { legend: string; none: string; remove: string };
}) {
  const { chosen, change, words, language } = props;
  const { id, error } = useField("systems", undefined);
  return (
    <div className={cn("grid grid-cols-[minmax(0,1fr)] gap-2", error && "border-l-4 border-error pl-3")}>
      <p className="font-semibold">{words.legend}</p>
      {error ? (
        <p id={`${id}-error`} className="font-semibold text-error">
          {error}
        </p>
      ) : null}
      {chosen.length > 0 ? (
        <ul className="flex flex-wrap gap-2">
          {chosen.map((system) => (
            <li
              key={system.code}
              className="flex min-w-0 max-w-full items-center rounded-md border border-line-strong bg-sunken pl-3"
            >
              <span className="truncate">
                <span className="font-semibold">{nameIn(language, system)}</span>{" "}
                <code className="text-sm">{system.code}</code>
              </span>
              <Button
                kind="quiet"
                className="size-11 no-underline sm:size-10"
                aria-label={fill(words.remove, { name: nameIn(language, system) })}
                onClick={() => change(chosen.filter(({ code }) => code !== system.code))}
              >
                ✕
              </Button>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-sm text-ink-2">{words.none}</p>
      )}
      <SystemFinder
        id={id}
        incidentRef={props.incidentRef}
        version={props.version}
        except={chosen.map(({ code }) => code)}
        language={language}
        words={words}
        invalid={error !== undefined}
        describedBy={error ? `${id}-error` : undefined}
        keepEnter
        choose={({ code, name, localName }) => change([...chosen, { code, name, localName }])}
      />
    </div>
  );
}
