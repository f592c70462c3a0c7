import "server-only";
import { rmSync } from "node:fs";
import { mkdtemp, rename, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type pg from "pg";
import { inRoot } from "@/lib/kernel/root";
import { Sentence } from "@/lib/kernel/sentence";
import { composeExport, type ExportOptions, inOneState, recordExport } from "@/lib/record/export";
import { aboutText } from "./about";
import { Attachments } from "./attachments";
import { Entries } from "./entries";
import { ABOUT, ENTRIES, MANIFEST, type Manifest, manifestText, READER, RECORD, VERIFIER } from "./manifest";
import { ReaderPage } from "./reader";
import { sha256Of } from "./sha256";
import { TextFile } from "./text-file";
import { type Packed, writeZip } from "./zip";

export interface Bundle {
  file: string;
  lines: number;
  /** Lines that are newer than the checkpoint: in the bundle, and not proven by it. */
  unproven: number;
  /** Files that entries name, and that this machine no longer holds as they were. */
  missing: number;
  sha256: string;
}

/**
 * One incident as one open ZIP: the record that proves itself, the same to read by a person and by a program, the verifier, and a list of all
 * files with their hashes. That it was made is recorded before it stands under its name.
 * @throws Sentence when there is no such incident, the file is already there, or the record is not what its newest checkpoint says
 */
export async function makeBundle(
  client: pg.ClientBase,
  ref: string,
  target: string,
  options: ExportOptions,
): Promise<Bundle> {
  if (await stat(target).catch(() => null)) throw new Sentence(`${target} is already there. Nothing was exported.`);
  const folder = await mkdtemp(path.join(path.dirname(path.resolve(target)), ".kulla-bundle-")).catch(() => {
    throw new Sentence(`Nothing can be written beside ${target}.`);
  });
  try {
    const composed = await inOneState(client, () => composeFiles(client, ref, folder, options));
    const file = path.join(folder, "bundle.zip");
    await writeZip(file, composed.files);
    const made = { lines: composed.lines, sha256: await sha256Of(file) };
    await recordExport(client, composed.incident, { ...made, by: options.by });
    await rename(file, target);
    const { unproven, missing } = composed;
    return { file: target, unproven, missing, ...made };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function composeFiles(client: pg.ClientBase, ref: string, folder: string, options: ExportOptions) {
  const { header, lines } = await composeExport(client, ref, options);
  const inFolder = (name: string) => path.join(folder, name);
  const record = new TextFile(inFolder(RECORD));
  const entries = new Entries(inFolder(ENTRIES), header);
  const reader = new ReaderPage(folder, header);
  const attachments = new Attachments();
  let unproven = 0;
  await record.write(`${JSON.stringify(header)}\n`);
  for await (const line of lines) {
    await record.write(`${JSON.stringify(line)}\n`);
    await reader.add(line, await entries.add(line));
    attachments.add(line);
    if (line.proof === null) unproven += 1;
  }
  await record.end();
  await entries.end();
  await reader.end(inFolder(READER));
  const attached = await attachments.packed();
  await writeFile(inFolder(ABOUT), aboutText(header, unproven));
  const files: Packed[] = [
    ...[RECORD, ENTRIES, READER].map((name) => ({ name, file: inFolder(name) })),
    { name: VERIFIER, file: inRoot("tools", "verify.mjs") },
    { name: ABOUT, file: inFolder(ABOUT) },
    ...attached.files,
  ];
  await writeFile(inFolder(MANIFEST), await manifestOf(header, files));
  return {
    files: [{ name: MANIFEST, file: inFolder(MANIFEST) }, ...files],
    incident: header.incident.id,
    lines: header.lines,
    unproven,
    missing: attached.missing,
  };
}

async function manifestOf({ incident, madeAt }: { incident: { ref: string }; madeAt: string }, files: Packed[]) {
  const listed: Manifest["files"] = [];
  for (const { name, file } of files) {
    listed.push({ name, size: (await stat(file)).size, sha256: await sha256Of(file) });
  }
  return manifestText({ format: "kulla bundle v1", incident: incident.ref, madeAt, files: listed });
}
