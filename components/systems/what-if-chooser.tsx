"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, useId, useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { controlClass } from "@/components/ui/control-class";
import { paths } from "@/lib/entry/paths";
import { cn } from "@/lib/kernel/cn";
import type { Language } from "@/lib/kernel/preferences";
import { type Counted, counted, fill } from "@/lib/kernel/words";
import { nameIn } from "@/lib/systems/name-in";
import { matching } from "@/lib/systems/off-of-page";
import type { MapSystem } from "@/lib/systems/views";
import { useMap } from "./use-map";

const AT_ONCE = 10;

/** Finds systems by name or code and puts them into the preview, which is an address. Without a script it is a field and a button. */
export function WhatIfChooser(props: {
  incidentRef: string;
  version: string;
  off: string[];
  hours: number;
  language: Language;
  words: { label: string; add: string; more: string; found: Counted; notLoaded: string };
}) {
  const { incidentRef, off, hours, words, language } = props;
  const router = useRouter();
  const id = useId();
  const [wanted, setWanted] = useState(false);
  const { map, failed } = useMap(incidentRef, props.version, wanted);
  const [typed, setTyped] = useState("");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);

  const all = open ? matching(map?.systems ?? [], typed).filter(({ code }) => !off.includes(code)) : [];
  const offered = all.slice(0, AT_ONCE);
  const active = offered[Math.min(at, offered.length - 1)];

  const choose = ({ code }: MapSystem) => {
    setTyped("");
    setAt(0);
    router.push(paths.systemsMap(incidentRef, { off: [...off, code], hours }), { scroll: false });
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Escape") setOpen(false);
    if (!active) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((now) => (Math.min(now, offered.length - 1) + step + offered.length) % offered.length);
    }
    if (event.key === "Enter") {
      event.preventDefault();
      choose(active);
    }
  };

  return (
    <form action={paths.systemsMap(incidentRef)} className="relative grid gap-1.5">
      {off.length > 0 ? <input type="hidden" name="off" value={off.join(",")} /> : null}
      <input type="hidden" name="hours" value={hours} />
      <label htmlFor={`${id}-q`} className="text-sm font-semibold">
        {words.label}
      </label>
      <div className="flex gap-2">
        <input
          id={`${id}-q`}
          name="add"
          role="combobox"
          aria-expanded={offered.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={active ? `${id}-${active.code}` : undefined}
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
        <button type="submit" className={buttonClass("plain")}>
          {words.add}
        </button>
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
    </form>
  );
}
