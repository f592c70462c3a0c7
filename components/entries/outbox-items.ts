"use client";

import { useSyncExternalStore } from "react";
import { report } from "@/components/shell/connection";
import type { Draft } from "./draft";
import type { KeptFile } from "./vault";

/** An entry on its way: on this device, sending, logged, or refused. */
export interface Unsent {
  key: string;
  /** The author's order, whatever the clocks say. */
  order: number;
  ref: string;
  personId: string;
  body: { text: string; tlp?: string } & Record<string, unknown>;
  /** What it was while it was being written, for the case that it goes back. */
  draft?: Draft;
  files?: (KeptFile & { key: string })[];
  /** Names of files that were too large to be kept here, and so are gone with their page. */
  lacks?: string[];
  state: "kept" | "sending" | "refused" | "logged";
  /** Whether it is on the disk of this device, and survives its page. */
  stored: boolean;
  /** It was sent and no answer came: it may stand in the log already. */
  tried: boolean;
  /** Why the server did not take it, in its own words. */
  because?: string;
  logged?: { number: number; at: string };
}

const none: Unsent[] = [];
let items = none;
const listeners = new Set<() => void>();
/** Being written to the disk: sent only after that, or a text that is lost here and stored there would be written twice. */
const settling = new Set<string>();

export const useOutbox = () => useSyncExternalStore(subscribe, outboxNow, () => none);
export const outboxNow = () => items;
export const find = (key: string) => items.find((item) => item.key === key);

/** TLP:RED is never stored on a device. */
export const isSecret = (item: Pick<Unsent, "body">) => item.body.tlp === "TLP:RED";

/** A text that may stand in the log already is not written anew: that would make two of it. */
export const isEditable = (item: Unsent) => item.state === "refused" || (item.state === "kept" && !item.tried);

export const isSettling = (key: string) => settling.has(key);

/** Runs while an entry is being written to the disk. */
export async function settle<T>(key: string, work: () => Promise<T>): Promise<T> {
  settling.add(key);
  try {
    return await work();
  } finally {
    settling.delete(key);
  }
}

export const update = (key: string, changes: Partial<Unsent>) =>
  change(items.map((item) => (item.key === key ? { ...item, ...changes } : item)));

export const takeOff = (key: string) => change(items.filter((item) => item.key !== key));

/** The list as it is from now on, in the author's order. */
export function change(now: Unsent[]): void {
  items = [...now].sort((a, b) => a.order - b.order || (a.key < b.key ? -1 : 1));
  report({ waiting: items.filter(({ state }) => state === "kept" || state === "refused").length });
  const only = items.some(({ key, stored, state }) => !stored && state !== "logged" && !settling.has(key));
  if (only) window.addEventListener("beforeunload", guard);
  else window.removeEventListener("beforeunload", guard);
  for (const listener of listeners) listener();
}

/** A page that holds the only copy of a text asks before it closes. */
const guard = (event: BeforeUnloadEvent) => event.preventDefault();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
