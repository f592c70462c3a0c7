import "server-only";
import type { Tx } from "@/lib/kernel/db";
import { type Audience, catalog, type EntryData, type EntryKind, type EntryType, type Precision } from "./catalog";
import type { Tlp } from "./tlp";

/** A line that is about to be recorded. Who, in which role, when recorded and in which order come from the ledger itself. */
export type NewEntry = { [T in EntryType]: { type: T; data: EntryData<T> } & Placing }[EntryType];

interface Placing {
  incident?: string | null;
  subjectType?: string;
  subjectId?: string;
  kind?: EntryKind;
  occurredAt?: Date;
  occurredUntil?: Date;
  precision?: Precision;
  writtenAt?: Date;
  audience?: Audience;
  tlp?: Tlp;
  key?: boolean;
  readers?: string[];
  corrects?: string;
  withdraws?: string;
  /** Only for the sign-in door, which speaks before anybody is signed in. */
  actor?: string | null;
}

/** What the writer keeps: proof that the line exists and where it stands. */
export interface Receipt {
  id: string;
  seq: number;
  logNumber: number | null;
  leaf: string;
  recordedAt: string;
}

/** The form in which `app.ledger_append` takes a line; the words are checked against the catalogue. */
export function ledgerForm({ data, ...entry }: NewEntry): Record<string, unknown> {
  const row: { data: { parse: (data: unknown) => unknown }; audience: Audience; numbered?: boolean; key?: boolean } =
    catalog[entry.type];
  return {
    ...entry,
    audience: entry.audience ?? row.audience,
    key: entry.key ?? row.key ?? false,
    numbered: row.numbered ?? false,
    body: JSON.stringify(row.data.parse(data)),
  };
}

/** Appends a line to the record inside the caller's transaction: the only way anything is remembered. */
export async function append(tx: Tx, entry: NewEntry): Promise<Receipt> {
  const form = JSON.stringify(ledgerForm(entry));
  const [row] = await tx.$queryRaw<{ receipt: Receipt }[]>`SELECT app.ledger_append(${form}::jsonb) AS receipt`;
  if (!row) throw new Error("the ledger gave no receipt");
  return row.receipt;
}

/** So many lines are appended well within the time that one statement has. */
const AT_ONCE = 2000;

/** Appends many lines of one person to one incident, or outside any, in few round trips; all of them or none. Answers the receipt of the first. */
export async function appendMany(tx: Tx, entries: readonly NewEntry[]): Promise<Receipt> {
  const receipt = await appendSome(tx, entries.slice(0, AT_ONCE));
  for (let from = AT_ONCE; from < entries.length; from += AT_ONCE)
    await appendSome(tx, entries.slice(from, from + AT_ONCE));
  return receipt;
}

async function appendSome(tx: Tx, entries: readonly NewEntry[]): Promise<Receipt> {
  const forms = JSON.stringify(entries.map(ledgerForm));
  const [row] = await tx.$queryRaw<{ receipt: Receipt }[]>`SELECT app.ledger_append_many(${forms}::jsonb) AS receipt`;
  if (!row) throw new Error("the ledger gave no receipt");
  return row.receipt;
}
