"use client";

import { paths } from "@/lib/entry/paths";

/** The entry that keys act on: the one that has the focus, else the first in view below the sticky bars. */
const ENTRY = "article[data-entry]";

/** The reference of the incident that an address belongs to; null elsewhere. */
export function incidentOfPath(pathname: string): string | null {
  const ref = /^\/incidents\/([^/]+)/.exec(pathname)?.[1];
  return ref && ref !== "new" ? decodeURIComponent(ref) : null;
}

/** The number of the entry that an address is the page of; null elsewhere. */
const numberOfPath = (pathname: string) => {
  const number = /^\/incidents\/[^/]+\/timeline\/(\d+)/.exec(pathname)?.[1];
  return number ? Number(number) : null;
};

const entries = () => [...document.querySelectorAll<HTMLElement>(ENTRY)].filter((entry) => entry.checkVisibility());

const focused = () => document.activeElement?.closest<HTMLElement>(ENTRY) ?? null;

/** Whether this page lists entries. */
export const hasEntries = () => entries().length > 0;

/** Whether the focus stands on an entry itself, not on something to press in it. */
export const isOnEntry = () => document.activeElement?.matches(ENTRY) ?? false;

/** Moves the choice by one; the first press chooses what is in view. */
export function choose(step: 1 | -1): void {
  const all = entries();
  const now = focused();
  const next = now ? all[all.indexOf(now) + step] : firstInView(all);
  (next ?? now)?.focus();
}

function firstInView(all: HTMLElement[]): HTMLElement | undefined {
  const middle = window.innerHeight / 2;
  const inView = all.filter((entry) => {
    const { top, bottom } = entry.getBoundingClientRect();
    return bottom > 0 && top < window.innerHeight;
  });
  return (
    inView.find((entry) => isUncovered(entry)) ?? inView[0] ?? all.find((entry) => entry.offsetTop > middle) ?? all[0]
  );
}

/** Nothing sticky lies over where the entry begins. */
function isUncovered(entry: HTMLElement): boolean {
  const { top, left } = entry.getBoundingClientRect();
  if (top < 0) return false;
  const there = document.elementFromPoint(left + 2, top + 2);
  return there !== null && entry.contains(there);
}

export interface EntryAddress {
  ref: string;
  number: number;
}

/** The entry with the focus, or the one whose page this is. */
export function entryAtHand(): EntryAddress | null {
  const ref = incidentOfPath(location.pathname);
  const number = Number(focused()?.dataset["entry"] ?? numberOfPath(location.pathname));
  return ref && number ? { ref, number } : null;
}

/** The same, and the first in view when none has been chosen. */
export function entryInView(): EntryAddress | null {
  const ref = incidentOfPath(location.pathname);
  const number = Number(firstInView(entries())?.dataset["entry"]);
  return entryAtHand() ?? (ref && number ? { ref, number } : null);
}

/** The full address of an entry's page, to hand to others. */
export const linkTo = ({ ref, number }: EntryAddress) => new URL(paths.entry(ref, number), location.origin).href;
