import type { Audience, EntryKind, EntryType, Precision, reasonKinds } from "@/lib/record/catalog";
import type { Tlp } from "@/lib/record/tlp";
import type { Format } from "./schema";

/** Another line of the record to which a line of a file refers; `line` is null when it is not in this file. */
export interface Link {
  id: string;
  line: number | null;
  /** The log number, only in files for oneself: its gaps would tell others how much they do not see. */
  number?: number;
}

/** One line of the log as it stands in a file. */
export interface ExportLine {
  line: number;
  id: string;
  number?: number | null;
  type: EntryType;
  kind: EntryKind | null;
  basis: string | null;
  occurredAt: Date;
  occurredUntil: Date | null;
  precision: Precision;
  recordedAt: Date;
  writtenAt: Date | null;
  by: { name: string | null; organisation: string | null; role: string | null };
  tlp: Tlp;
  audience: Audience;
  key: boolean;
  title: string | null;
  text: string;
  corrects: (Link & { reasonKind: (typeof reasonKinds)[number]; reason: string | null }) | null;
  correctedBy: (Link & { reasonKind: (typeof reasonKinds)[number] }) | null;
  withdraws: Link | null;
  withdrawnAfterSeconds: number | null;
  /** Everything else that was said: systems, techniques, sources, labels. */
  more: Record<string, unknown>;
}

/** What a set of lines amounts to, for the one who asks; `hidden` are those that they see and the recipient will not. */
export interface ExportPreview {
  lines: number;
  hidden: number;
  strictest: Tlp | null;
  first: Date | null;
  last: Date | null;
}

/** An export that was made. */
export interface ExportRow {
  id: string;
  at: Date;
  by: string;
  recipient: string;
  oneself: boolean;
  ceiling: Tlp;
  format: Format;
  lines: number;
  tlp: Tlp;
  sha256: string;
}

/** Whose lines can be chosen, as far as the one who asks may know. */
export interface ExportChoices {
  people: { id: string; name: string; organisation: string }[];
  organisations: { id: string; name: string }[];
}
