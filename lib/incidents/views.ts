import type { Verdict } from "@/lib/access/may";
import type { Role } from "@/lib/access/roles";
import type { Severity } from "@/lib/record/severity";
import type { Tlp } from "@/lib/record/tlp";
import type { Phase } from "./machine";

/** One incident in the list. Severity, phase and times are null for readers who may not know them. */
export interface IncidentRow {
  id: string;
  ref: string;
  name: string;
  severity: Severity | null;
  phase: Phase | null;
  exercise: boolean;
  openedAt: Date;
  commander: string | null;
  lastEntryAt: Date | null;
}

/** What the head of every page of an incident shows, and what this reader may do there. */
export interface IncidentHeader extends IncidentRow {
  tlp: Tlp;
  zone: string;
  detectedAt: Date | null;
  closedAt: Date | null;
  version: number;
  /** Counted up to 10,001: more than that is shown as "over 10,000". */
  entryCount: number;
  members: { people: number; organisations: number };
  roles: Role[];
  /** Phases that the machine allows from here. */
  nextPhases: Phase[];
  abilities: { log: Verdict; import: Verdict; setSeverity: Verdict; setPhase: Verdict };
}

/** Who has a live page of an incident open. */
export interface Presence {
  people: number;
  organisations: number;
  here: { organisation: string; people: string[] }[];
}
