import type { Service, SystemState } from "./states";
import { serviceOf } from "./states";

/** What can be seen of a system from somewhere. Safe in the browser. */
export const sights = ["reachable", "slow", "wrong-content", "certificate", "not-reachable"] as const;
export type Seen = (typeof sights)[number];
export const sides = ["outside", "inside"] as const;
export type Side = (typeof sides)[number];

/** A look older than this says nothing about now. */
export const WINDOW_MINUTES = 15;

/** What one point last saw. `origin` names who looks; network and organisation tell whether two of them are independent. */
export interface Sighting {
  origin: string;
  network: string;
  organisation: string | null;
  seen: Seen;
  at: Date;
}

/** What should be seen of a system in this state; "either" when both would fit. */
export type Expected = "answers" | "answers-badly" | "off" | "either";

/**
 * A system that returns, is worked on, is open to some only, or waits for another may answer or not. `service` is what the map leaves of it.
 */
export function expectedOf(state: SystemState, service: Service): Expected {
  if (state === "restoring" || state === "maintenance" || state === "restored_limited") return "either";
  if (serviceOf(state) === "stops") return "off";
  if (service === "stops" || service === "unsure") return "either";
  return service === "limited" || serviceOf(state) === "limited" ? "answers-badly" : "answers";
}

const fitting: Record<Expected, readonly Seen[]> = {
  answers: ["reachable", "slow"],
  "answers-badly": ["reachable", "slow", "wrong-content", "certificate"],
  // A page that says "closed" stands in place of the service.
  off: ["not-reachable", "wrong-content"],
  either: sights,
};

/** Whether what was seen is what should be seen. */
export const fits = (seen: Seen, expected: Expected): boolean => fitting[expected].includes(seen);

export type Verdict = "agree" | "disagree" | "one-point" | "stale" | "none";

export interface Judgement {
  verdict: Verdict;
  /** Points that looked within the window, and how many of them saw something else than we say. */
  points: number;
  against: number;
  /** What most of those who contradict have seen. */
  againstSeen: Seen | null;
  /** When somebody last looked, however long ago. */
  lastAt: Date | null;
}

/**
 * What all looks together say about what we say: two independent points must agree before anything counts as confirmed from outside; one that
 * contradicts is a disagreement unless two independent ones outvote it.
 */
export function judge(
  sightings: readonly Sighting[],
  expected: Expected,
  now: Date,
  windowMinutes = WINDOW_MINUTES,
): Judgement {
  const newest = newestByOrigin(sightings);
  const fresh = newest.filter(({ at }) => now.getTime() - at.getTime() <= windowMinutes * 60_000);
  const agreeing = fresh.filter(({ seen }) => fits(seen, expected));
  const against = fresh.filter(({ seen }) => !fits(seen, expected));
  const lastAt = newest.reduce<Date | null>((last, { at }) => (!last || at > last ? at : last), null);
  const counted = { points: fresh.length, against: against.length, againstSeen: most(against), lastAt };
  if (newest.length === 0) return { verdict: "none", ...counted };
  if (fresh.length === 0) return { verdict: "stale", ...counted };
  const confirmed = hasIndependentPair(agreeing);
  if (against.length > 0 && !(confirmed && agreeing.length > against.length))
    return { verdict: "disagree", ...counted };
  return { verdict: confirmed ? "agree" : "one-point", ...counted };
}

/** Two points are independent when they belong to different organisations or look through different networks. */
export function independent(a: Sighting, b: Sighting): boolean {
  if (a.origin === b.origin) return false;
  if (folded(a.network) !== folded(b.network)) return true;
  return a.organisation !== null && b.organisation !== null && a.organisation !== b.organisation;
}

const folded = (network: string) => network.trim().toLowerCase();

const hasIndependentPair = (sightings: readonly Sighting[]) =>
  sightings.some((a, index) => sightings.slice(index + 1).some((b) => independent(a, b)));

function newestByOrigin(sightings: readonly Sighting[]): Sighting[] {
  const newest = new Map<string, Sighting>();
  for (const one of sightings) {
    const known = newest.get(one.origin);
    if (!known || one.at > known.at) newest.set(one.origin, one);
  }
  return [...newest.values()];
}

function most(sightings: readonly Sighting[]): Seen | null {
  const count = (wanted: Seen) => sightings.filter(({ seen }) => seen === wanted).length;
  const worstFirst = sights.toReversed();
  return sightings.length ? (worstFirst.toSorted((a, b) => count(b) - count(a))[0] ?? null) : null;
}
