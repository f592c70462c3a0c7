"use client";

import { type KeyboardEvent, useState } from "react";
import { fill } from "@/lib/kernel/words";
import { RemoveMark } from "./remove-mark";

const MOST = 20;

/** Names of systems: free, offered from those that this incident already uses. Without a script it is one field with commas. */
export function ComposerSystems(props: {
  systems: string[];
  change: (systems: string[]) => void;
  offered: string[];
  ready: boolean;
  words: { label: string; add: string; remove: string };
}) {
  const { systems, words } = props;
  const [typed, setTyped] = useState("");

  const keep = (name: string) => {
    const clean = name.trim().slice(0, 80);
    if (clean && !systems.includes(clean) && systems.length < MOST) props.change([...systems, clean]);
    setTyped("");
  };
  const type = (value: string) => {
    const [first = "", ...rest] = value.split(",");
    if (rest.length > 0 || props.offered.includes(value)) keep(first);
    else setTyped(value);
  };
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      keep(typed);
    } else if (event.key === "Backspace" && typed === "" && systems.length > 0) props.change(systems.slice(0, -1));
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
            press={() => props.change(systems.filter((one) => one !== name))}
          />
        </span>
      ))}
      <input
        id="log-systems"
        {...(!props.ready && { name: "systems" })}
        value={typed}
        list="log-systems-known"
        placeholder={systems.length === 0 ? words.add : ""}
        autoComplete="off"
        maxLength={props.ready ? 80 : 400}
        onChange={(event) => type(event.target.value)}
        onKeyDown={keys}
        onBlur={() => keep(typed)}
        className="min-h-11 w-28 grow rounded-md bg-transparent px-1 placeholder:text-ink-2 sm:min-h-9"
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
