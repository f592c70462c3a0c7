"use client";

import { answered, disksHere, finished, openDisk, removeDisk } from "./disk";

/** Who is signed in here, and how they see Kulla: what the page that has no server to ask must know. */
export interface Here {
  personId: string;
  language: string;
  theme: string;
}

/** Not `localStorage`, which a browser writes some seconds later: one that is killed before would know nobody when it opens without a server. */
const DISK = "here";
const ONLY = "1";

/** Said by every page of the response; on the disk itself when this ends. */
export async function iAmHere(here: Here): Promise<void> {
  await withShelf("readwrite", async (shelf) => {
    const known = await answered<Here | undefined>(shelf.get(ONLY));
    if (JSON.stringify(known) !== JSON.stringify(here)) shelf.put(here, ONLY);
  }).catch(() => {
    // Then nobody is here when there is no server.
  });
}

/** Who was last signed in here and has not signed out. */
export async function whoIsHere(): Promise<Here | null> {
  try {
    // To ask must leave nothing behind where nobody was.
    if ((await disksHere())?.includes(DISK) === false) return null;
    return (await withShelf("readonly", (shelf) => answered<Here | undefined>(shelf.get(ONLY)))) ?? null;
  } catch {
    return null;
  }
}

/** This person has signed out. */
export async function noLongerHere(personId: string): Promise<void> {
  if ((await whoIsHere())?.personId === personId) await removeDisk(DISK);
}

async function withShelf<T>(mode: IDBTransactionMode, work: (shelf: IDBObjectStore) => Promise<T>): Promise<T> {
  const disk = await openDisk(DISK, [DISK], () => {});
  try {
    const tx = disk.transaction(DISK, mode, { durability: "strict" });
    const done = finished(tx);
    const result = await work(tx.objectStore(DISK));
    await done;
    return result;
  } finally {
    disk.close();
  }
}
