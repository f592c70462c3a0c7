/** Roles that a person holds in one incident (DESIGN §5, domain.md §4.1), in order of weight. */
export const roles = [
  "INCIDENT_COMMANDER",
  "DECISION_AUTHORITY",
  "AGENCY_STAFF",
  "LEADERSHIP",
  "EXTERNAL_RESPONDER",
  "AUDITOR",
] as const;
export type Role = (typeof roles)[number];

/** The platform's own role: manages people, reads no incident (domain.md §4.3 rule 7). */
export type Holder = Role | "ADMIN";

/** Roles that can be held at all times, outside any incident (DESIGN §8). */
export const standingRoles = [
  "INCIDENT_COMMANDER",
  "DECISION_AUTHORITY",
  "AGENCY_STAFF",
  "LEADERSHIP",
  "AUDITOR",
] as const;
