import type { Verdict } from "@/lib/access/may";
import type { Role } from "@/lib/access/roles";

/** A line in the list of people. What row-level security hides from a reader is empty. */
export interface PersonRow {
  id: string;
  name: string;
  email: string | null;
  organisation: string;
  isAdmin: boolean;
  disabled: boolean;
  duties: Role[];
  /** When they were last seen, and how they proved themselves then. */
  lastSeenAt: Date | null;
  lastFactor: string | null;
  /** Until when a one-time code waits to be used. */
  codeUntil: Date | null;
}

export interface PeoplePage {
  rows: PersonRow[];
  next: string | null;
}

export interface PersonMembership {
  ref: string;
  role: Role;
  startsAt: Date;
  endsAt: Date | null;
}

/** One person, as the administrator's page shows them. */
export interface PersonView extends PersonRow {
  organisationId: string;
  version: number;
  memberships: PersonMembership[];
  sessions: SessionRow[];
  /** Over somebody else's access, never over one's own. */
  manage: Verdict;
}

export interface SessionRow {
  id: string;
  kind: "browser" | "api-token" | "viewing-as" | "probe" | "wall" | "calendar";
  person: string | null;
  /** The browser, or the name of a token. */
  what: string;
  factor: string;
  createdAt: Date;
  lastSeenAt: Date;
  endsAt: Date;
  /** The one that asks. */
  here: boolean;
}

export interface OrganisationRow {
  id: string;
  name: string;
  localName: string | null;
  kind: string;
  people: number;
  version: number;
}

/** One's own keys and sessions. */
export interface MeView {
  name: string;
  email: string | null;
  organisation: string;
  language: string | null;
  theme: string | null;
  hasPassword: boolean;
  hasTotp: boolean;
  passkeys: { id: string; name: string; createdAt: Date; lastUsedAt: Date | null; backedUp: boolean }[];
  sessions: SessionRow[];
  changeKeys: Verdict;
  removeTotp: Verdict;
  removePasskey: Verdict;
}

/** A line of the platform's audit trail: people and access, never incidents. */
export interface AuditRow {
  id: string;
  seq: string;
  recordedAt: Date;
  type: string;
  sentence: string;
  by: string | null;
}
