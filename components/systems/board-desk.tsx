"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { readAgain } from "@/components/shell/read-again";
import { isReading } from "@/components/shell/reading";
import { Button } from "@/components/ui/button";
import { api } from "@/lib/entry/paths";
import { counted, fill } from "@/lib/kernel/words";
import { AT_ONCE_MAX } from "@/lib/systems/states";
import type { BoardRow } from "@/lib/systems/views";
import { ChangeSystem } from "./change-system";
import type { Desk, DeskWords } from "./desk-words";
import { type Picked, pickedOf } from "./picked";
import { StateForm } from "./state-form";

/**
 * The one island of the board: it listens around all lines, remembers which systems are chosen as they then stood, and opens the forms.
 * The lines themselves come from the server and are plain.
 */
export function BoardDesk(props: {
  incident: { ref: string; zone: string };
  now: string;
  words: DeskWords;
  children: ReactNode;
}) {
  const { incident, now, words } = props;
  const router = useRouter();
  const around = useRef<HTMLDivElement>(null);
  const [ticked, setTicked] = useState<Picked[]>([]);
  const [opened, setOpened] = useState<Picked | null>(null);
  const [drafts] = useState(() => new Map<string, string>());

  useEffect(() => {
    const lines = around.current;
    if (!lines) return;
    const change = () => setTicked((before) => tickedIn(lines, before));
    const press = ({ target }: MouseEvent) => {
      if (!(target instanceof Element)) return;
      if (target.closest("[data-tick-group]")) tickAll(target.closest("[data-group]"), change);
      const line = target.closest("[data-change]")?.closest<HTMLElement>("[data-row]");
      if (line) setOpened(pickedOf(line));
    };
    lines.addEventListener("change", change);
    lines.addEventListener("click", press);
    return () => {
      lines.removeEventListener("change", change);
      lines.removeEventListener("click", press);
    };
  }, []);

  // A box may have been ticked before this island woke, and lines may have gone whenever the board was read anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once for each reading of the board.
  useEffect(() => {
    const lines = around.current;
    if (lines) setTicked((before) => tickedIn(lines, before));
  }, [now]);

  const busy = ticked.length > 0 || opened !== null;
  useEffect(() => {
    // What nobody confirms turns grey by the clock alone, and not every reader is told of every change.
    const timer = setInterval(() => {
      if (!busy && !document.hidden && !isReading()) readAgain();
    }, AGAIN_MS);
    return () => clearInterval(timer);
  }, [busy]);

  function untick() {
    for (const box of boxesIn(around.current)) box.checked = false;
    setTicked([]);
  }
  const desk: Desk = {
    incident,
    now,
    words,
    drafts,
    done() {
      if (opened) setOpened(null);
      else untick();
      router.refresh();
    },
    async overtaken() {
      router.refresh();
      const rows = await rowsNow(incident.ref);
      const renewed = (one: Picked): Picked => ({ ...one, ...rows.get(one.code) });
      setTicked((before) => before.map(renewed));
      setOpened((before) => before && renewed(before));
    },
  };
  return (
    <>
      <div ref={around} className="grid gap-3">
        {props.children}
      </div>
      {ticked.length > 0 && !opened ? (
        <section
          data-chosen
          aria-label={counted(words.chosen, ticked.length)}
          className="screen-only fixed inset-x-0 bottom-0 z-20 max-h-[60dvh] overflow-y-auto border-t-2 border-ink bg-raised p-3 shadow-pop sm:px-4"
        >
          <div className="mx-auto grid max-w-[1680px] gap-2">
            <div className="flex flex-wrap items-center justify-between gap-x-4">
              <p className="font-semibold">
                {counted(words.chosen, ticked.length)}
                <span className="ml-3 font-mono text-sm font-normal text-ink-2">
                  {ticked
                    .slice(0, NAMED)
                    .map(({ code }) => code)
                    .join(", ")}
                  {ticked.length > NAMED ? " …" : null}
                </span>
              </p>
              <Button kind="quiet" onClick={untick}>
                {words.none}
              </Button>
            </div>
            {ticked.length > AT_ONCE_MAX ? (
              <p>{fill(words.tooMany, { max: AT_ONCE_MAX })}</p>
            ) : (
              <StateForm desk={desk} picked={ticked} wide />
            )}
          </div>
        </section>
      ) : null}
      {opened ? <ChangeSystem desk={desk} picked={opened} closed={() => setOpened(null)} /> : null}
    </>
  );
}

const AGAIN_MS = 60_000;
/** As many codes as one reads at a glance. */
const NAMED = 8;

const boxesIn = (within: Element | null) => [...(within?.querySelectorAll<HTMLInputElement>("[data-tick]") ?? [])];

/** Those that are chosen now; each stays as it was when it was chosen. */
function tickedIn(lines: Element, before: readonly Picked[]): Picked[] {
  const known = new Map(before.map((one) => [one.code, one]));
  return boxesIn(lines)
    .filter(({ checked }) => checked)
    .flatMap((box) => {
      const line = box.closest<HTMLElement>("[data-row]");
      return line ? [known.get(line.dataset["code"] ?? "") ?? pickedOf(line)] : [];
    });
}

/** Chooses all of a group, or none when all are chosen. */
function tickAll(group: Element | null, changed: () => void): void {
  const boxes = boxesIn(group);
  const all = boxes.every(({ checked }) => checked);
  for (const box of boxes) box.checked = !all;
  changed();
}

/** Where systems stand now, whatever the filter of the board leaves out. */
async function rowsNow(ref: string): Promise<Map<string, Pick<Picked, "version" | "state" | "compromise">>> {
  const answer = await fetch(api.boardRows(ref)).catch(() => null);
  const { rows } = answer?.ok ? ((await answer.json()) as { rows: BoardRow[] }) : { rows: [] };
  return new Map(rows.map(({ code, version, state, compromise }) => [code, { version, state, compromise }]));
}
