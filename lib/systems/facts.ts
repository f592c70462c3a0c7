/** The facts that the catalogue keeps of a system, in the order in which its form asks for them. Safe in the browser. */
export const factNames = [
  "name",
  "localName",
  "kind",
  "essential",
  "owner",
  "operator",
  "maintainer",
  "host",
  "tier",
  "rtoHours",
  "mtpdHours",
  "rpoHours",
  "mbco",
  "audiences",
  "usesPerDay",
  "usesSource",
  "usesOn",
  "deadlines",
  "fallback",
  "localFallback",
  "publicName",
  "localPublicName",
  "exposure",
  "probe",
  "backupGoodAt",
  "backupTestedAt",
  "contacts",
  "shutdownSteps",
  "restoreSteps",
  "provenance",
] as const;
export type FactName = (typeof factNames)[number];

/** A fact as the record keeps it: what is a list stands line by line, a day or moment as ISO 8601, an organisation by its name. */
export type Fact = string | number | boolean | null | string[];
export interface Change {
  field: FactName;
  from: Fact;
  to: Fact;
}

/** A person or desk to call, on one line. */
export const contactLine = (contact: {
  name: string;
  duty?: string | undefined;
  day?: string | undefined;
  night?: string | undefined;
}) => [contact.name, contact.duty, contact.day, contact.night].filter(Boolean).join(" · ");

export const deadlineLine = ({ what, when }: { what: string; when: string }) => `${what}: ${when}`;
