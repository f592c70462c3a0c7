import type { SystemState } from "@/lib/systems/states";

/** Closed lists of decisions (DESIGN §5, domain.md §5.3). Without the schema, so that a browser can have them for a few bytes. */
export const decisionTypes = [
  "shutdown",
  "isolate",
  "restrict-access",
  "keep-up",
  "extend",
  "restore",
  "lift-restriction",
  "maintenance-window",
  "continuity-measure",
  "decommission",
  "tell-public",
  "ask-for-help",
] as const;
export type DecisionType = (typeof decisionTypes)[number];

/** How a system is taken off (domain.md §2.2). Power-off loses what is in memory. */
export const methods = [
  "isolate",
  "disconnect",
  "power-off",
  "block-edge",
  "disable-account",
  "stop-service",
  "geo-restrict",
] as const;
export const confidences = ["low", "moderate", "high"] as const;
/** RED needs a named list, which decisions do not have: what is RED is said in an entry. */
export const decisionTlps = ["TLP:AMBER+STRICT", "TLP:AMBER", "TLP:GREEN", "TLP:CLEAR"] as const;
/** Stages of a return; `off` is the way back. */
export const stages = ["internal", "limited", "all", "off"] as const;
export type Stage = (typeof stages)[number];

export const SCOPE_MAX = 200;
export const LAPSE_MINUTES = 30;
export const LAPSE_MINUTES_MAX = 1440;
export const REVIEW_HOURS_MAX = 24;
/** Until when what was done first has to be ratified (DESIGN §5). */
export const RATIFY_HOURS = 12;

interface Kind {
  /** It stays in force until it is undone, and has to be looked at again (D2). */
  stop: boolean;
  /** Where its systems are while it is in force or when it is done; null where it moves none. */
  to: SystemState | null;
  /** It says which systems it is about. */
  scope: boolean;
  /** It points at the stop that it ends or prolongs. */
  undoes: boolean;
}

const kind = (given: Partial<Kind> = {}): Kind => ({ stop: false, to: null, scope: true, undoes: false, ...given });

/** What follows from the type of a decision. */
export const kinds: Record<DecisionType, Kind> = {
  shutdown: kind({ stop: true, to: "shut_down" }),
  isolate: kind({ stop: true, to: "shut_down" }),
  "restrict-access": kind({ stop: true, to: "degraded" }),
  "keep-up": kind(),
  extend: kind({ undoes: true }),
  restore: kind({ to: "operational", undoes: true }),
  "lift-restriction": kind({ to: "operational", undoes: true }),
  "maintenance-window": kind({ to: "maintenance" }),
  "continuity-measure": kind({ scope: false }),
  decommission: kind({ to: "decommissioned" }),
  "tell-public": kind({ scope: false }),
  "ask-for-help": kind({ scope: false }),
};

/** The name by which a decision is known: D-005. */
export const decisionName = (number: number) => `D-${String(number).padStart(3, "0")}`;
