/** Closed lists of the catalogue. Without the schema, so that a browser can have them for a few bytes. */
export const systemKinds = [
  "citizen-service",
  "business-service",
  "border-service",
  "application",
  "registry",
  "website",
  "back-office",
  "email",
  "identity",
  "platform",
  "data-centre",
  "network",
  "server",
  "endpoints",
  "security",
  "external",
] as const;
export const exposures = ["internet", "partners", "internal"] as const;
export const systemAudiences = ["citizens", "businesses", "authorities", "staff", "abroad"] as const;
export const TIERS = [0, 1, 2, 3, 4] as const;

/** What the catalogue marks: nobody maintains it (S3), people outside use it and have nothing else, it is essential, it is retired. */
export const marks = ["no-maintainer", "no-fallback", "essential", "retired"] as const;
