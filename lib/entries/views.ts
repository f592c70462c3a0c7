import type { Verdict } from "@/lib/access/may";
import type { Receipt } from "@/lib/record/append";
import type {
  Audience,
  EntryKind,
  Imported,
  KeptFile,
  Precision,
  reasonKinds,
  SourceKind,
  WrittenWords,
} from "@/lib/record/catalog";
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
  sourceKind: SourceKind | null;
  /** Numbers in the text that are entries of this incident; none for outside responders, who count for themselves. */
  mentions: number[];
  /** For whom a loggist wrote. */
  onBehalfOf: string | null;
  files: KeptFile[];
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

/** The version of a chain that counts: the newest that its author did not withdraw. */
export const newestOf = <Version extends Pick<EntryRow, "withdrawnAfterSeconds">>(
  chain: Version[],
): Version | undefined => chain.filter((version) => version.withdrawnAfterSeconds === null).at(-1) ?? chain.at(-1);

/** An entry that was found: enough to know it again. The text is null where finding must not be reading. */
export interface FoundEntry {
  id: string;
  ref: string;
  number: number;
  text: string | null;
  by: string | null;
  at: Date;
  zone: string;
}

export interface FoundPerson {
  id: string;
  name: string;
  organisation: string;
}

export interface FoundSystem {
  name: string;
  entries: number;
}
