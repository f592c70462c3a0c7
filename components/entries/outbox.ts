"use client";

import { newKey } from "@/lib/kernel/new-key";
import { forget, hear, kept, openDevice, put, watch } from "./device";
import { change, find, isEditable, isSecret, outboxNow, settle, takeOff, type Unsent, update } from "./outbox-items";
import { again, goOnSending } from "./outbox-pump";
import type { KeptFile } from "./vault";

/**
 * Entries on their way are kept on this device until the server has acknowledged a durable commit, and sent again with the same key
 * until then, so that no word is lost and nothing is stored twice (DESIGN §2, promise 6). Of several tabs one sends, in the author's order.
 */
let owner = "";
let users = 0;
let stops: (() => void)[] = [];

/** Larger files stay on the page, as TLP:RED does. */
export const OFFLINE_FILE_MAX = 5_000_000;

/** Takes up what an earlier page, another tab or an earlier day left here, and goes on sending. @returns how to stop trying */
export function openOutbox(personId: string, serverNow?: Date): () => void {
  if (owner !== personId) {
    owner = personId;
    change([]);
  }
  users += 1;
  if (users === 1) stops = [watch("unsent", keptElsewhere), hear(toldElsewhere), goOnSending()];
  void openDevice(personId, serverNow).then(() => {
    if (owner !== personId) return;
    const left = [...kept<Unsent>("unsent", personId).values()].filter(({ key }) => !find(key));
    change([...outboxNow(), ...left.map(asLeft)]);
    receive();
    again();
  });
  return () => {
    users -= 1;
    if (users === 0) for (const stop of stops) stop();
  };
}

/** Takes an entry on its way; the draft that it was leaves this device in the same moment. Ends when it is kept as safely as it can be. */
export async function send(
  entry: Pick<Unsent, "ref" | "personId" | "body" | "draft"> & { files?: KeptFile[] },
): Promise<void> {
  const { files = [], ...rest } = entry;
  const large = files.filter(({ blob }) => blob.size > OFFLINE_FILE_MAX);
  const item: Unsent = {
    ...rest,
    key: newKey(),
    order: 1 + Math.max(0, ...outboxNow().map(({ order }) => order)),
    state: "kept",
    stored: false,
    tried: false,
    ...(files.length > 0 && { files: files.map(({ name, type, blob }) => ({ name, type, blob, key: newKey() })) }),
  };
  const written = await settle(item.key, async () => {
    change([...outboxNow(), item]);
    return !isSecret(item) && put(item.personId, leaves(item, large));
  });
  update(item.key, { stored: written && large.length === 0 });
  again();
}

/** An entry takes the place of its draft. A file that is too large stays behind, by name. */
function leaves(item: Unsent, large: KeptFile[]) {
  const files = item.files?.filter(({ blob }) => large.every((file) => file.blob !== blob)) ?? [];
  const value = large.length > 0 ? { ...item, files, lacks: large.map(({ name }) => name) } : item;
  return [
    { shelf: "unsent" as const, name: item.key, value },
    { shelf: "draft" as const, name: item.ref, value: undefined },
  ];
}

/** Takes an entry off the list: it stands in the timeline now, or its author has taken the text back. */
export function drop(key: string): void {
  const item = find(key);
  if (item && item.state !== "logged") void forget("unsent", item.personId, key);
  takeOff(key);
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

/** Tries an entry anew that was refused. */
export function retry(key: string): void {
  const item = find(key);
  if (item?.state === "refused") {
    const { because: _, ...anew } = item;
    change(outboxNow().map((found) => (found.key === key ? { ...anew, state: "kept" } : found)));
  }
  again();
}

/** An entry as a new page finds it. Without its files it does not go by itself. */
const asLeft = (item: Unsent): Unsent => ({ ...item, stored: true, state: item.lacks ? "refused" : item.state });

function keptElsewhere(key: string, value: unknown): void {
  const known = find(key);
  if (value === undefined) {
    if (known && known.state !== "logged") takeOff(key);
  } else if (!known) change([...outboxNow(), asLeft(value as Unsent)]);
  // Whoever wrote it sends it; should that tab be closed before, this one does.
  again();
}

function toldElsewhere(said: unknown): void {
  const { key, ...changes } = said as { key: string } & Partial<Unsent>;
  if (find(key)) update(key, changes);
}
