"use client";

import { useRouter } from "next/navigation";
import { Fragment, type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { entryInView, isOnEntry } from "@/components/entries/chosen-entry";
import type { Language, ShortcutMode } from "@/lib/kernel/preferences";
import type { KeysWords } from "./keys-words";
import { fetchPalette, opensPalette } from "./palette-door";
import { pressedKey } from "./pressed-key";
import { acts, type Stage } from "./shortcut-acts";
import { meaning, SEQUENCE_MS, type ShortcutId, shortcuts } from "./shortcuts";

const SAID_MS = 6_000;

/** Who sits here: what the palette offers depends on it. */
export interface Hand {
  personId: string;
  isAdmin: boolean;
  opensIncidents: boolean;
  findsCatalogue: boolean;
  language: Language;
}

/**
 * Takes the keys of the whole product (ux.md §4.4): only outside fields, as the person has chosen, and each only where it does
 * something. What opens over the page is fetched at its first use.
 */
export function Keys(props: { mode: ShortcutMode; hand: Hand; words: KeysWords }) {
  const { mode, hand, words } = props;
  const router = useRouter();
  const [said, setSaid] = useState("");
  const [over, setOver] = useState<{ opening: number; node: ReactNode } | null>(null);
  const openings = useRef(0);
  const first = useRef("");

  const stage = useCallback((): Stage => {
    return {
      words: words.acts,
      say: setSaid,
      go: (address) => router.push(address),
      open: async (what) => {
        // What can be done is asked before the palette takes the focus away from it.
        const able = whatCan();
        const entry = entryInView();
        openings.current += 1;
        const opening = openings.current;
        // A dialog tells late that it has closed: by then the next one may be open.
        const close = () => setOver((now) => (now?.opening === opening ? null : now));
        const show = (node: ReactNode) => setOver({ opening, node });
        try {
          if (what === "palette") {
            const { Palette } = await import("./palette");
            show(
              <Palette able={able} entry={entry} hand={hand} mode={mode} words={words} stage={stage()} close={close} />,
            );
          } else {
            const { ShortcutSheet } = await import("./shortcut-sheet");
            show(<ShortcutSheet able={able} mode={mode} words={words} close={close} />);
          }
        } catch {
          setSaid(words.notLoaded);
        }
      },
    };
  }, [router, hand, mode, words]);

  useEffect(() => opensPalette(() => stage().open("palette")), [stage]);

  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(""), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);

  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const begin = (keys: string) => {
      clearTimeout(waiting);
      first.current = keys;
      setSaid(keys ? words.more : "");
      if (keys) waiting = setTimeout(() => begin(""), SEQUENCE_MS);
    };
    const press = (event: KeyboardEvent) => {
      if (event.key === "Control" || event.key === "Meta") return fetchPalette();
      const key = pressedKey(event, mode);
      if (!key || event.defaultPrevented) return;
      // Never the browser's own, also while the palette lies open.
      if (key === "Ctrl k") event.preventDefault();
      if (!isFor(event, key)) return;
      const keys = first.current ? `${first.current} ${key}` : key;
      const found = meaning(keys);
      if (first.current) begin("");
      if (found === null || (found !== "more" && !acts[found].can())) return;
      event.preventDefault();
      if (found === "more") begin(keys);
      else acts[found].run(stage());
    };
    document.addEventListener("keydown", press);
    return () => {
      clearTimeout(waiting);
      document.removeEventListener("keydown", press);
    };
  }, [mode, stage, words]);

  return (
    <>
      {over ? <Fragment key={over.opening}>{over.node}</Fragment> : null}
      <div
        role="status"
        className="screen-only pointer-events-none fixed bottom-[calc(var(--composer,0px)+0.75rem)] left-3 z-30 max-w-[calc(100vw-1.5rem)] lg:bottom-3"
      >
        {said ? <p className="rounded-md bg-ink px-3 py-2 text-sm wrap-anywhere text-on-ink">{said}</p> : null}
      </div>
    </>
  );
}

const whatCan = (): ShortcutId[] => shortcuts.map(({ id }) => id).filter((id) => acts[id].can());

/** Fields keep their keys, and so does whatever lies over the page; Enter belongs to what has the focus. */
function isFor({ target, repeat }: KeyboardEvent, key: string): boolean {
  if (document.querySelector("dialog[open]")) return false;
  if (repeat && key !== "j" && key !== "k") return false;
  if (key === "Enter") return isOnEntry();
  const node = target as HTMLElement;
  return key === "Ctrl k" || !(node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName));
}
