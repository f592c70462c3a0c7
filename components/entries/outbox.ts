"use client";

import { useSyncExternalStore } from "react";
import { uuidv7 } from "uuidv7";
import { report } from "@/components/shell/connection";
import { forget, hear, keep, kept, openDevice, put, stillKept, tell, watch } from "./device";
import { sendItem } from "./send-item";
import type { KeptFile } from "./vault";

/**
 * Entries on their way: kept on this device until the server has acknowledged a durable commit, and sent again with the same key
 * until then, so that no word is lost and nothing is stored twice (DESIGN §2, promise 6). Of several tabs one sends, in the author's order.
 */
export interface Unsent {
  key: string;
  /** The author's order, whatever the clocks say. */
  order: number;
  ref: string;
  personId: string;
  body: { text: string; tlp?: string } & Record<string, unknown>;
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

/** Larger files stay on the page, as TLP:RED does. */
export const OFFLINE_FILE_MAX = 5_000_000;

const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
const none: Unsent[] = [];
let owner = "";
let items = none;
let failures = 0;
let pumping = false;
let trying: AbortController | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let asked = false;
let users = 0;
let stops: (() => void)[] = [];
const listeners = new Set<() => void>();

export const useOutbox = () => useSyncExternalStore(subscribe, outboxNow, () => none);
export const outboxNow = () => items;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Takes up what an earlier page, another tab or an earlier day left here, and goes on sending. @returns how to stop trying */
export function openOutbox(personId: string, serverNow?: Date): () => void {
  if (owner !== personId) [owner, items] = [personId, none];
  users += 1;
  if (users === 1) stops = [watch("unsent", keptElsewhere), hear(toldElsewhere), wakeUps()];
  void openDevice(personId, serverNow).then(() => {
    if (owner !== personId) return;
    const left = [...kept<Unsent>("unsent", personId).values()].filter(({ key }) => !find(key));
    change([...items, ...left.map(asLeft)]);
    receive();
    again();
  });
  return () => {
    users -= 1;
    if (users > 0) return;
    for (const stop of stops) stop();
    clearTimeout(timer);
  };
}

function wakeUps(): () => void {
  const online = () => {
    // What hangs since before the connection came back hangs for good.
    trying?.abort();
    again();
  };
  const seen = () => {
    if (!document.hidden) again();
  };
  window.addEventListener("online", online);
  document.addEventListener("visibilitychange", seen);
  return () => {
    window.removeEventListener("online", online);
    document.removeEventListener("visibilitychange", seen);
  };
}

/** Takes an entry on its way; the draft that it was leaves this device in the same moment. Ends when it is kept as safely as it can be. */
export async function send(entry: { ref: string; personId: string; body: Unsent["body"]; files?: KeptFile[] }) {
  const { files = [], ...rest } = entry;
  const large = files.filter(({ blob }) => blob.size > OFFLINE_FILE_MAX);
  const item: Unsent = {
    ...rest,
    key: uuidv7(),
    order: 1 + Math.max(0, ...items.map(({ order }) => order)),
    state: "kept",
    stored: false,
    tried: false,
    ...(files.length > 0 && { files: files.map((file) => ({ ...file, key: crypto.randomUUID() })) }),
  };
  settling.add(item.key);
  change([...items, item]);
  const { ref, personId } = item;
  const written = isSecret(item)
    ? false
    : await put(personId, [
        { shelf: "unsent", name: item.key, value: asKept(item, large) },
        { shelf: "draft", name: ref, value: undefined },
      ]);
  settling.delete(item.key);
  update(item.key, { stored: written && large.length === 0 });
  again();
}

/** Being written to the disk: sent only after that, or a text that is lost here and stored there would be written twice. */
const settling = new Set<string>();

/** Takes an entry off the list: it stands in the timeline now, or its author has taken the text back. */
export function drop(key: string): void {
  const item = find(key);
  if (item && item.state !== "logged") void forget("unsent", item.personId, key);
  change(items.filter((found) => found.key !== key));
}

interface Receiver {
  ref: string;
  take: (item: Unsent) => void;
}
let receiver: Receiver | null = null;
const EDIT = "#edit-";

/** Where the text of an entry of this incident goes back to. @returns how to take that back */
export function returnsTo(ref: string, take: (item: Unsent) => void): () => void {
  const mine = { ref, take };
  receiver = mine;
  receive();
  return () => {
    if (receiver === mine) receiver = null;
  };
}

/** An address asks for an entry to be changed, and its composer is here: then it gets it. */
function receive(): void {
  if (!receiver || !location.hash.startsWith(EDIT)) return;
  const item = find(location.hash.slice(EDIT.length));
  if (item && takeBack(item.key)) history.replaceState(history.state, "", location.pathname + location.search);
}

/** What an address adds to lead to the composer with this entry in it. */
export const editing = (key: string) => `${EDIT}${key}`;

/** Hands a text back to its author. @returns false where its composer is not on this page, or the text is under way */
export function takeBack(key: string): boolean {
  const item = find(key);
  if (!item || !isEditable(item) || receiver?.ref !== item.ref) return false;
  receiver.take(item);
  drop(key);
  return true;
}

/** A text that may stand in the log already is not written anew: that would make two of it. */
export const isEditable = (item: Unsent) => item.state === "refused" || (item.state === "kept" && !item.tried);

/** Tries now. */
export function again(): void {
  clearTimeout(timer);
  void pump();
}

/** Tries an entry anew that was refused. */
export function retry(key: string): void {
  const item = find(key);
  if (item?.state === "refused") {
    const { because: _, ...anew } = item;
    change(items.map((found) => (found.key === key ? { ...anew, state: "kept" } : found)));
  }
  again();
}

/** TLP:RED is never stored on a device. */
export const isSecret = (item: Pick<Unsent, "body">) => item.body.tlp === "TLP:RED";

async function pump(): Promise<void> {
  if (pumping) asked = true;
  if (pumping || !items.some(({ state }) => state === "kept" || state === "sending")) return;
  pumping = true;
  try {
    // Where a browser has no locks two tabs may send the same entry; its key makes one of it.
    await (navigator.locks ? navigator.locks.request(`kulla-send-${owner}`, sendAll) : sendAll());
  } finally {
    pumping = false;
  }
  if (asked) void pump();
}

async function sendAll(): Promise<void> {
  asked = false;
  // Nobody else sends now, so what a tab was sending when it was closed is sent again.
  change(items.map((item) => (item.state === "sending" ? { ...item, state: "kept" } : item)));
  const stuck = new Set<string>();
  for (let item = next(stuck); item; item = next(stuck)) {
    if (item.stored && !(await stillKept("unsent", item.key))) {
      // Another tab sent it meanwhile, or its author removed it there.
      change(items.filter(({ key }) => key !== item?.key));
      continue;
    }
    const settled = await attempt(item);
    if (settled === "silent") return wait();
    if (settled === "later") stuck.add(item.ref);
    else failures = 0;
  }
  if (stuck.size > 0) wait();
}

/** The oldest that waits. What an incident cannot take now holds up what comes after it there, and nothing elsewhere. */
const next = (stuck: Set<string>) => {
  const item = items.find(({ state, ref }) => state === "kept" && !stuck.has(ref));
  return item && settling.has(item.key) ? undefined : item;
};

async function attempt(item: Unsent): Promise<"settled" | "later" | "silent"> {
  const tried = item.tried || navigator.onLine;
  if (item.stored && tried !== item.tried)
    await keep("unsent", item.personId, item.key, asKept({ ...item, tried: true }, []));
  update(item.key, { state: "sending", tried });
  tell({ key: item.key, state: "sending", tried });
  trying = new AbortController();
  const answer = await sendItem(item, trying.signal);
  if (answer.kind === "done") {
    const logged = { number: Number(answer.body["logNumber"]), at: String(answer.body["recordedAt"]) };
    tell({ key: item.key, state: "logged", logged });
    update(item.key, { state: "logged", logged });
    await forget("unsent", item.personId, item.key);
    return "settled";
  }
  const back = (changes: Partial<Unsent>) => {
    update(item.key, changes);
    tell({ key: item.key, ...changes });
  };
  if (answer.kind === "silent" || answer.status >= 500 || answer.status === 429 || answer.status === 401) {
    back({ state: "kept" });
    if (answer.kind !== "silent" && answer.status === 401) report({ status: "signed-out" });
    return answer.kind === "problem" && answer.status === 500 ? "later" : "silent";
  }
  const refused = { state: "refused" as const, because: Object.values(answer.fields)[0] ?? answer.detail };
  back(refused);
  if (item.stored) await keep("unsent", item.personId, item.key, { ...asKept(item, []), ...refused });
  return "settled";
}

function wait(): void {
  failures += 1;
  const pause = RETRY_MS[Math.min(failures, RETRY_MS.length) - 1] ?? 0;
  // Not all devices at the same moment, when a server comes back.
  timer = setTimeout(again, pause * (0.75 + Math.random() / 2));
}

/** An entry as the disk gets it: a file that is too large stays behind, by name. */
const asKept = (item: Unsent, large: KeptFile[]): Unsent => {
  if (large.length === 0) return { ...item, state: item.state === "refused" ? "refused" : "kept" };
  const files = item.files?.filter(({ blob }) => large.every((file) => file.blob !== blob)) ?? [];
  return { ...item, files, lacks: large.map(({ name }) => name) };
};

/** An entry as a new page finds it. Without its files it does not go by itself. */
const asLeft = (item: Unsent): Unsent => ({ ...item, stored: true, state: item.lacks ? "refused" : item.state });

function keptElsewhere(key: string, value: unknown): void {
  const known = find(key);
  if (value === undefined) {
    if (known && known.state !== "logged") change(items.filter((item) => item.key !== key));
  } else if (!known) change([...items, asLeft(value as Unsent)]);
  // Whoever wrote it sends it; should that tab be closed before, this one does.
  void pump();
}

function toldElsewhere(said: unknown): void {
  const { key, ...changes } = said as { key: string } & Partial<Unsent>;
  if (find(key)) update(key, changes);
}

const find = (key: string) => items.find((item) => item.key === key);
const waiting = () => items.filter(({ state }) => state === "kept" || state === "refused").length;

const update = (key: string, changes: Partial<Unsent>) =>
  change(items.map((item) => (item.key === key ? { ...item, ...changes } : item)));

/** A page that holds the only copy of a text asks before it closes. */
const guard = (event: BeforeUnloadEvent) => event.preventDefault();

function change(now: Unsent[]): void {
  items = [...now].sort((a, b) => a.order - b.order || (a.key < b.key ? -1 : 1));
  report({ waiting: waiting() });
  const only = items.some(({ key, stored, state }) => !stored && state !== "logged" && !settling.has(key));
  if (only) window.addEventListener("beforeunload", guard);
  else window.removeEventListener("beforeunload", guard);
  for (const listener of listeners) listener();
}
