import type { Verdict as May } from "@/lib/access/may";
import type { Shown } from "./derived";
import type { Expected, Judgement, Seen, Side } from "./outside";

/** What one point last saw, as a person reads it. */
export interface PointView {
  kind: "probe" | "person" | "inside";
  point: string;
  network: string;
  organisation: string | null;
  /** Who looked, when it was a person. */
  by: string | null;
  seen: Seen;
  detail: string | null;
  link: string | null;
  file: string | null;
  at: Date;
  /** Since when this point has seen the same. */
  since: Date;
  fresh: boolean;
}

export interface DisagreementView {
  seen: Seen;
  since: Date;
  /** Why it is so, when somebody said it; then it is no mark any more. */
  reason: string | null;
  resolvedAt: Date | null;
  resolvedBy: string | null;
}

export interface SideView extends Judgement {
  looks: PointView[];
  disagreement: DisagreementView | null;
}

/** What is seen of a system, from both sides. */
export type OutsideView = Record<Side, SideView> & { expected: Expected };

/** A system as a line of the page of outside checks. */
export interface OutsideRow {
  code: string;
  name: string;
  localName: string | null;
  shown: Shown;
  /** Who last said where it stands; null when nobody ever did. */
  confirmed: { by: string | null; at: Date } | null;
  /** Where probes look; null when nowhere, or when this reader may not know. */
  address: string | null;
  view: OutsideView;
  abilities: { resolve: May };
}

export interface Outside {
  rows: OutsideRow[];
  /** Every system, for saying what was seen of one that no line shows yet. */
  systems: { code: string; name: string; localName: string | null }[];
  disagreements: number;
  asOf: Date;
  abilities: { add: May };
}

/** A probe as a line of its page. */
export interface ProbeRow {
  id: string;
  point: string;
  network: string;
  organisation: string;
  addedBy: string;
  addedAt: Date;
  /** Until when its code is good, while it has not been used. */
  codeEndsAt: Date | null;
  fingerprint: string | null;
  enrolledAt: Date | null;
  heardAt: Date | null;
  /** It should have been heard, and was not. */
  silentSince: Date | null;
  markedAt: Date | null;
  revokedAt: Date | null;
}

export interface Probes {
  rows: ProbeRow[];
  targets: number;
  abilities: { add: May; revoke: May };
}
