import type { Verdict } from "@/lib/access/may";
import type { Effect } from "./blast";
import type { Counts } from "./board";
import type { Shown } from "./derived";
import type { Change } from "./facts";
import type { NeedKind } from "./graph";
import type { exposures, systemAudiences, systemKinds } from "./schema";
import type { Compromise, SystemState } from "./states";

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

/** What would happen to each system if some were switched off. */
export interface WhatIf {
  off: { code: string; name: string }[];
  effects: (Omit<Effect, "id" | "path" | "because"> & {
    code: string;
    name: string;
    localName: string | null;
    kind: SystemKind;
    tier: number;
    usesPerDay: number | null;
    fallback: string | null;
    localFallback: string | null;
    deadlines: { what: string; when: string }[];
    path: NamedSystem[];
    because:
      | { kind: "apart"; host: string | null }
      | { kind: "alternative"; through: string }
      | { kind: "not-needed" }
      | null;
  })[];
  mapVersion: string;
  asOf: Date;
}
