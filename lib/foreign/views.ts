import type { NamedFile } from "@/lib/bundle/named-files";
import type { Author } from "@/lib/entries/views";
import type { Audience, bases, EntryKind, Precision, reasonKinds } from "@/lib/record/catalog";
import type { Tlp } from "@/lib/record/tlp";

/** A record made elsewhere, as a line of the list. */
export interface ForeignLogRow {
  id: string;
  origin: string;
  ref: string;
  name: string;
  exercise: boolean;
  importedAt: Date;
  /** Entries that this reader may read, counted up to 10,001. */
  entries: number;
}

/** What the head of a foreign log says of where it comes from. */
export interface ForeignLogHead extends ForeignLogRow {
  zone: string;
  publicKey: string;
  size: number;
  madeAt: Date;
  madeBy: string;
}

/** One line of a foreign log. `sentence` is how an act of the program reads; people's entries have words, or none where they were not for us. */
export interface ForeignRow {
  seq: number;
  number: number | null;
  sentence: string | null;
  kind: EntryKind | null;
  basis: (typeof bases)[number];
  title: string | null;
  text: string | null;
  occurredAt: Date;
  occurredUntil: Date | null;
  precision: Precision;
  recordedAt: Date;
  by: Author | null;
  audience: Audience;
  tlp: Tlp;
  key: boolean;
  systems: string[];
  /** Files that the words name. Without a size no bundle brought it. */
  files: (NamedFile & { size: number | null })[];
  corrects: { number: number; reasonKind: (typeof reasonKinds)[number] } | null;
  correctedBy: number | null;
  withdrawn: boolean;
}

export interface ForeignPage {
  log: ForeignLogHead;
  rows: ForeignRow[];
  next: string | null;
}
