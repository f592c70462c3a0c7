"use client";

import { answered, disksHere, finished, openDisk, removeDisk } from "./disk";

/**
 * What one person has on this device, as the disk sees it: records and files sealed with a key that no script can read out, under names that
 * say nothing. One database a person, so that signing out removes it whole, the key included (ADR 015).
 */
export interface Vault {
  /** Everything that can still be opened. */
  all: () => Promise<Kept[]>;
  /** One record, or undefined when it is not there (any more). */
  read: (shelf: string, name: string) => Promise<unknown>;
  /** Writes and removes together, or not at all. A value of undefined removes. `safe` waits for the disk itself. */
  write: (changes: Kept[], safe: boolean) => Promise<void>;
  about: () => Promise<About>;
  tell: (about: About) => Promise<void>;
  close: () => void;
}

export interface Kept {
  shelf: string;
  name: string;
  value: unknown;
}

/** Stands readable on the disk: when the server last answered this person, how far this clock was ahead then, and how many texts were removed. */
export interface About {
  syncedAt: number;
  lead: number;
  removed: number;
}

/** A file as it waits here. */
export interface KeptFile {
  name: string;
  type: string;
  blob: Blob;
}

interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  bytes: ArrayBuffer;
}
/** What stands on each shelf of the disk. */
interface Shelves {
  about: About;
  secret: { key: CryptoKey; salt: Uint8Array<ArrayBuffer> };
  records: Sealed & { files: string[] };
  files: Sealed;
}

const PREFIX = "kulla-";
const ONLY = "1";
const IV_BYTES = 12;
const nothing: About = { syncedAt: 0, lead: 0, removed: 0 };
/** A file that is sealed already is not sealed again with every letter typed beside it. */
const sealedAs = new WeakMap<Blob, string>();

/** Opens (at first: makes) what a person has here. @throws when this browser keeps nothing: no storage, no cryptography, private mode */
export async function openVault(personId: string, onGone: () => void): Promise<Vault> {
  if (!globalThis.crypto?.subtle) throw new Error("no cryptography here");
  const db = await openDatabase(personId, onGone);
  const { key, salt } = await secretOf(db);

  async function all(): Promise<Kept[]> {
    const records = await answered<Shelves["records"][]>(shelfOf(db, "records").getAll());
    const opened = await Promise.all(records.map((record) => opening(record).catch(() => null)));
    return opened.filter((record) => record !== null);
  }

  async function opening(record: Sealed): Promise<Kept> {
    const kept = JSON.parse(new TextDecoder().decode(await unseal(record, key))) as Kept;
    return { ...kept, value: await withFiles(kept.value) };
  }

  async function withFiles(value: unknown): Promise<unknown> {
    if (!hasFiles(value)) return value;
    const files = value.files as unknown as (Omit<KeptFile, "blob"> & { id: string })[];
    const found = await Promise.all(
      files.map(async ({ id, ...file }) => {
        const sealed = await find(db, "files", id);
        if (!sealed) return null;
        const blob = new Blob([await unseal(sealed, key)], { type: file.type });
        sealedAs.set(blob, id);
        return { ...file, blob };
      }),
    );
    return { ...value, files: found.filter((file) => file !== null) };
  }

  async function read(shelf: string, name: string): Promise<unknown> {
    const record = await find(db, "records", await idOf(shelf, name));
    return record && (await opening(record)).value;
  }

  const idOf = async (shelf: string, name: string) => {
    const text = new TextEncoder().encode(`${shelf} ${name}`);
    const digest = await crypto.subtle.digest("SHA-256", new Uint8Array([...salt, ...text]));
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  async function write(changes: Kept[], safe: boolean): Promise<void> {
    // A transaction ends when anything else is waited for, so all sealing comes first.
    const sealed = await Promise.all(changes.map(prepare));
    const tx = db.transaction(["records", "files"], "readwrite", safe ? { durability: "strict" } : {});
    const done = finished(tx);
    const [records, files] = [tx.objectStore("records"), tx.objectStore("files")];
    for (const { id, record, fresh } of sealed) {
      for (const [file, bytes] of fresh) files.put(bytes, file);
      if (record) records.put(record, id);
      else records.delete(id);
    }
    if ((await answered(files.count())) > 0) {
      const left = await answered<Shelves["records"][]>(records.getAll());
      const named = new Set<IDBValidKey>(left.flatMap((record) => record.files));
      for (const file of await answered(files.getAllKeys())) if (!named.has(file)) files.delete(file);
    }
    await done;
  }

  async function prepare({ shelf, name, value }: Kept) {
    const id = await idOf(shelf, name);
    if (value === undefined) return { id, record: undefined, fresh: [] };
    const files = hasFiles(value) ? await Promise.all(value.files.map(prepareFile)) : [];
    const plain = hasFiles(value) ? { ...value, files: files.map(({ about }) => about) } : value;
    const sealed = await seal(new TextEncoder().encode(JSON.stringify({ shelf, name, value: plain })), key);
    const fresh = files.flatMap(({ about, bytes }) => (bytes ? [[about.id, bytes] as const] : []));
    return { id, record: { ...sealed, files: files.map(({ about }) => about.id) }, fresh };
  }

  async function prepareFile({ blob, ...file }: KeptFile) {
    const id = sealedAs.get(blob) ?? crypto.randomUUID();
    sealedAs.set(blob, id);
    const known = await answered(shelfOf(db, "files").getKey(id));
    return { about: { ...file, id }, bytes: known ? null : await seal(await blob.arrayBuffer(), key) };
  }

  return {
    all,
    read,
    write,
    about: async () => (await find(db, "about", ONLY)) ?? nothing,
    tell: async (about) => {
      const tx = db.transaction("about", "readwrite");
      tx.objectStore("about").put(about, ONLY);
      await finished(tx);
    },
    close: () => db.close(),
  };
}

/** Removes what a person has here, the key too: what the disk may still hold of it can be read by nobody. */
export const destroyVault = (personId: string) => removeDisk(PREFIX + personId);

/** Whose texts are on this device; empty where the browser does not tell. */
export async function vaultsHere(): Promise<string[]> {
  const known = (await disksHere()) ?? [];
  return known.filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length));
}

/** When the server last answered a person, without opening anything of theirs. */
export async function aboutVault(personId: string): Promise<About> {
  const db = await openDatabase(personId, () => {});
  const about = (await find(db, "about", ONLY)) ?? nothing;
  db.close();
  return about;
}

// Somebody signs out in another tab: what is open here does not hold that up.
const openDatabase = (personId: string, onGone: () => void): Promise<IDBDatabase> =>
  openDisk(PREFIX + personId, ["about", "secret", "records", "files"], onGone);

const shelfOf = (db: IDBDatabase, shelf: keyof Shelves): IDBObjectStore => db.transaction(shelf).objectStore(shelf);

const find = <S extends keyof Shelves>(db: IDBDatabase, shelf: S, name: string): Promise<Shelves[S] | undefined> =>
  answered(shelfOf(db, shelf).get(name));

/** The key, made on first use. Two tabs that make one at once agree on the first. */
async function secretOf(db: IDBDatabase): Promise<Shelves["secret"]> {
  const made = {
    key: await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]),
    salt: crypto.getRandomValues(new Uint8Array(16)),
  };
  const tx = db.transaction("secret", "readwrite");
  const done = finished(tx);
  const known = await answered<Shelves["secret"] | undefined>(tx.objectStore("secret").get(ONLY));
  if (!known) tx.objectStore("secret").put(made, ONLY);
  await done;
  return known ?? made;
}

async function seal(bytes: BufferSource, key: CryptoKey): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  return { iv, bytes: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes) };
}

const unseal = ({ iv, bytes }: Sealed, key: CryptoKey) => crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, bytes);

const hasFiles = (value: unknown): value is { files: KeptFile[] } =>
  typeof value === "object" && value !== null && Array.isArray((value as { files?: unknown }).files);
