import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll } from "vitest";
import { type Bundle, makeBundle } from "@/lib/bundle/make-bundle";
import { RECORD } from "@/lib/bundle/manifest";
import { importBundle } from "@/lib/foreign/import-bundle";
import { RecordSigner } from "@/lib/record/sign-record";
import { SignerFolder } from "@/lib/record/signer-folder";
import { type Cast, gather } from "../../support/cast";
import { owner, urls } from "../../support/database";
import { addEntry, addRedEntry, correct, type MadeIncident, openIncident, withdraw } from "../../support/make";
import { type SecondDatabase, secondDatabase } from "../../support/second-database";
import { Random } from "../record/random";
import { manifestFor, packed, unpacked } from "./packing";

// A signed record and two states of its bundle, and a second Kulla that takes them in. Importing this file stages them.

const home = mkdtempSync(path.join(os.tmpdir(), "kulla-bundles-"));
export const inHome = (name: string): string => path.join(home, name);
export const random = new Random(18);
export let cast: Cast;
export let incident: MadeIncident;
export let elsewhere: SecondDatabase;
/** Two states of one incident: the second has grown. */
export let early: string;
export let late: string;
export let parts: Map<string, Buffer>;
let signer: RecordSigner;
let signerClient: pg.Client;

beforeAll(async () => {
  cast = await gather();
  incident = await openIncident(cast);
  const other = await openIncident(cast, "Another one");
  const folder = new SignerFolder(inHome("key.pem"));
  signer = new RecordSigner(folder, folder.key("kulla/test"));
  signerClient = new pg.Client({ connectionString: urls.signer });
  await signerClient.connect();
  await signer.recheck(signerClient);
  for (let n = 0; n < 12; n += 1)
    await addEntry(n % 2 ? cast.ilir : cast.besa, n % 3 ? incident : other, `Entry “${n}”\nçë <b>&amp;</b></script>`);
  await addRedEntry(cast.besa, incident, [cast.dritan], "RED-MARKER");
  await correct(cast.besa, incident, 1);
  const { logNumber } = await addEntry(cast.besa, incident, "by mistake");
  await withdraw(cast.besa, incident, logNumber);
  early = (await bundle("early.zip")).file;
  await addEntry(cast.besa, incident, "and then");
  late = (await bundle("late.zip")).file;
  parts = await unpacked(early);
  elsewhere = await secondDatabase();
});
afterAll(async () => {
  await signerClient.end();
  await elsewhere.drop();
  rmSync(home, { recursive: true });
});

/** The bundle of the incident as it is now, up to a new checkpoint. */
export async function bundle(name: string, signs = true): Promise<Bundle> {
  if (signs) await signer.round(signerClient);
  const client = await owner.connect();
  try {
    return await makeBundle(client, incident.ref, inHome(name), { by: "a clerk" });
  } finally {
    client.release();
  }
}

export const into = (file: string, key?: string) => importBundle(elsewhere.client, file, key);

/** How many rows the second Kulla holds of what imports write. */
export async function stored(): Promise<number> {
  const tables = ["log", "bundle", "line", "body", "person", "file", "line_file"].map((name) => `foreign_${name}`);
  const sums = [...tables, "entry"].map((table) => `(SELECT count(*) FROM ${table})::int`);
  const { rows } = await elsewhere.client.query<{ n: number }>(`SELECT ${sums.join(" + ")} AS n`);
  return rows[0]?.n ?? 0;
}

let made = 0;
/** Packs these files as a bundle whose manifest fits them. */
export async function pack(files: Map<string, Buffer>): Promise<string> {
  made += 1;
  return packed(inHome(`packed-${made}`), manifestFor(files));
}

/** The record of a bundle, line by line. */
export const lines = (files: Map<string, Buffer>) =>
  String(files.get(RECORD))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** The early bundle with this record in it. */
export const withRecord = (rows: unknown[]) =>
  new Map(parts).set(RECORD, Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join("")));

/** One bit of these bytes, changed. */
export function flip(bytes: Buffer): Buffer {
  const changed = Buffer.from(bytes);
  const at = random.between(0, changed.length - 1);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}
