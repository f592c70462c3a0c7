import "server-only";
import { createHash } from "node:crypto";
import { open, stat } from "node:fs/promises";
import path from "node:path";
import { hashOfName, MANIFEST, Manifest, manifestText, NEEDED, RECORD } from "@/lib/bundle/manifest";
import { sha256Of } from "@/lib/bundle/sha256";
import { withZip, type ZippedFile } from "@/lib/bundle/zip";
import { FILE_MAX } from "@/lib/files/limits";
import { Sentence } from "@/lib/kernel/sentence";

const MEGABYTE = 1_000_000;
const MANIFEST_MAX = 10 * MEGABYTE;
const TOTAL_MAX = 4000 * MEGABYTE;

/** A bundle whose every file is what its manifest says; the record lies unpacked beside. */
export interface OpenBundle {
  file: string;
  sha256: string;
  manifest: Manifest;
  record: string;
}

/**
 * Opens a bundle from anywhere and holds each of its files against the manifest. Nothing is unpacked but the record, into the given folder,
 * under a name of ours; attachments are read and stay where they are.
 * @throws Sentence with the first thing that is wrong
 */
export async function readBundle(file: string, folder: string): Promise<OpenBundle> {
  if (!(await stat(file).catch(() => null))?.isFile()) throw new Sentence(`The file ${file} cannot be read.`);
  const sha256 = await sha256Of(file);
  return withZip(file, async (files) => {
    const named = new Map(files.map((one) => [one.name, one]));
    const manifest = await manifestIn(named.get(MANIFEST));
    compareNames(manifest, [...named.keys()]);
    let total = 0;
    const record = path.join(folder, RECORD);
    for (const listed of manifest.files) {
      const zipped = named.get(listed.name);
      total += listed.size;
      const attached = hashOfName(listed.name);
      if (total > TOTAL_MAX || (attached && listed.size > FILE_MAX))
        throw new Sentence(`${listed.name} is larger than a bundle may hold.`);
      if (attached && listed.size === 0) throw new Sentence(`${listed.name} is empty, which no kept file is.`);
      if (!zipped || zipped.size !== listed.size)
        throw new Sentence(`${listed.name} has another size than the manifest says.`);
      const found = await hashOf(zipped, listed.name === RECORD ? record : null);
      if (found !== listed.sha256) throw new Sentence(`${listed.name} is not the file that the manifest names.`);
      if ((attached ?? found) !== found) throw new Sentence(`${listed.name} is not named by its hash.`);
    }
    return { file, sha256, manifest, record };
  });
}

async function manifestIn(file: ZippedFile | undefined): Promise<Manifest> {
  if (!file || file.size > MANIFEST_MAX) throw new Sentence("This is not a bundle of Kulla: it has no manifest.");
  const pieces: Uint8Array[] = [];
  await file.read((bytes) => void pieces.push(bytes));
  const text = Buffer.concat(pieces).toString("utf8");
  const manifest = Manifest.safeParse(jsonIn(text)).data;
  if (!manifest || manifestText(manifest) !== text)
    throw new Sentence("The manifest of the bundle cannot be read, or was changed.");
  return manifest;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function compareNames({ files }: Manifest, found: string[]): void {
  const listed = new Set([MANIFEST, ...files.map(({ name }) => name)]);
  if (listed.size !== files.length + 1) throw new Sentence("The manifest names a file twice.");
  const strange = found.find((name) => !listed.has(name));
  if (strange !== undefined) throw new Sentence(`The bundle holds a file that its manifest does not name.`);
  const missing = [...listed, ...NEEDED].find((name) => !found.includes(name));
  if (missing !== undefined) throw new Sentence(`${missing} is missing from the bundle.`);
}

/** The hash of a packed file; on the way it is written down where that is asked. */
async function hashOf(file: ZippedFile, target: string | null): Promise<string> {
  const hash = createHash("sha256");
  const handle = target === null ? null : await open(target, "wx", 0o600);
  try {
    await file.read(async (bytes) => {
      hash.update(bytes);
      await handle?.writeFile(bytes);
    });
  } finally {
    await handle?.close();
  }
  return hash.digest("hex");
}
