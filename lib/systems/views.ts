import type { Verdict } from "@/lib/access/may";
import type { Effect } from "./blast";
import type { Counts } from "./board";
import type { CsvField } from "./csv-fields";
import type { Shown } from "./derived";
import type { Outage } from "./downtime";
import type { Change } from "./facts";
import type { NeedKind } from "./graph";
import type { Seen } from "./outside";
import type { exposures, systemAudiences, systemKinds } from "./schema";
import type { Compromise, SystemState } from "./states";
import type { Tally } from "./what-if";

export type SystemKind = (typeof systemKinds)[number];

/** A system as a line of the catalogue. */
export interface SystemRow {
  code: string;
  name: string;
  localName: string | null;
  kind: SystemKind;
  tier: number;
  essential: boolean;
  owner: string;
  operator: string;
  usesPerDay: number | null;
  needs: number;
  neededBy: number;
  /** Shown by S3: nobody is named who maintains it. */
  unmaintained: boolean;
  /** People outside use it, and nothing is written down for them when it is off. */
  withoutFallback: boolean;
  retired: boolean;
}

/** A need as a person reads it. */
export interface NeedView {
  code: string;
  name: string;
  localName: string | null;
  kind: NeedKind;
  group: string | null;
  hosting: boolean;
  note: string | null;
  confirmed: { by: string; at: Date } | null;
  /** The other system is retired. */
  retired: boolean;
}

interface NamedOrganisation {
  id: string;
  name: string;
}

/** A system whole, as the catalogue knows it. The plan is null for those who may not read it. */
export interface SystemView extends Omit<SystemRow, "owner" | "operator" | "needs" | "neededBy"> {
  id: string;
  version: number;
  owner: NamedOrganisation;
  operator: NamedOrganisation;
  maintainer: NamedOrganisation | null;
  host: NamedOrganisation | null;
  rtoHours: number | null;
  mtpdHours: number | null;
  rpoHours: number | null;
  mbco: string | null;
  audiences: (typeof systemAudiences)[number][];
  usesSource: string | null;
  usesOn: Date | null;
  deadlines: { what: string; when: string }[];
  fallback: string | null;
  localFallback: string | null;
  exposure: (typeof exposures)[number];
  publicName: string | null;
  localPublicName: string | null;
  provenance: string | null;
  plan: {
    contacts: { name: string; duty?: string; day?: string; night?: string }[];
    shutdownSteps: string[];
    restoreSteps: string[];
    probe: string | null;
    backupGoodAt: Date | null;
    backupTestedAt: Date | null;
  } | null;
  needs: NeedView[];
  neededBy: NeedView[];
  abilities: { change: Verdict };
}

/** A system as it is named on a way of needs. */
export interface NamedSystem {
  code: string;
  name: string;
  localName: string | null;
}

/** What somebody did to a system's entry in the catalogue. */
export interface CatalogueLine {
  id: string;
  at: Date;
  by: string | null;
  sentence: string;
  changes: Change[];
}

/** A stretch of time in which one axis stood still; `until` is null while it lasts. */
export interface Span<T extends string> {
  is: T;
  from: Date;
  until: Date | null;
}

/** A state as somebody said it; not confirmed until anybody said anything. */
export type Told = SystemState | "not_confirmed";

/** What was said of a system in an incident. */
export interface ActLine {
  id: string;
  occurredAt: Date;
  recordedAt: Date;
  by: string | null;
  sentence: string;
}

/** A system's history in one incident: both axes, what was said of it, and how many written entries name it. */
export interface InIncident {
  ref: string;
  name: string;
  zone: string;
  exercise: boolean;
  openedAt: Date;
  /** The end of the incident, or now. */
  until: Date;
  states: Span<Told>[];
  /** How long it did not serve, as the acts that moved it say. */
  outage: Outage;
  compromises: Span<Compromise>[];
  acts: ActLine[];
  /** How many acts are older than those shown. */
  older: number;
  /** By which names written entries know it, and how many do. */
  named: { name: string; entries: number }[];
}

export interface SystemHistory {
  catalogue: CatalogueLine[];
  incidents: InIncident[];
}

/** A system as a line of an incident's board. */
export interface BoardRow {
  code: string;
  name: string;
  localName: string | null;
  kind: SystemKind;
  tier: number;
  essential: boolean;
  owner: string;
  usesPerDay: number | null;
  fallback: string | null;
  localFallback: string | null;
  state: SystemState;
  shown: Shown;
  compromise: Compromise;
  limits: string | null;
  /** Since when it stands in its own state; null when nobody has said. */
  since: Date | null;
  /** Since when it is what it is shown as: for what waits, since what it waits for went off. */
  shownSince: Date | null;
  confirmed: { by: string | null; at: Date } | null;
  /** The way to what stops or limits it, itself first, as codes and names; empty when it is its own state. */
  path: NamedSystem[];
  /** What is seen of it from outside, while that is not what we say and nobody has explained it. */
  otherwise: Seen | null;
  /** The reader's organisation owns or runs it. */
  own: boolean;
  /** How many systems need it, by whatever way. */
  dependants: number;
  version: number;
  abilities: { setState: Verdict; setCompromise: Verdict };
}

export interface Board {
  rows: BoardRow[];
  counts: Counts;
  asOf: Date;
}

/** How a board stands, in numbers. */
export interface BoardCounts {
  counts: Counts;
  asOf: Date;
}

/** One step of the way to what is off: how the system before it needs this one; null for the first. */
export interface WayStep extends NamedSystem {
  how: "needs" | "limits" | "any" | "alternative" | "unconfirmed" | null;
}

/** What would happen to one system, and why. */
export interface EffectView extends NamedSystem, Omit<Effect, "id" | "path" | "because"> {
  kind: SystemKind;
  tier: number;
  /** It is one of those that would be switched off. */
  chosen: boolean;
  usesPerDay: number | null;
  usesSource: string | null;
  usesOn: Date | null;
  fallback: string | null;
  localFallback: string | null;
  /** Those that fall in the window, and those of which nobody can say when they fall. */
  deadlines: DeadlineView[];
  path: WayStep[];
  because:
    | { kind: "host"; host: NamedSystem }
    | { kind: "organisation"; name: string }
    | { kind: "apart" }
    | { kind: "alternative"; through: NamedSystem; via: NamedSystem[] }
    | { kind: "not-needed" }
    | null;
}

export interface DeadlineView {
  what: string;
  when: string;
  /** The day on which it falls, "2022-07-20"; null when the words name no day that can be read. */
  on: string | null;
}

/** What would happen to each system if some were switched off. */
export interface WhatIf {
  off: NamedSystem[];
  /** How many hours the window has in which deadlines are looked for. */
  hours: number;
  effects: EffectView[];
  tally: Tally;
  /** The order in which what stops would come back. */
  order: (NamedSystem & { tier: number; mtpdHours: number | null })[];
  mapVersion: string;
  asOf: Date;
}

/** A system on the map: where it is drawn, and how it is shown. */
export interface MapSystem extends NamedSystem {
  kind: SystemKind;
  tier: number;
  shown: Shown;
  /** What it waits for; empty when it is its own state. */
  path: NamedSystem[];
  x: number;
  y: number;
}

export interface MapNeed {
  from: string;
  to: string;
  kind: NeedKind;
  group: string | null;
  confirmed: boolean;
}

/** The whole map as one incident sees it; needs name systems by their codes. */
export interface MapView {
  systems: MapSystem[];
  needs: MapNeed[];
  mapVersion: string;
  asOf: Date;
}

/** One change that an import would make; needs stand line by line. */
export type ImportChange = Omit<Change, "field"> & { field: CsvField };

/** Why a row cannot be taken: the column, and a key of `errors.field`. */
export interface ImportFault {
  field: CsvField | null;
  because: string;
  /** The earlier row that has the same code. */
  sameAs?: number;
  /** The word that is meant, such as a code that nobody has. */
  word?: string;
}

/** A row of a file before it is imported. */
export interface ImportedRow {
  row: number;
  code: string;
  name: string;
  verdict: "new" | "changed" | "unchanged" | "bad";
  changes: ImportChange[];
  faults: ImportFault[];
}

/** What an import would do. `seen` is the version of the catalogue that it was compared with. */
export interface CheckedSystems {
  rows: ImportedRow[];
  /** Systems that would need one another all the way round, as codes. */
  circle: string[] | null;
  seen: string;
}
