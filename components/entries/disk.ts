"use client";

/** The browser's own database as promises. While a transaction is open nothing else may be waited for: it ends by itself. */

/** What a question to the disk is answered. */
export const answered = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Resolves when all of a transaction is kept; ask before anything else is waited for. */
export function finished(transaction: IDBTransaction): Promise<void> {
  const done = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException("aborted", "AbortError"));
  });
  // Whoever asked may have failed before they wait for it.
  done.catch(() => {});
  return done;
}

/** Opens a database, made with these shelves at first. `gone` is told when another page removes it or the browser takes it away. */
export async function openDisk(name: string, shelves: readonly string[], gone: () => void): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    for (const shelf of shelves) request.result.createObjectStore(shelf);
  };
  const disk = await answered(request);
  disk.onversionchange = () => {
    disk.close();
    gone();
  };
  disk.onclose = gone;
  return disk;
}

/** The databases that this browser keeps here; null where it does not tell. */
export const disksHere = async (): Promise<string[] | null> =>
  (await indexedDB.databases?.())?.flatMap(({ name }) => name ?? []) ?? null;

/** Resolves when a database is gone, which waits for every page that has it open. */
export const removeDisk = async (name: string): Promise<void> => void (await answered(indexedDB.deleteDatabase(name)));
