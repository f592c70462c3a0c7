"use client";

import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { cn } from "@/lib/kernel/cn";
import type { ShortcutMode } from "@/lib/kernel/preferences";
import { counted, fill } from "@/lib/kernel/words";
import { KeyCaps } from "./key-caps";
import { groupsFor, type Item, type Scene } from "./palette-items";
import { acts, type Stage } from "./shortcut-acts";
import { useFound } from "./use-found";
import { keepUsed, lastUsed } from "./used";

/**
 * Search or run (ux.md §4.4): one field, and under it what it leads to. A combobox whose list stays open: the focus stays in the field,
 * arrows move the choice, and the number of results is said.
 */
export function Palette(props: Scene & { mode: ShortcutMode; stage: Stage; close: () => void }) {
  const { hand, words } = props;
  const { palette } = words;
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const then = useRef<(() => void) | null>(null);
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const [used] = useState(() => lastUsed(hand.personId));
  const q = typed.trim();
  const finding = useFound(typed);
  const groups = useMemo(() => groupsFor(props, q, used, finding.found), [props, q, used, finding.found]);
  const items = groups.flatMap((group) => group.items);
  const current = items[Math.min(chosen, items.length - 1)];
  const settled = finding.q === q;

  useEffect(() => {
    if (current) document.getElementById(`${id}-${current.id}`)?.scrollIntoView({ block: "nearest" });
  }, [id, current]);

  function run(item: Item | undefined) {
    if (!item) return;
    keepUsed(hand.personId, item.id);
    then.current = () => perform(item, props.stage);
    dialog.current?.close();
  }

  function press(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setChosen((now) => (Math.min(now, items.length - 1) + step + items.length) % Math.max(1, items.length));
    else if (event.key === "Enter") run(current);
    else return;
    event.preventDefault();
  }

  return (
    <Dialog
      dialog={dialog}
      label={palette.label}
      closed={() => {
        props.close();
        then.current?.();
      }}
      className="overflow-hidden"
    >
      <div className="grid max-h-[min(32rem,80dvh)] grid-rows-[auto_minmax(0,1fr)_auto]">
        <div className="grid gap-2 border-b border-line p-3">
          <label htmlFor={`${id}-field`} className="text-xs font-bold">
            {palette.label}
          </label>
          <input
            id={`${id}-field`}
            role="combobox"
            aria-expanded="true"
            aria-autocomplete="list"
            aria-controls={`${id}-list`}
            aria-activedescendant={current ? `${id}-${current.id}` : undefined}
            aria-describedby={`${id}-hint`}
            autoComplete="off"
            spellCheck={false}
            maxLength={100}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setChosen(0);
            }}
            onKeyDown={press}
            className="min-h-12 w-full rounded-md border border-line-strong bg-surface px-3 text-[1.0625rem] sm:min-h-10"
          />
          <p id={`${id}-hint`} className="text-xs text-ink-2">
            {palette.hint}
          </p>
        </div>
        <div id={`${id}-list`} role="listbox" aria-label={palette.list} className="overflow-y-auto px-2 pb-2">
          {groups.map((group) => (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset is not allowed inside a listbox.
            <div key={group.name} role="group" aria-labelledby={`${id}-${group.name}`}>
              <p id={`${id}-${group.name}`} role="presentation" className="px-2 pt-3 pb-1 text-xs text-ink-2">
                {palette.groups[group.name]}
              </p>
              {group.items.map((item) => (
                <Row
                  key={item.id}
                  id={`${id}-${item.id}`}
                  item={item}
                  selected={item === current}
                  mode={props.mode}
                  run={() => run(item)}
                />
              ))}
            </div>
          ))}
        </div>
        <div className="border-t border-line px-4 py-2 text-xs text-ink-2">
          <p role="status">
            {!settled
              ? ""
              : finding.failed
                ? palette.failed
                : items.length === 0
                  ? fill(palette.none, { q })
                  : counted(palette.results, items.length)}
          </p>
          <p aria-hidden="true" className="max-sm:hidden">
            {palette.keys}
          </p>
        </div>
      </div>
    </Dialog>
  );
}

function Row(props: { id: string; item: Item; selected: boolean; mode: ShortcutMode; run: () => void }) {
  const { item } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and takes the keys of the whole list.
    <div
      id={props.id}
      role="option"
      tabIndex={-1}
      aria-selected={props.selected}
      onClick={props.run}
      className={cn(
        "flex min-h-11 cursor-pointer items-center gap-3 rounded-md px-2 py-1 hover:bg-sunken sm:min-h-9",
        props.selected && "bg-sunken shadow-[inset_3px_0_0_var(--ink)]",
      )}
    >
      <span className="grid min-w-0 flex-1">
        <span className="truncate">{item.label}</span>
        {item.detail ? <span className="truncate text-xs text-ink-2">{item.detail}</span> : null}
      </span>
      {item.press && props.mode !== "off" ? (
        <span aria-hidden="true" className="shrink-0 text-xs text-ink-2 max-sm:hidden">
          <KeyCaps press={[item.press]} mode={props.mode} single or="" />
        </span>
      ) : null}
    </div>
  );
}

/** After the palette has closed and the focus is back where it was. */
function perform({ does }: Item, stage: Stage): void {
  if (does === "sign-out") signOut();
  else if ("act" in does) acts[does.act].run(stage);
  else stage.go(does.go);
}

/** Presses the button of the menu, which asks first when texts are not sent yet. */
function signOut(): void {
  const menu = document.getElementById("menu");
  menu?.showPopover();
  menu?.querySelector<HTMLFormElement>("form[data-sign-out]")?.requestSubmit();
}
