import "server-only";
import { createReadStream, createWriteStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { Readable, Writable } from "node:stream";
import { configure, type FileEntry, Reader, ZipReader, ZipWriter } from "@zip.js/zip.js";
import { Sentence } from "@/lib/kernel/sentence";

// The library's own compression, in this thread: the same bytes on every machine and with every Node.
configure({ useWebWorkers: false, useCompressionStream: false });

/** A file on the disk and the name under which it goes into the ZIP. */
export interface Packed {
  name: string;
  file: string;
}

const LEVEL = 6;
/** The first moment that a ZIP can hold: a bundle tells when it was made in its record, not in its wrapping. */
const NO_TIME = new Date(1980, 0, 1);
const ENTRIES_MAX = 20_000;

/** Writes these files, in this order, into one ZIP. The same files make the same bytes. */
export async function writeZip(target: string, files: readonly Packed[]): Promise<void> {
  const options = { level: LEVEL, lastModDate: NO_TIME, extendedTimestamp: false, keepOrder: true };
  const zip = new ZipWriter(Writable.toWeb(createWriteStream(target, { flags: "wx", mode: 0o600 })), options);
  for (const { name, file } of files) {
    await zip.add(name, Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>);
  }
  await zip.close();
}

/** One file in an opened ZIP. Its size is what the ZIP claims, and `read` holds it to that. */
export interface ZippedFile {
  name: string;
  size: number;
  /** Gives its bytes piece by piece. @throws Sentence when they are damaged, or more than was claimed */
  read: (piece: (bytes: Uint8Array) => Promise<void> | void) => Promise<void>;
}

/**
 * Opens a ZIP and lists what is in it, strictly: whatever two programs could read in two ways is refused, and so are folders, links,
 * encrypted files and names that lead elsewhere.
 * @throws Sentence which says what is wrong
 */
export async function withZip<T>(source: string, work: (files: ZippedFile[]) => Promise<T>): Promise<T> {
  const handle = await open(source, "r").catch(() => {
    throw new Sentence(`The file ${source} cannot be read.`);
  });
  const zip = new ZipReader(new OnDisk(handle), { strictness: "strict", checkSignature: true });
  try {
    return await work(await entriesOf(zip));
  } finally {
    await zip.close().catch(() => {});
    await handle.close();
  }
}

async function entriesOf(zip: ZipReader<unknown>): Promise<ZippedFile[]> {
  const files: ZippedFile[] = [];
  const names = new Set<string>();
  await damagedOr(async () => {
    for await (const entry of zip.getEntriesGenerator({ strictness: "strict" })) {
      const name = shown(entry.filename);
      if (files.length >= ENTRIES_MAX) throw new Sentence(`The ZIP holds more than ${ENTRIES_MAX} files.`);
      if (entry.directory || entry.symlink) throw new Sentence(`The ZIP holds a folder or a link: ${name}.`);
      if (entry.encrypted) throw new Sentence(`The ZIP holds an encrypted file: ${name}.`);
      if (names.has(entry.filename.toLowerCase())) throw new Sentence(`The ZIP holds two files named ${name}.`);
      names.add(entry.filename.toLowerCase());
      files.push(zipped(entry));
    }
  });
  return files;
}

const zipped = (entry: FileEntry): ZippedFile => ({
  name: entry.filename,
  size: entry.uncompressedSize,
  read: (piece) =>
    damagedOr(async () => {
      let left = entry.uncompressedSize;
      const take = new WritableStream<Uint8Array>({
        write: (bytes) => {
          left -= bytes.length;
          if (left < 0) throw new Sentence(`${shown(entry.filename)} holds more than the ZIP says.`);
          return piece(bytes);
        },
      });
      await entry.getData(take, { checkOverlappingEntry: true, checkSignature: true, strictness: "strict" });
      if (left !== 0) throw new Sentence(`${shown(entry.filename)} holds less than the ZIP says.`);
    }),
});

/** The library throws many things at a damaged file; whoever imports it needs one sentence. */
async function damagedOr<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Sentence) throw error;
    throw new Sentence(`This is not a whole ZIP file, or it is damaged (${shown((error as Error).message)}).`);
  }
}

/** A name from a stranger's file must not steer the terminal. */
const shown = (name: string) => name.slice(0, 120).replace(/\p{Cc}/gu, "?");

/** Reads a file where it lies, so that its size does not matter. */
class OnDisk extends Reader<FileHandle> {
  constructor(private readonly handle: FileHandle) {
    super(handle);
  }

  override async init(): Promise<void> {
    this.size = (await this.handle.stat()).size;
    await super.init?.();
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, this.size - index)));
    let done = 0;
    while (done < bytes.length) {
      const { bytesRead } = await this.handle.read(bytes, done, bytes.length - done, index + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return bytes;
  }
}
