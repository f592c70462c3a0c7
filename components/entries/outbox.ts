"use client";

import { useSyncExternalStore } from "react";
import { uuidv7 } from "uuidv7";
import { report } from "@/components/shell/connection";
import { type Answer, sendBytes, sendJson } from "@/components/ui/send-json";
import { api } from "@/lib/entry/paths";
import { forget, keep, kept } from "./device";

/**
 * Entries on their way: kept on this device until the server has acknowledged a durable commit, and sent again with the same key
 * until then, so that no word is lost and nothing is stored twice (DESIGN §2, promise 6).
 */
export interface Unsent {
  key: string;
  ref: string;
  personId: string;
  body: { text: string; tlp?: string } & Record<string, unknown>;
  /** Only on this page: they go first, and their ids then stand in the body. */
  files?: { name: string; type: string; blob: Blob; key: string }[];
  state: "kept" | "sending" | "refused" | "logged";
  /** Why the server did not take it, in its own words. */
  because?: string;
  logged?: { number: number; at: string };
}

const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
const none: Unsent[] = [];
let items = none;
let failures = 0;
let pumping = false;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

export const useOutbox = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => items,
    () => none,
  );

/** Takes up what an earlier page or an earlier day left here. @returns how to stop trying */
export function openOutbox(personId: string): () => void {
  const left = [...kept<Unsent>("unsent", personId).values()].filter((item) =>
    items.every((known) => known.key !== item.key),
  );
  change([...items, ...left.map((item): Unsent => (item.state === "refused" ? item : { ...item, state: "kept" }))]);
  void pump();
  window.addEventListener("online", again);
  document.addEventListener("visibilitychange", again);
  return () => {
    window.removeEventListener("online", again);
    document.removeEventListener("visibilitychange", again);
    clearTimeout(timer);
  };
}

/** Takes an entry on its way. */
export function send(
  entry: Pick<Unsent, "ref" | "personId" | "body"> & { files?: { name: string; type: string; blob: Blob }[] },
): void {
  const files = (entry.files ?? []).map(({ name, type, blob }) => ({ name, type, blob, key: uuidv7() }));
  const item: Unsent = { ...entry, files, key: uuidv7(), state: "kept" };
  if (!isSecret(item)) keep("unsent", item.personId, item.key, item);
  change([...items, item]);
  again();
}

/** Takes an entry off the list: it stands in the timeline now, or its author has taken the text back. */
export function drop(key: string): void {
  const item = items.find((found) => found.key === key);
  if (item) forget("unsent", item.personId, key);
  change(items.filter((found) => found.key !== key));
}

let receiver: ((item: Unsent) => void) | null = null;

/** Where a refused text goes back to. @returns how to take that back */
export function returnsTo(handler: (item: Unsent) => void): () => void {
  receiver = handler;
  return () => {
    if (receiver === handler) receiver = null;
  };
}

/** Hands a refused text back to its author. */
export function takeBack(key: string): void {
  const item = items.find((found) => found.key === key);
  if (!item || !receiver) return;
  receiver(item);
  drop(key);
}

/** Tries now. */
export function again(): void {
  clearTimeout(timer);
  void pump();
}

/** TLP:RED is never stored on a device. */
export const isSecret = (item: Pick<Unsent, "body">) => item.body.tlp === "TLP:RED";

async function pump(): Promise<void> {
  if (pumping) return;
  pumping = true;
  try {
    for (let item = next(); item; item = next()) {
      update(item.key, { state: "sending" });
      const settled = await attempt(item);
      if (!settled) return wait(item.key);
      failures = 0;
    }
  } finally {
    pumping = false;
  }
}

const next = () => items.find((item) => item.state === "kept");

/** Sends one entry once. @returns false when it must be tried again */
async function attempt(item: Unsent): Promise<boolean> {
  const answer = await sendWithFiles(item);
  if (answer.kind === "done") {
    forget("unsent", item.personId, item.key);
    update(item.key, {
      state: "logged",
      logged: { number: Number(answer.body["logNumber"]), at: String(answer.body["recordedAt"]) },
    });
    return true;
  }
  if (answer.kind === "silent" || answer.status >= 500 || answer.status === 429) return false;
  if (answer.status === 401) {
    report({ status: "signed-out" });
    return false;
  }
  const because = Object.values(answer.fields)[0] ?? answer.detail;
  update(item.key, { state: "refused", because });
  if (!isSecret(item)) keep("unsent", item.personId, item.key, { ...item, state: "refused", because });
  return true;
}

/** The files first, each under its own key, so that sending again adds none twice. */
async function sendWithFiles({ ref, key, body, files = [] }: Unsent): Promise<Answer> {
  const ids: unknown[] = [];
  for (const file of files) {
    const answer = await sendBytes(api.files(ref), file.name, file.blob, file.key);
    if (answer.kind !== "done") return answer;
    ids.push(answer.body["id"]);
  }
  return sendJson(api.entries(ref), "POST", JSON.stringify(ids.length > 0 ? { ...body, files: ids } : body), key);
}

function wait(key: string): void {
  update(key, { state: "kept" });
  failures += 1;
  timer = setTimeout(again, RETRY_MS[Math.min(failures, RETRY_MS.length) - 1]);
}

const update = (key: string, changes: Partial<Unsent>) =>
  change(items.map((item) => (item.key === key ? { ...item, ...changes } : item)));

function change(now: Unsent[]): void {
  items = now;
  report({ waiting: items.filter((item) => item.state === "kept" || item.state === "refused").length });
  for (const listener of listeners) listener();
}
