"use client";

import { Button } from "@/components/ui/button";
import type { Language } from "@/lib/kernel/preferences";
import { counted } from "@/lib/kernel/words";
import { nameIn } from "@/lib/systems/name-in";
import type { MapSystem } from "@/lib/systems/views";
import { type Line, strokes } from "./map-edge";
import type { MapWords, Would } from "./map-words";
import { StatusGlyph } from "./status-glyph";

/** What the map can be told to do; no gesture is needed for any of it. */
export function MapTools(props: {
  words: MapWords;
  larger: () => void;
  smaller: () => void;
  fit: () => void;
  /** Whether only what is affected is drawn; null when nothing is. */
  only: boolean | null;
  setOnly: (only: boolean) => void;
}) {
  const { words, only } = props;
  return (
    <div className="ml-auto flex flex-wrap justify-end gap-1.5">
      {only !== null ? (
        <label className="flex min-h-10 items-center gap-2 rounded-md border border-line-strong bg-surface px-3 font-semibold">
          <input
            type="checkbox"
            checked={only}
            onChange={(event) => props.setOnly(event.target.checked)}
            className="size-5 accent-ink"
          />
          {words.affected}
        </label>
      ) : null}
      <Button onClick={props.fit}>{words.fit}</Button>
      <Button onClick={props.smaller} aria-label={words.smaller} title={words.smaller} className="w-10 px-0">
        <span aria-hidden="true">−</span>
      </Button>
      <Button onClick={props.larger} aria-label={words.larger} title={words.larger} className="w-10 px-0">
        <span aria-hidden="true">+</span>
      </Button>
    </div>
  );
}

/** What is pointed at, in words, and what can be done with it. It keeps its height, so that pointing moves nothing. */
export function MapPanel(props: {
  words: MapWords;
  language: Language;
  system: MapSystem | null;
  would: Record<string, Would>;
  dependants: number;
  needs: number;
  isPinned: boolean;
  isOff: boolean;
  tooMany: boolean;
  pin: () => void;
  toggle: (code: string) => void;
}) {
  const { words, system } = props;
  const would = system ? props.would[system.code] : undefined;
  return (
    <>
      <p role="status" className="min-h-6 w-full text-sm">
        {system ? (
          <>
            <span className="inline-flex items-center gap-1.5 font-semibold">
              <StatusGlyph shown={system.shown} />
              {nameIn(props.language, system)}, {words.shown[system.shown]}.
            </span>{" "}
            {would ? `${words.would[would]}. ` : null}
            {counted(words.dependants, props.dependants)}. {counted(words.needs, props.needs)}.
          </>
        ) : props.tooMany ? (
          words.tooMany
        ) : (
          words.hint
        )}
      </p>
      {system && props.isPinned ? (
        <span className="flex gap-2">
          <Button onClick={() => props.toggle(system.code)} kind="main">
            {props.isOff ? words.on : words.off}
          </Button>
          <Button onClick={props.pin}>{words.unpin}</Button>
        </span>
      ) : null}
    </>
  );
}

/** What the lines mean. */
export function MapLegend({ words: { legend } }: { words: MapWords }) {
  const lines: [Line, string][] = [
    ["needs", legend.needs],
    ["limits", legend.limits],
    ["unconfirmed", legend.unconfirmed],
  ];
  return (
    <ul
      aria-label={legend.title}
      className="absolute bottom-0 left-0 z-10 flex flex-wrap gap-x-4 rounded-tr-lg bg-surface px-4 py-2 text-sm text-ink-2"
    >
      {lines.map(([line, says]) => (
        <li key={line} className="flex items-center gap-1.5">
          <svg width="32" height="8" aria-hidden="true" className="stroke-ink">
            <path
              d="M1 4h30"
              strokeWidth="2"
              strokeDasharray={strokes[line]}
              strokeLinecap={line === "unconfirmed" ? "round" : undefined}
            />
          </svg>
          {says}
        </li>
      ))}
    </ul>
  );
}
