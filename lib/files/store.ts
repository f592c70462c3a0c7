import "server-only";
import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { clockNow } from "@/lib/kernel/clock";
import { env } from "@/lib/kernel/env";
import { invalid, Refusal } from "@/lib/kernel/errors";
import { newToken } from "@/lib/kernel/ids";
import { HEAD_BYTES, kindOf } from "./kind";
import { FILE_MAX } from "./limits";

/** What a content is; nothing of it is taken on trust. */
export interface Content {
  sha256: string;
  size: number;
  type: string;
}

const folder = () => path.resolve(env().KULLA_DATA, "files");
const incoming = (name: string) => path.join(folder(), "incoming", name);
/** Where a content stays once it is placed. */
export const placeOf = (sha256: string) => path.join(folder(), sha256.slice(0, 2), sha256);

/** A content whose sender has been gone for this long is not coming any more. */
const STALE_MS = 86_400_000;

/**
 * Writes what arrives to the disk and reads its hash on the way. It waits under its hash until `place` or `discard`; what is empty,
 * too large or cut off leaves nothing.
 * @throws Refusal invalid, too-large, read-only
 */
export async function receive(body: AsyncIterable<Uint8Array> | null): Promise<Content> {
  await mkdir(incoming(""), { recursive: true, mode: 0o700 });
  await clearStale();
  const temporary = incoming(newToken());
  try {
    const handle = await open(temporary, "wx", 0o600);
    const content = await write(handle, body).finally(() => handle.close());
    if (content.size === 0) throw invalid({ file: "file-empty" });
    await rename(temporary, incoming(content.sha256));
    return content;
  } catch (error) {
    await rm(temporary, { force: true });
    throw refused(error);
  }
}

async function write(handle: FileHandle, body: AsyncIterable<Uint8Array> | null): Promise<Content> {
  const hash = createHash("sha256");
  let head = Buffer.alloc(0);
  let size = 0;
  for await (const part of body ?? []) {
    size += part.byteLength;
    if (size > FILE_MAX) throw new Refusal("too-large");
    if (head.length < HEAD_BYTES) head = Buffer.concat([head, part]).subarray(0, HEAD_BYTES);
    hash.update(part);
    await handle.writeFile(part);
  }
  await handle.sync();
  return { sha256: hash.digest("hex"), size, type: kindOf(head) };
}

/** Puts a received content where it stays; one content is kept once, however often it was added. */
export async function place(sha256: string): Promise<void> {
  const target = placeOf(sha256);
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  try {
    await rename(incoming(sha256), target);
  } catch {
    // The same content was placed by another call meanwhile, or taken away with one that was refused: then sending again does it.
    if (!existsSync(target)) throw new Refusal("unavailable");
  }
  const place = await open(path.dirname(target), "r");
  await place.sync().finally(() => place.close());
}

/** Forgets a received content that was not placed. */
export const discard = (sha256: string): Promise<void> => rm(incoming(sha256), { force: true });

/** The bytes of a content. @throws Refusal unavailable when the disk has lost them */
export async function readContent(sha256: string): Promise<ReadableStream<Uint8Array>> {
  const handle = await open(placeOf(sha256), "r").catch(() => {
    throw new Refusal("unavailable", "file-lost");
  });
  return Readable.toWeb(handle.createReadStream()) as ReadableStream<Uint8Array>;
}

/** The hash that a kept content has now; null when there is none. */
export async function hashOnDisk(sha256: string): Promise<string | null> {
  if (!existsSync(placeOf(sha256))) return null;
  const hash = createHash("sha256");
  for await (const part of createReadStream(placeOf(sha256))) hash.update(part as Buffer);
  return hash.digest("hex");
}

async function clearStale(): Promise<void> {
  for (const name of await readdir(incoming(""))) {
    const found = await stat(incoming(name)).catch(() => null);
    if (found && clockNow().getTime() - found.mtimeMs > STALE_MS) await rm(incoming(name), { force: true });
  }
}

/** A full disk is told as such. Whatever else breaks while reading is a sender who is gone. */
function refused(error: unknown): unknown {
  if (error instanceof Refusal) return error;
  const code = (error as NodeJS.ErrnoException).code ?? "";
  if (code === "ENOSPC" || code === "EDQUOT") return new Refusal("read-only", "disk-full");
  return /^E(ACCES|IO|ROFS|MFILE|NOENT)$/.test(code) ? error : invalid({ file: "file-cut" });
}
