"use client";

import { useSyncExternalStore } from "react";
import { noLongerHere } from "./here";
import { type About, aboutVault, destroyVault, openVault, type Vault, vaultsHere } from "./vault";

/**
 * What this device keeps of a person until the server has it: texts being written, entries without a receipt, the places they write in.
 * Read at once from memory, written behind it to the vault; all tabs of the person hold the same. TLP:RED never (DESIGN §8).
 */
export type Shelf = "draft" | "unsent" | "kind" | "place";

export interface Device {
  /** "memory": this browser keeps nothing, so a text lasts as long as its page. */
  where: "opening" | "disk" | "memory";
  /** Whether the browser promised not to clear it away by itself; null while nobody has asked. */
  persisted: boolean | null;
  /** When everything here is removed, by this device's clock, unless the server answers before. */
  endsAt: number | null;
  /** How far this device's clock is ahead of the server's, in milliseconds. */
  lead: number;
  /** Texts that waited too long and were removed. */
  removed: number;
}

/** Texts that could not be sent for this long are removed (ux.md §4.6). */
const LASTS_MS = 24 * 3_600_000;
const NOTED_EVERY_MS = 60_000;
const LET_GO_MS = 3_000;
const closed: Device = { where: "opening", persisted: null, endsAt: null, lead: 0, removed: 0 };

let owner = "";
let opening: Promise<void> | undefined;
let vault: Vault | undefined;
let channel: BroadcastChannel | undefined;
let device = closed;
let writing: Promise<unknown> = Promise.resolve();
const mirror = new Map<string, unknown>();
/** What was changed here and is not on the disk yet, by how often. */
const latest = new Map<string, number>();
const lookers = new Set<() => void>();
const watchers = new Set<{ shelf: Shelf; heard: (name: string, value: unknown) => void }>();
const hearers = new Set<(said: unknown) => void>();

export const useDevice = () => useSyncExternalStore(look, deviceNow, () => closed);
export const deviceNow = () => device;

/** Takes up what an earlier page or an earlier day of this person left here. Whoever was here before stays unread. */
export function openDevice(personId: string, serverNow?: Date): Promise<void> {
  if (owner === personId && opening) return opening;
  closeDevice();
  owner = personId;
  opening = open(personId, serverNow);
  return opening;
}

async function open(personId: string, serverNow?: Date): Promise<void> {
  const lead = serverNow && Date.now() - serverNow.getTime();
  try {
    await removeLate(lead);
    const opened = await openVault(personId, () => left(personId));
    const [about, found] = [await opened.about(), await opened.all()];
    if (owner !== personId) return opened.close();
    vault = opened;
    for (const { shelf, name, value } of found) if (!mirror.has(at(shelf, name))) mirror.set(at(shelf, name), value);
    listen(personId);
    const synced = serverNow ? serverNow.getTime() : about.syncedAt;
    const now = { syncedAt: synced || Date.now(), lead: lead ?? about.lead, removed: about.removed };
    await opened.tell(now);
    change({ where: "disk", ...shown(now) });
  } catch {
    if (owner === personId) change({ where: "memory", lead: lead ?? 0 });
  }
}

const shown = ({ syncedAt, lead, removed }: About) => ({ endsAt: syncedAt + LASTS_MS + lead, lead, removed });

/** Leaves what is here as it is, and forgets it in this page. */
function closeDevice(): void {
  channel?.close();
  vault?.close();
  [channel, vault, opening, owner] = [undefined, undefined, undefined, ""];
  mirror.clear();
  latest.clear();
  device = closed;
}

/** This person signed out in another tab. What is typed here from now on stays on the page. */
function left(personId: string): void {
  if (owner !== personId) return;
  const names = [...mirror.keys()];
  vault = undefined;
  mirror.clear();
  for (const key of names) heard(key, undefined);
  change({ where: "memory", endsAt: null });
}

/** Keeps a value under a name. @returns whether it is on the disk now; a text that is not must not stop anybody from writing */
export function keep(shelf: Shelf, personId: string, name: string, value: unknown): Promise<boolean> {
  return put(personId, [{ shelf, name, value: isRed(value) ? undefined : value }]);
}

export function forget(shelf: Shelf, personId: string, name: string): Promise<boolean> {
  return put(personId, [{ shelf, name, value: undefined }]);
}

/** Keeps and forgets together: a text that leaves the draft and becomes an entry is never in both, nor in neither. */
export async function put(personId: string, changes: { shelf: Shelf; name: string; value: unknown }[]) {
  if (personId !== owner) return false;
  const marks = changes.map(({ shelf, name, value }) => {
    const key = at(shelf, name);
    if (value === undefined) mirror.delete(key);
    else mirror.set(key, value);
    const mark = (latest.get(key) ?? 0) + 1;
    latest.set(key, mark);
    return { key, mark };
  });
  const work = writing.then(async () => {
    await opening;
    // Typing is faster than a disk: of what was changed again meanwhile only the newest is written.
    const newest = changes.filter((_, index) => latest.get(marks[index]?.key ?? "") === marks[index]?.mark);
    const due = changes.length > 1 ? changes : newest;
    if (due.length === 0 || !vault || personId !== owner) return vault !== undefined;
    await vault.write(
      due,
      due.some(({ shelf }) => shelf === "unsent"),
    );
    channel?.postMessage({ changed: due.map(({ shelf, name }) => at(shelf, name)) });
    return true;
  });
  const settle = () => {
    for (const { key, mark } of marks) if (latest.get(key) === mark) latest.delete(key);
  };
  void work.then(settle, settle);
  writing = work.catch(() => {});
  void askToLast(changes.some(({ value }) => value !== undefined));
  return work.catch(() => false);
}

/** Everything on a shelf of a person, by name. */
export function kept<T>(shelf: Shelf, personId: string): Map<string, T> {
  const found = [...mirror].filter(([key]) => personId === owner && key.startsWith(`${shelf} `));
  return new Map(found.map(([key, value]) => [key.slice(shelf.length + 1), value as T]));
}

/** Whether a record is on the disk, which another tab may have changed a moment ago. */
export async function stillKept(shelf: Shelf, name: string): Promise<boolean> {
  await writing;
  return vault === undefined || (await vault.read(shelf, name).catch(() => null)) !== undefined;
}

/** Tells when another tab changes something on a shelf. @returns how to stop */
export function watch(shelf: Shelf, handler: (name: string, value: unknown) => void): () => void {
  const watcher = { shelf, heard: handler };
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Says something to the other tabs of this person; nothing of it reaches a disk. */
export const tell = (said: unknown) => channel?.postMessage({ said });

/** Hears what other tabs tell. @returns how to stop */
export function hear(handler: (said: unknown) => void): () => void {
  hearers.add(handler);
  return () => hearers.delete(handler);
}

/** How many texts of a person exist only on this device. */
export const keptTexts = (personId: string) => kept("draft", personId).size + kept("unsent", personId).size;

/** The server has answered this person: 24 hours begin anew. */
export async function noteSync(serverNow: Date): Promise<void> {
  await opening;
  const [syncedAt, lead] = [serverNow.getTime(), Date.now() - serverNow.getTime()];
  const last = device.endsAt === null ? 0 : device.endsAt - LASTS_MS - device.lead;
  if (!vault || Number.isNaN(syncedAt) || syncedAt - last < NOTED_EVERY_MS) return;
  const now = { syncedAt, lead, removed: device.removed };
  await vault.tell(now).catch(() => {});
  change(shown(now));
}

/** Whoever reads that texts were removed has been told. */
export async function toldOfRemoved(): Promise<void> {
  if (!vault || device.removed === 0) return;
  const about = await vault.about();
  await vault.tell({ ...about, removed: 0 });
}

/** Removes everything of a person from this device, in all tabs. */
export async function forgetDevice(personId: string): Promise<void> {
  channel?.postMessage({ left: personId });
  left(personId);
  closeDevice();
  try {
    // A tab that does not let go must not keep anybody from signing out; what it holds open is removed when it does.
    const gone = Promise.all([noLongerHere(personId), destroyVault(personId)]);
    await Promise.race([gone, new Promise((enough) => setTimeout(enough, LET_GO_MS))]);
  } catch {
    // Nothing was kept here then.
  }
}

/** Looks, while a page stays open, for what has waited too long. */
export async function sweep(): Promise<void> {
  const swept = await removeLate();
  const mine = owner;
  if (!swept.includes(mine)) return;
  closeDevice();
  await openDevice(mine);
}

/**
 * Removes what waited longer than 24 hours, whoever it belongs to. `lead` corrects this device's clock where the server's is known.
 * @returns whose it was
 */
async function removeLate(lead?: number): Promise<string[]> {
  const swept: string[] = [];
  for (const personId of await vaultsHere()) {
    const about = await aboutVault(personId);
    const now = Date.now() - (lead ?? about.lead);
    if (about.syncedAt === 0 || now - about.syncedAt <= LASTS_MS) continue;
    const late = await openVault(personId, () => {});
    const texts = (await late.all()).filter(({ shelf }) => shelf === "draft" || shelf === "unsent").length;
    late.close();
    await destroyVault(personId);
    swept.push(personId);
    if (texts === 0) continue;
    // Their number outlives them, so that their author is told.
    const fresh = await openVault(personId, () => {});
    await fresh.tell({ syncedAt: now, lead: lead ?? about.lead, removed: texts });
    fresh.close();
  }
  return swept;
}

function listen(personId: string): void {
  channel = new BroadcastChannel(`kulla-${personId}`);
  channel.onmessage = async ({ data }: MessageEvent<{ changed?: string[]; said?: unknown; left?: string }>) => {
    if (data.left) return left(data.left);
    if (data.said !== undefined) for (const handler of hearers) handler(data.said);
    for (const key of data.changed ?? []) {
      const [shelf = "", name = ""] = key.split(" ", 2);
      const value = await vault?.read(shelf, name).catch(() => undefined);
      if (owner !== personId) return;
      // What was written here since is newer, and about to replace it.
      if (latest.has(key)) continue;
      if (value === undefined) mirror.delete(key);
      else mirror.set(key, value);
      heard(key, value);
    }
  };
}

function heard(key: string, value: unknown): void {
  const [shelf, name = ""] = key.split(" ", 2);
  for (const watcher of watchers) if (watcher.shelf === shelf) watcher.heard(name, value);
}

/** Asks the browser, when the first text is kept, not to clear it away when its disk is full. */
async function askToLast(keeps: boolean): Promise<void> {
  if (!keeps || device.persisted !== null || device.where !== "disk") return;
  change({ persisted: false });
  change({ persisted: (await navigator.storage?.persist?.().catch(() => false)) ?? false });
}

const at = (shelf: string, name: string) => `${shelf} ${name}`;

const isRed = (value: unknown) =>
  typeof value === "object" && value !== null && (value as { tlp?: unknown }).tlp === "TLP:RED";

function look(looker: () => void): () => void {
  lookers.add(looker);
  return () => lookers.delete(looker);
}

function change(changes: Partial<Device>): void {
  device = { ...device, ...changes };
  for (const looker of lookers) looker();
}
