import type { Verdict } from "@/lib/access/may";
import type { Receipt } from "@/lib/record/append";
import type { Audience, EntryKind, Imported, Precision, reasonKinds, WrittenWords } from "@/lib/record/catalog";
import type { Tlp } from "@/lib/record/tlp";

export interface Author {
  name: string;
  organisation: string;
  role: string | null;
}

/** A source that an entry rests on. */
export interface SourceRef {
  id: string;
  title: string;
  url: string | null;
  date: string | null;
}

/** An entry that a person wrote, as a line of the timeline. In lists the text is cut at 1,200 characters. */
export interface EntryRow {
  row: "entry";
  id: string;
  number: number;
  kind: EntryKind;
  basis: WrittenWords["basis"];
  title: string | null;
  text: string;
  truncated: boolean;
  occurredAt: Date;
  occurredUntil: Date | null;
  precision: Precision;
  recordedAt: Date;
  writtenAt: Date | null;
  lateMinutes: number | null;
  by: Author;
  tlp: Tlp;
  audience: Audience;
  key: boolean;
  category: string | null;
  systems: string[];
  attack: { id: string; name: string }[];
  sources: SourceRef[];
  provenance: "public" | "exercise" | null;
  admiralty: string | null;
  /** The file and row that it comes from; null for an entry that was written here. */
  imported: Imported | null;
  correctedBy: { number: number; reasonKind: (typeof reasonKinds)[number] } | null;
  corrects: { number: number; reasonKind: (typeof reasonKinds)[number]; reason: string | null } | null;
  withdrawnAfterSeconds: number | null;
  canWithdrawUntil: Date | null;
  abilities: { correct: Verdict; withdraw: Verdict };
}

/** An act of the program: one quiet line, its sentence composed in the reader's language. */
export interface ActRow {
  row: "act";
  id: string;
  type: string;
  sentence: string;
  occurredAt: Date;
  recordedAt: Date;
  by: Author;
}

export type TimelineRow = EntryRow | ActRow;

/** One entry whole: its chain of corrections from first to newest, and its place in the record (null for outside responders). */
export interface EntryDetail extends EntryRow {
  readers: string[];
  chain: EntryRow[];
  receipt: Receipt | null;
}
