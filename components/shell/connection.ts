"use client";

import { useSyncExternalStore } from "react";

/** What is known of the connection: shared by the stream, the composer and the badge, which sit in different parts of the page. */
export interface Connection {
  status: "none" | "connecting" | "live" | "reconnecting" | "polling" | "offline" | "signed-out";
  /** When the page last agreed with the server. */
  lastAt: number | null;
  /** Entries written here that the server has not acknowledged. */
  waiting: number;
  /** Another build of the program answers than the one that made this page. */
  outdated: boolean;
}

const nothing: Connection = { status: "none", lastAt: null, waiting: 0, outdated: false };
let now = nothing;
const listeners = new Set<() => void>();

/**
 * Changes what is known. Who has been told that they are signed out stays so until another page is made for them: the stream of whoever
 * signed in here since may well be live.
 */
export function report(change: Partial<Connection>): void {
  const over = now.status === "signed-out" && change.status !== "none";
  now = { ...now, ...change, ...(over && { status: now.status }) };
  for (const listener of listeners) listener();
}

export const connectionNow = () => now;

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useConnection = () => useSyncExternalStore(subscribe, connectionNow, () => nothing);
