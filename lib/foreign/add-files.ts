import "server-only";
import type pg from "pg";
import { nameOfHash } from "@/lib/bundle/manifest";
import { withZip, type ZippedFile } from "@/lib/bundle/zip";
import { INCIDENT_FILES_MAX } from "@/lib/files/schema";
import { discard, hashOnDisk, place, receive } from "@/lib/files/store";
import { Sentence } from "@/lib/kernel/sentence";
import type { OpenBundle } from "./read-bundle";

/**
 * Puts the files of a checked bundle where our own files lie, each content once: those that lines name whose words are kept here, and no
 * other. One that is here stays; one that the disk has lost comes back.
 * @returns how many were put there
 * @throws Sentence when the files of the log would be more than an incident may have
 */
export async function addFiles(client: pg.ClientBase, log: string, bundle: OpenBundle): Promise<number> {
  const sizes = new Map(bundle.manifest.files.map(({ name, size }) => [name, size]));
  const { rows } = await client.query<{ sha256: string; kept: boolean }>(NAMED, [log]);
  const brought: { sha256: string; size: number }[] = [];
  for (const { sha256, kept } of rows) {
    const size = sizes.get(nameOfHash(sha256));
    if (size !== undefined && !(kept && (await hashOnDisk(sha256)) === sha256)) brought.push({ sha256, size });
  }
  if (brought.length === 0) return 0;
  await client.query(ADD, [log, JSON.stringify(brought)]);
  const [sum] = (await client.query<{ bytes: string }>(BYTES, [log])).rows;
  if (Number(sum?.bytes) > INCIDENT_FILES_MAX)
    throw new Sentence("The files of this record are more than may be kept.");
  await withZip(bundle.file, async (zipped) => {
    const named = new Map(zipped.map((one) => [one.name, one]));
    for (const { sha256 } of brought) await keep(named.get(nameOfHash(sha256)), sha256);
  });
  return brought.length;
}

/** The bundle is read a second time here, so what comes out of it is held against its name again. */
async function keep(file: ZippedFile | undefined, sha256: string): Promise<void> {
  const content = file && (await receive(piecesOf(file)));
  try {
    if (content?.sha256 !== sha256) throw new Sentence("The bundle was changed while it was read.");
    await place(sha256);
  } finally {
    if (content) await discard(content.sha256);
  }
}

/** A packed file as a stream that is pulled, for the store. A failure of either side ends both. */
function piecesOf(file: ZippedFile): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  file
    .read((bytes) => writer.write(bytes))
    .then(() => writer.close())
    .catch((error: unknown) => writer.abort(error).catch(() => {}));
  return readable;
}

const NAMED = `
SELECT n.sha256, f.sha256 IS NOT NULL AS kept FROM (SELECT DISTINCT sha256 FROM foreign_line_file WHERE log_id = $1) n
  LEFT JOIN foreign_file f ON f.log_id = $1 AND f.sha256 = n.sha256 ORDER BY n.sha256`;
const ADD = `
INSERT INTO foreign_file (log_id, sha256, size) SELECT $1, x.sha256, x.size FROM jsonb_to_recordset($2::jsonb) AS x(sha256 text, size int) ON CONFLICT DO NOTHING`;
const BYTES = "SELECT sum(size) AS bytes FROM foreign_file WHERE log_id = $1";
