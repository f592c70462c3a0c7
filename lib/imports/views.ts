import type { Verdict } from "@/lib/access/may";
import type { StagedRow } from "./stage";

/** An import, as it stands in lists. */
export interface ImportRow {
  id: string;
  file: string;
  sha256: string;
  sheet: number | null;
  rows: number;
  audience: "incident" | "command";
  addedAt: Date;
  addedBy: string;
  undoneAt: Date | null;
  undoneBy: string | null;
  undoneReason: string | null;
}

/** One import with its entries, and what this reader may do with it. */
export interface ImportDetail extends ImportRow {
  photoId: string | null;
  /** Null when this reader does not see the entry that has it. */
  photoName: string | null;
  /** Log numbers of its first and last entry. */
  numbers: { first: number; last: number } | null;
  withdrawn: number;
  corrected: number;
  abilities: { undo: Verdict };
}

/** What the server says of a file before anything is added: its rows, and which of them are in the log already. */
export interface CheckedImport {
  rows: StagedRow[];
  duplicates: { row: number; number: number }[];
  /** Earlier imports of the very same file. */
  earlier: ImportRow[];
}

/** Numbers of blank sheets that were handed out. */
export interface SheetRow {
  first: number;
  last: number;
  issuedAt: Date;
  issuedBy: string;
}
