"use client";

import { useSyncExternalStore } from "react";

let mine = "";
let changed = false;
const listeners = new Set<() => void>();

/** The version that this page was made by. */
export function thisIs(version: string): void {
  mine = version;
}

/** What an answer of the server says of its version. */
export function reportVersion(version: string | null): void {
  if (!version || !mine || changed || version === mine) return;
  changed = true;
  for (const listener of listeners) listener();
}

/** Whether a newer version runs than the one that made this page. */
export const useNewVersion = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => changed,
    () => false,
  );
