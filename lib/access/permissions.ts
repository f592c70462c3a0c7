import type { Holder } from "./roles";

/**
 * What each role may do: one row a verb, readable by a lawyer (domain.md §4.2). What one may SEE is in prisma/policies.sql.
 * `where` tells in which sense the role must be held: in the incident at hand, as a standing duty, on the platform, or by anyone signed in.
 */
export const permissions = {
  "person.invite": { says: "invite a person with a one-time code", where: "platform", roles: ["ADMIN"] },
  "person.change": { says: "correct a person's name, e-mail or organisation", where: "platform", roles: ["ADMIN"] },
  "person.disable": { says: "end a person's access at once", where: "platform", roles: ["ADMIN"] },
  "person.enable": { says: "open a person's access again", where: "platform", roles: ["ADMIN"] },
  "person.reset": {
    says: "make all keys of a person void and hand them a new one-time code",
    where: "platform",
    roles: ["ADMIN"],
  },
  "admin.grant": { says: "make somebody else an administrator", where: "platform", roles: ["ADMIN"] },
  "admin.end": { says: "end another administrator's power", where: "platform", roles: ["ADMIN"] },
  "duty.grant": { says: "give somebody else a standing duty", where: "platform", roles: ["ADMIN"] },
  "duty.end": { says: "end somebody else's standing duty", where: "platform", roles: ["ADMIN"] },
  "membership.grant": {
    says: "give somebody else a role in an incident, by its reference",
    where: "platform",
    roles: ["ADMIN"],
  },
  "membership.end": { says: "end somebody else's role in an incident", where: "platform", roles: ["ADMIN"] },
  "organisation.add": { says: "add an organisation", where: "platform", roles: ["ADMIN"] },
  "organisation.change": { says: "correct an organisation's names or kind", where: "platform", roles: ["ADMIN"] },
  "session.end": { says: "end one's own sessions; an administrator ends anybody's", where: "anyone", roles: [] },
  "password.set": { says: "set one's own password, soon after signing in", where: "anyone", roles: [] },
  "totp.set": { says: "set up one's own code generator", where: "anyone", roles: [] },
  "totp.remove": { says: "remove one's own code generator", where: "anyone", roles: [] },
  "passkey.add": { says: "add a passkey of one's own", where: "anyone", roles: [] },
  "passkey.remove": { says: "remove a passkey of one's own, but not the last way in", where: "anyone", roles: [] },
  "incident.open": { says: "open an incident", where: "standing", roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY"] },
  "incident.set-severity": {
    says: "set the severity of an incident",
    where: "incident",
    roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY"],
  },
  "incident.set-phase": {
    says: "move an incident to its next phase",
    where: "incident",
    roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY"],
  },
  "entry.add": {
    says: "write in the log",
    where: "incident",
    roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY", "AGENCY_STAFF", "EXTERNAL_RESPONDER"],
  },
  "entry.correct": {
    says: "correct an entry by a new one",
    where: "incident",
    roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY", "AGENCY_STAFF", "EXTERNAL_RESPONDER"],
  },
  "entry.withdraw": {
    says: "withdraw one's own entry within a minute, leaving its line",
    where: "incident",
    roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY", "AGENCY_STAFF", "EXTERNAL_RESPONDER"],
  },
  "file.add": {
    says: "add a file to what one writes in the log",
    where: "incident",
    roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY", "AGENCY_STAFF", "EXTERNAL_RESPONDER"],
  },
  "import.add": {
    says: "add entries from a file or a paper log",
    where: "incident",
    roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY", "AGENCY_STAFF"],
  },
  "import.undo": {
    says: "take back an import of one's own, or as commander any import, leaving its lines",
    where: "incident",
    roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY", "AGENCY_STAFF"],
  },
  "sheet.issue": {
    says: "print blank log sheets with numbers of their own",
    where: "incident",
    roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY", "AGENCY_STAFF"],
  },
  "export.make": {
    says: "take a copy of the log that one sees; agency staff of their own entries only",
    where: "incident",
    roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY", "AGENCY_STAFF", "AUDITOR"],
  },
  "system.add": {
    says: "add a system to the catalogue; staff one that their own organisation owns or runs",
    where: "standing",
    roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY", "AGENCY_STAFF"],
  },
  "system.change": {
    says: "correct what the catalogue says of a system; staff of their own organisation's",
    where: "standing",
    roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY", "AGENCY_STAFF"],
  },
  "system.retire": {
    says: "retire a system that nothing needs any more; staff one of their own organisation's",
    where: "standing",
    roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY", "AGENCY_STAFF"],
  },
  "system.return": {
    says: "take a retired system back into use; staff one of their own organisation's",
    where: "standing",
    roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY", "AGENCY_STAFF"],
  },
  "system.import": {
    says: "add and change systems by a table; staff those of their own organisation",
    where: "standing",
    roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY", "AGENCY_STAFF"],
  },
  "system.export": {
    says: "take the catalogue out as a table; leadership without the plans",
    where: "standing",
    roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY", "AGENCY_STAFF", "LEADERSHIP", "AUDITOR"],
  },
  "dependency.add": {
    says: "say what a system needs",
    where: "standing",
    roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY", "AGENCY_STAFF"],
  },
  "dependency.confirm": {
    says: "confirm that a system needs another",
    where: "standing",
    roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY", "AGENCY_STAFF"],
  },
  "dependency.end": {
    says: "say that a system does not need another",
    where: "standing",
    roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY", "AGENCY_STAFF"],
  },
  "system.set-state": {
    says: "say where systems stand in an incident; staff where their own organisation's stand",
    where: "incident",
    roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY", "AGENCY_STAFF"],
  },
  "system.confirm-state": {
    says: "confirm that a system still stands as it is shown",
    where: "incident",
    roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY", "AGENCY_STAFF"],
  },
  "system.set-compromise": {
    says: "say how far a system was broken into; staff of their own organisation's",
    where: "incident",
    roles: ["INCIDENT_COMMANDER", "AGENCY_STAFF"],
  },
  "outside-check.add": {
    says: "say what one saw of a system from somewhere outside",
    where: "incident",
    roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY", "AGENCY_STAFF"],
  },
  "outside-check.resolve": {
    says: "say why what is seen of a system is not what we say of it; staff of their own organisation's",
    where: "incident",
    roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY", "AGENCY_STAFF"],
  },
  "probe.add": {
    says: "let a probe look at our systems from another place",
    where: "standing",
    roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY"],
  },
  "probe.revoke": {
    says: "take a probe away",
    where: "standing",
    roles: ["INCIDENT_COMMANDER", "DECISION_AUTHORITY"],
  },
} as const satisfies Record<
  string,
  { says: string; where: "incident" | "standing" | "platform" | "anyone"; roles: readonly Holder[] }
>;

export type Permission = keyof typeof permissions;
