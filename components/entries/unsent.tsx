"use client";

import { useEffect, useRef } from "react";
import { readAgain } from "@/components/shell/read-again";
import { buttonClass } from "@/components/ui/button";
import { clockTime } from "@/lib/kernel/time";
import { fill } from "@/lib/kernel/words";
import { CopyButton, ItemState, type UnsentWords } from "./item-state";
import { drop, takeBack } from "./outbox";
import { type Unsent as Item, useOutbox } from "./outbox-items";
import { again } from "./outbox-pump";

/** The stream's bell and the receipt arrive together: waiting a moment makes one reading of two. */
const TOGETHER_MS = 150;

/** Entries of this person that are on their way, on top of the timeline, where they will stand; each says in words how far it is. */
export function Unsent(props: { incident: string; zone: string; version: string; words: UnsentWords }) {
  const { words } = props;
  const items = useOutbox().filter((item) => item.ref === props.incident);
  const logged = items.filter((item) => item.state === "logged");
  const newest = logged.at(-1)?.key;

  const readFor = useRef(new Set<string>());

  useEffect(() => {
    if (!newest) return;
    const timer = setTimeout(() => {
      readFor.current.add(newest);
      readAgain();
    }, TOGETHER_MS);
    return () => clearTimeout(timer);
  }, [newest]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once for each reading of the timeline, which may or may not hold the entry yet.
  useEffect(() => {
    for (const item of logged) {
      const stands = document.getElementById(`entry-${item.logged?.number}`) !== null;
      if (stands || readFor.current.has(item.key)) drop(item.key);
    }
  }, [props.version]);

  const said = logged.at(-1)?.logged;
  return (
    <>
      <p role="status" className="sr-only">
        {said ? fill(words.logged, { number: said.number, time: clockTime(new Date(said.at), props.zone) }) : ""}
      </p>
      {items.length > 0 ? (
        <ul aria-label={words.label} className="screen-only">
          {[...items].reverse().map((item) => (
            <li key={item.key} className="grid gap-1 border-b border-line bg-new px-3 py-2.5 sm:pl-[124px]">
              <p className="whitespace-pre-wrap wrap-anywhere">{item.body.text}</p>
              <div className="flex flex-wrap items-center gap-2">
                <ItemState item={item} zone={props.zone} words={words} />
                <Acts item={item} words={words} />
              </div>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function Acts({ item, words }: { item: Item; words: UnsentWords }) {
  if (item.state !== "kept" && item.state !== "refused") return null;
  return (
    <>
      <CopyButton text={item.body.text} words={words} />
      {item.state === "refused" ? (
        <button type="button" onClick={() => takeBack(item.key)} className={buttonClass("plain", "text-sm")}>
          {words.edit}
        </button>
      ) : (
        <button type="button" onClick={again} className={buttonClass("plain", "text-sm")}>
          {words.retry}
        </button>
      )}
    </>
  );
}
