import type { SystemKind } from "./views";

/** How the board is divided, and where each kind of system stands in it (ux.md §4.14). Pure, and safe in the browser. */
export const boardGroups = ["services", "applications", "platforms", "infrastructure", "external"] as const;
export type BoardGroup = (typeof boardGroups)[number];

const groups: Record<SystemKind, BoardGroup> = {
  "citizen-service": "services",
  "business-service": "services",
  "border-service": "services",
  website: "services",
  application: "applications",
  registry: "applications",
  "back-office": "applications",
  email: "platforms",
  identity: "platforms",
  platform: "platforms",
  "data-centre": "infrastructure",
  network: "infrastructure",
  server: "infrastructure",
  endpoints: "infrastructure",
  security: "infrastructure",
  external: "external",
};
export const groupOf = (kind: SystemKind): BoardGroup => groups[kind];
