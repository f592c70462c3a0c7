"use client";

import type { KeyboardEvent } from "react";
import { fill } from "@/lib/kernel/words";
import { type Draft, withSystem } from "./draft";
import { RemoveMark } from "./remove-mark";

/** Names of systems: free, offered from those that this incident already uses and from the catalogue. Without a script it is one field with commas. */
export function ComposerSystems(props: {
  draft: Draft;
  change: (changes: Pick<Draft, "systems" | "system">) => void;
  offered: string[];
  ready: boolean;
  words: { label: string; add: string; remove: string };
}) {
  const { systems, system } = props.draft;
  const { words, change } = props;

  const keep = (name: string) => change({ systems: withSystem({ systems, system: name }), system: "" });
  const type = (value: string) => {
    if (props.offered.includes(value)) keep(value);
    else if (value.includes(",")) keep(value.replaceAll(",", ""));
    else change({ systems, system: value });
  };
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      keep(system);
    } else if (event.key === "Backspace" && system === "" && systems.length > 0)
      change({ systems: systems.slice(0, -1), system });
  };

  return (
    <div className="flex min-h-12 min-w-0 max-w-full flex-wrap items-center gap-1 rounded-md border border-line-strong pl-3 sm:min-h-10">
      <label htmlFor="log-systems" className="text-sm font-semibold">
        {words.label}
      </label>
      {systems.map((name) => (
        <span key={name} className="flex max-w-full items-center rounded-sm bg-sunken pl-2 text-sm">
          <span className="truncate">{name}</span>
          <RemoveMark
            label={fill(words.remove, { name })}
            press={() => change({ systems: systems.filter((one) => one !== name), system })}
          />
        </span>
      ))}
      <input
        id="log-systems"
        {...(!props.ready && { name: "systems" })}
        value={system}
        list="log-systems-known"
        placeholder={systems.length === 0 ? words.add : ""}
        autoComplete="off"
        maxLength={props.ready ? 80 : 400}
        onChange={(event) => type(event.target.value)}
        onKeyDown={keys}
        onBlur={() => keep(system)}
        className="min-h-11 w-20 grow rounded-md bg-transparent px-1 placeholder:text-ink-2 sm:min-h-9"
      />
      <datalist id="log-systems-known">
        {props.offered
          .filter((name) => !systems.includes(name))
          .map((name) => (
            <option key={name} value={name} />
          ))}
      </datalist>
    </div>
  );
}
