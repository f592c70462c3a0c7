/** The two axes of a system in an incident (DESIGN §5): what it does, and whether it was broken into. Safe in the browser. */
export const systemStates = [
  "operational",
  "degraded",
  "down",
  "shut_down",
  "restoring",
  "restored_limited",
  "maintenance",
  "decommissioned",
] as const;
export type SystemState = (typeof systemStates)[number];

export const compromises = [
  "not-assessed",
  "no-evidence",
  "suspected",
  "confirmed",
  "cleaned",
  "verified-clean",
] as const;
export type Compromise = (typeof compromises)[number];

/** What others can count on while a system is in this state. */
export type Service = "works" | "limited" | "unsure" | "stops";
const services: Record<SystemState, Service> = {
  operational: "works",
  degraded: "limited",
  restored_limited: "limited",
  down: "stops",
  shut_down: "stops",
  restoring: "stops",
  maintenance: "stops",
  decommissioned: "stops",
};

export const serviceOf = (state: SystemState): Service => services[state];

/** As many systems as one sentence may move at once. */
export const AT_ONCE_MAX = 200;
