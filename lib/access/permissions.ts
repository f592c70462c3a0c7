import type { Holder } from "./roles";

/**
 * What each role may do: one row a verb, readable by a lawyer (domain.md §4.2). What one may SEE is in prisma/policies.sql.
 * `where` tells in which sense the role must be held: in the incident at hand, as a standing duty, on the platform, or by anyone signed in.
 */
export const permissions = {
  "people.manage": { says: "manage people, organisations, roles and sessions", where: "platform", roles: ["ADMIN"] },
  "self.manage": { says: "manage one's own language, keys and sessions", where: "anyone", roles: [] },
  "incident.open": { says: "open an incident", where: "standing", roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY"] },
  "incident.set-severity": { says: "set the severity of an incident", where: "incident", roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY"] },
  "incident.set-phase": { says: "move an incident to its next phase", where: "incident", roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY"] },
  "entry.add": { says: "write in the log", where: "incident", roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY", "AGENCY_STAFF", "EXTERNAL_RESPONDER"] },
  "entry.correct": { says: "correct an entry by a new one", where: "incident", roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY", "AGENCY_STAFF", "EXTERNAL_RESPONDER"] },
  "entry.withdraw": { says: "withdraw one's own entry within a minute, leaving its line", where: "incident", roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY", "AGENCY_STAFF", "EXTERNAL_RESPONDER"] },
} as const satisfies Record<string, { says: string; where: "incident" | "standing" | "platform" | "anyone"; roles: readonly Holder[] }>;

export type Permission = keyof typeof permissions;
