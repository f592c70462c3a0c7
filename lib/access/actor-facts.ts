import type { Role } from "./roles";

/** A signed-in person, with what the database says of them at this moment. */
export interface Actor {
  token: string;
  sessionId: string;
  kind: "browser" | "api-token" | "system" | "viewing-as";
  /** What an API token reaches: reading only, or all that its person may do. */
  scope: "read" | "write" | null;
  aal: number;
  factor: string;
  endsAt: string;
  idleSeconds: number | null;
  personId: string;
  name: string;
  email: string | null;
  organisationId: string;
  organisationName: string;
  language: "en" | "sq" | null;
  theme: "light" | "dark" | "system" | null;
  shortcuts: "on" | "alt" | "off" | null;
  isAdmin: boolean;
  duties: Role[];
  memberships: { incidentId: string; role: Role }[];
}
