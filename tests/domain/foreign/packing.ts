import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { deflateRawSync } from "node:zlib";
import { MANIFEST, type Manifest, manifestText } from "@/lib/bundle/manifest";
import { withZip, writeZip } from "@/lib/bundle/zip";

type Files = Map<string, Buffer>;

/** All files of a ZIP. */
export const unpacked = (file: string): Promise<Files> =>
  withZip(file, async (zipped) => {
    const files: Files = new Map();
    for (const { name, read } of zipped) {
      const pieces: Uint8Array[] = [];
      await read((bytes) => void pieces.push(bytes));
      files.set(name, Buffer.concat(pieces));
    }
    return files;
  });

/** The same files with a manifest that fits them: what somebody makes who changes a bundle and knows how. */
export function manifestFor(files: Files): Files {
  const { incident, madeAt, format } = JSON.parse(String(files.get(MANIFEST))) as Manifest;
  const rest = [...files].filter(([name]) => name !== MANIFEST);
  const listed = rest.map(([name, content]) => ({
    name,
    size: content.length,
    sha256: createHash("sha256").update(content).digest("hex"),
  }));
  const manifest = Buffer.from(manifestText({ format, incident, madeAt, files: listed }));
  return new Map([[MANIFEST, manifest], ...rest]);
}

/** Packs files as the product does. */
export async function packed(target: string, files: Files): Promise<string> {
  const folder = mkdtempSync(`${target}-`);
  const list = [...files].map(([name, content]) => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return { name, file };
  });
  rmSync(target, { force: true });
  await writeZip(target, list);
  rmSync(folder, { recursive: true });
  return target;
}

interface Raw {
  name: string;
  content: Buffer;
  mode?: number;
  /** The size that it claims, when it lies. */
  claims?: number;
}

/** ZIPs that no honest program writes, byte by byte. */
export async function strangeZip(
  target: string,
  kind: "traversal" | "absolute" | "backslash" | "folder" | "link" | "twice" | "bomb" | "lies",
  files: Files,
): Promise<string> {
  const honest: Raw[] = [...files].map(([name, content]) => ({ name, content }));
  const evil = Buffer.from("evil");
  const strange: Record<typeof kind, Raw[]> = {
    traversal: [...honest, { name: "../evil.txt", content: evil }],
    absolute: [...honest, { name: "/tmp/evil.txt", content: evil }],
    backslash: [...honest, { name: "..\\evil.txt", content: evil }],
    folder: [...honest, { name: "files/", content: Buffer.alloc(0) }],
    link: [...honest, { name: `files/${"a".repeat(64)}`, content: Buffer.from("/etc/passwd"), mode: 0o120777 }],
    twice: [...honest, { name: "record.ndjson", content: evil }],
    // 300 MB of nothing in some hundred kilobytes, in the place of a file whose size is known.
    bomb: honest.map((one) =>
      one.name === "entries.json" ? { ...one, content: Buffer.alloc(300_000_000), claims: one.content.length } : one,
    ),
    lies: honest.map((one) => (one.name === "record.ndjson" ? { ...one, claims: one.content.length - 10 } : one)),
  };
  writeFileSync(target, zipOf(strange[kind]));
  return target;
}

function zipOf(files: Raw[]): Buffer {
  const pieces: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const { name, content, mode = 0o100600, claims = content.length } of files) {
    const data = deflateRawSync(content);
    const bytes = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt16LE(0x21, 8);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(claims, 18);
    common.writeUInt16LE(bytes.length, 22);
    pieces.push(Buffer.from("PK\x03\x04", "latin1"), common, bytes, data);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((mode << 16) >>> 0, 6);
    rest.writeUInt32LE(at, 10);
    central.push(Buffer.from("PK\x01\x02\x14\x03", "latin1"), common, rest, bytes);
    at += 4 + common.length + bytes.length + data.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...pieces, directory, Buffer.from("PK\x05\x06", "latin1"), end]);
}

const table = Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

function crc32(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (table[(value ^ byte) & 255] ?? 0) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
