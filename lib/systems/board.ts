import { type Shown, shownOrder } from "./derived";
import type { BoardRow, SystemKind } from "./views";

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

/** What is told of all systems in one sentence, in its order: damage, protection and waiting are three facts (DESIGN §2). */
export const headlines = [
  "down",
  "protective",
  "stopped",
  "limited",
  "restoring",
  "planned",
  "works",
  "unconfirmed",
  "ended",
] as const;
export type Headline = (typeof headlines)[number];

const told: Record<Shown, Headline> = {
  down: "down",
  shut_down: "protective",
  stopped_by_dependency: "stopped",
  degraded: "limited",
  restored_limited: "limited",
  limited_by_dependency: "limited",
  restoring: "restoring",
  maintenance: "planned",
  operational: "works",
  not_confirmed: "unconfirmed",
  decommissioned: "ended",
};
export const headlineOf = (shown: Shown): Headline => told[shown];

export type Counts = Partial<Record<Headline, number>>;

/** How many systems each part of the sentence speaks of. */
export function countsOf(shown: Iterable<Shown>): Counts {
  const counts: Counts = {};
  for (const one of shown) counts[told[one]] = (counts[told[one]] ?? 0) + 1;
  return counts;
}

const places = Object.fromEntries(shownOrder.map((shown, index) => [shown, index])) as Record<Shown, number>;
type Ranked = Pick<BoardRow, "shown" | "tier" | "code">;

/** The worst first; among equals what matters most. */
export const worseFirst = (a: Ranked, b: Ranked) =>
  places[a.shown] - places[b.shown] || a.tier - b.tier || (a.code < b.code ? -1 : 1);

/** The worst state of a list, by which it is marked. */
export const worstOf = (rows: readonly Pick<BoardRow, "shown">[]): Shown | null =>
  shownOrder.find((shown) => rows.some((row) => row.shown === shown)) ?? null;
