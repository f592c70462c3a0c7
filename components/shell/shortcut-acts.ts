"use client";

import {
  choose,
  entryAtHand,
  entryInView,
  hasEntries,
  incidentOfPath,
  linkTo,
} from "@/components/entries/chosen-entry";
import { api, paths } from "@/lib/entry/paths";
import type { ClockFace } from "@/lib/kernel/preferences";
import { fill } from "@/lib/kernel/words";
import { readAgain } from "./read-again";
import type { ShortcutId } from "./shortcuts";

/** What the page lends to an act: the way to another page, the way to tell what was done, and what opens over the page. */
export interface Stage {
  go: (address: string) => void;
  say: (text: string) => void;
  open: (what: "sheet" | "palette") => void;
  words: {
    copied: string;
    copiedEntry: string;
    notCopied: string;
    utcFirst: string;
    localFirst: string;
    withdrawing: string;
  };
}

interface Act {
  /** Whether it would do something on this page, now: what cannot, is not listed and not taken from the browser. */
  can: () => boolean;
  run: (stage: Stage) => void;
}

const always = () => true;
const field = () => document.querySelector<HTMLInputElement>("main input[type=search]");
const ref = () => incidentOfPath(location.pathname);
const byId = (id: string) => document.getElementById(id);

/** What each key of the table does. */
export const acts: Record<ShortcutId, Act> = {
  palette: { can: always, run: ({ open }) => open("palette") },
  sheet: { can: always, run: ({ open }) => open("sheet") },
  filter: {
    can: always,
    run: ({ open }) => {
      const search = field();
      if (!search) return open("palette");
      search.focus();
      search.select();
    },
  },
  clock: { can: always, run: swapClocks },
  "go-incident": {
    can: always,
    run: ({ go }) => {
      const here = ref();
      go(here ? paths.incident(here) : paths.incidents());
    },
  },
  "go-timeline": {
    can: () => ref() !== null,
    run: ({ go }) => go(paths.timeline(ref() ?? "")),
  },
  "go-decisions": {
    can: () => byId("reads-decisions") !== null,
    run: ({ go }) => go(paths.decisions(ref() ?? "")),
  },
  "go-mine": { can: always, run: ({ go }) => go(paths.me()) },
  write: { can: () => byId("log-text") !== null, run: () => byId("log-text")?.focus() },
  newest: { can: () => byId("log") !== null, run: toNewest },
  next: { can: hasEntries, run: () => choose(1) },
  previous: { can: hasEntries, run: () => choose(-1) },
  open: { can: hasEntries, run: ({ go }) => leadTo(go, paths.entry) },
  correct: { can: () => entryInView() !== null, run: ({ go }) => leadTo(go, paths.correctEntry) },
  "copy-link": { can: always, run: copyLink },
  withdraw: { can: () => slips().length > 0, run: takeBack },
};

function leadTo(go: Stage["go"], path: (ref: string, number: number) => string): void {
  const entry = entryInView();
  if (entry) go(path(entry.ref, entry.number));
}

/** Up to the newest entries; from a page of older ones, back to the first page. */
function toNewest({ go }: Stage): void {
  const here = new URL(location.href);
  window.scrollTo({ top: 0 });
  if (here.searchParams.has("before")) {
    here.searchParams.delete("before");
    go(`${here.pathname}${here.search}`);
  } else readAgain();
}

/** The buttons that take back what one has just written, in the order of writing. */
const slips = () =>
  [...document.querySelectorAll<HTMLElement>("[data-withdraw]")].sort(
    (a, b) => Number(a.dataset["withdraw"]) - Number(b.dataset["withdraw"]),
  );

function takeBack({ say, words }: Stage): void {
  const slip = slips().at(-1);
  say(fill(words.withdrawing, { number: slip?.dataset["withdraw"] ?? "" }));
  slip?.click();
}

/** Both clocks are on the page: which stands first is said by one word on it, and kept for the next page. */
function swapClocks({ say, words }: Stage): void {
  const root = document.documentElement;
  const face: ClockFace = root.dataset["clock"] === "utc" ? "local" : "utc";
  root.dataset["clock"] = face;
  say(face === "utc" ? words.utcFirst : words.localFirst);
  const body = new URLSearchParams({ clock: face });
  fetch(api.preferences(), { method: "POST", body, redirect: "manual" }).catch(() => {
    // It holds for this page; the next one shows the clock that was kept before.
  });
}

function copyLink({ say, words }: Stage): void {
  const entry = entryAtHand();
  const address = entry ? linkTo(entry) : location.href;
  const done = entry ? fill(words.copiedEntry, { number: entry.number }) : words.copied;
  const refused = () => say(fill(words.notCopied, { address }));
  // Browsers lend the clipboard to secure addresses only.
  if (navigator.clipboard) navigator.clipboard.writeText(address).then(() => say(done), refused);
  else refused();
}
