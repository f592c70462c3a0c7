"use client";

import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { controlClass } from "@/components/ui/control-class";
import { cn } from "@/lib/kernel/cn";
import type { Language } from "@/lib/kernel/preferences";
import { type Counted, counted, fill } from "@/lib/kernel/words";
import { nameIn } from "@/lib/systems/name-in";
import { matching } from "@/lib/systems/off-of-page";
import type { MapSystem } from "@/lib/systems/views";
import { useMap } from "./use-map";

const AT_ONCE = 10;

export interface FinderWords {
  label: string;
  more: string;
  found: Counted;
  notLoaded: string;
}

/** A field that finds systems by name or code and hands over the one that is chosen. `children` stand beside it. */
export function SystemFinder(props: {
  incidentRef: string;
  version: string;
  /** Codes that are not offered. */
  except: readonly string[];
  language: Language;
  words: FinderWords;
  /** The id of the field, when something else points at it. */
  id?: string;
  name?: string;
  describedBy?: string | undefined;
  invalid?: boolean;
  choose: (system: MapSystem) => void;
  /** What Enter does when nothing is offered; without it the form around the field is sent. */
  keepEnter?: boolean;
  children?: ReactNode;
}) {
  const { words, language } = props;
  const own = useId();
  const id = props.id ?? `${own}-q`;
  const [wanted, setWanted] = useState(false);
  const { map, failed } = useMap(props.incidentRef, props.version, wanted);
  const [typed, setTyped] = useState("");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);

  const all = open ? matching(map?.systems ?? [], typed).filter(({ code }) => !props.except.includes(code)) : [];
  const offered = all.slice(0, AT_ONCE);
  const active = offered[Math.min(at, offered.length - 1)];

  const choose = (system: MapSystem) => {
    setTyped("");
    setAt(0);
    props.choose(system);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Escape") setOpen(false);
    if (event.key === "Enter" && (active || props.keepEnter)) event.preventDefault();
    if (!active) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((now) => (Math.min(now, offered.length - 1) + step + offered.length) % offered.length);
    }
    if (event.key === "Enter") choose(active);
  };

  return (
    <div className="relative grid gap-1.5">
      <label htmlFor={id} className="text-sm font-semibold">
        {words.label}
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          name={props.name}
          role="combobox"
          aria-expanded={offered.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={active ? `${id}-${active.code}` : undefined}
          aria-describedby={props.describedBy}
          aria-invalid={props.invalid}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={typed}
          onFocus={() => setWanted(true)}
          onBlur={() => setOpen(false)}
          onChange={(event) => {
            setWanted(true);
            setTyped(event.target.value);
            setOpen(true);
            setAt(0);
          }}
          onKeyDown={keys}
          className={controlClass(undefined, "grow")}
        />
        {props.children}
      </div>
      <p role="status" className="sr-only">
        {offered.length > 0 ? counted(words.found, all.length) : ""}
      </p>
      {failed ? <p className="text-sm">{words.notLoaded}</p> : null}
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={words.label}
        className={cn(
          "absolute top-full right-0 left-0 z-30 mt-1 rounded-md border border-line-strong bg-raised py-1 shadow-pop",
          offered.length === 0 && "hidden",
        )}
      >
        {offered.map((system) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and takes the keys.
          <div
            key={system.code}
            id={`${id}-${system.code}`}
            role="option"
            tabIndex={-1}
            aria-selected={system === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(system)}
            className={cn(
              "flex min-h-11 cursor-pointer flex-wrap items-center gap-x-2 px-3 py-1.5",
              system === active && "bg-ink text-on-ink",
            )}
          >
            <span className="font-semibold">{nameIn(language, system)}</span>
            <code>{system.code}</code>
          </div>
        ))}
        {all.length > offered.length ? (
          <div role="presentation" className="px-3 py-1.5 text-sm text-ink-2">
            {fill(words.more, { count: all.length - offered.length })}
          </div>
        ) : null}
      </div>
    </div>
  );
}
