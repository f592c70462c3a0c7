import { inOrder, type Need, needsBySystem } from "./graph";
import { type Service, type SystemState, serviceOf } from "./states";

/** A system as far as it matters for what stops when another one stops. */
export interface Standing {
  id: string;
  state: SystemState;
}

/** What a system can do, and why: the way to the system from which it comes, itself first, by the fewest steps. */
export interface Outcome {
  service: Service;
  /** Empty when it works; only itself when it is its own state; else each step of the way. */
  path: string[];
}

const weight: Record<Service, number> = { works: 0, limited: 1, unsure: 2, stops: 3 };
const worse = (a: Outcome, b: Outcome) =>
  weight[a.service] - weight[b.service] || b.path.length - a.path.length || (b.path.join() < a.path.join() ? -1 : 1);

const milder = (a: Outcome, b: Outcome) =>
  weight[a.service] === weight[b.service] ? worse(a, b) > 0 : weight[a.service] < weight[b.service];

/**
 * What every system can do now (domain.md D7, §5.2): its own state, or what it needs, whichever is worse. A need that nobody confirmed can
 * make a system doubtful, never sure to stop; an alternative that nobody confirmed never makes it sure to go on.
 */
export function outcomes(systems: readonly Standing[], needs: readonly Need[]): Map<string, Outcome> {
  const states = new Map(systems.map(({ id, state }) => [id, state]));
  const by = needsBySystem(needs);
  const found = new Map<string, Outcome>();
  for (const id of inOrder([...states.keys()], needs)) {
    const own = serviceOf(states.get(id) ?? "operational");
    const itself: Outcome = { service: own, path: own === "works" ? [] : [id] };
    if (own === "stops") found.set(id, itself);
    else
      found.set(
        id,
        carried(id, by.get(id) ?? [], found).reduce((a, b) => (worse(a, b) >= 0 ? a : b), itself),
      );
  }
  return found;
}

/** What comes to a system from each of its needs; alternatives count as one need that is as good as the best of them. */
function carried(id: string, needs: readonly Need[], found: Map<string, Outcome>): Outcome[] {
  const groups = new Map<string, Outcome>();
  const alone: Outcome[] = [];
  for (const need of needs) {
    const target = found.get(need.to);
    if (!target) continue;
    const outcome = {
      service: passed(need, target.service),
      path: target.path.length > 0 ? [id, ...target.path] : [id, need.to],
    };
    if (need.kind !== "any") {
      alone.push(outcome);
      continue;
    }
    const group = need.group ?? "";
    const best = groups.get(group);
    if (!best || milder(outcome, best)) groups.set(group, outcome);
  }
  return [...alone, ...groups.values()].filter(({ service }) => service !== "works");
}

function passed({ kind, confirmed }: Need, target: Service): Service {
  if (kind === "limits") return weight[target] >= weight.unsure ? "limited" : "works";
  if (kind === "any" && !confirmed) return target === "stops" ? "stops" : "unsure";
  return target === "stops" && !confirmed ? "unsure" : target;
}

export type Verdict = "stops" | "limited" | "unsure" | "works";

/** What a change does to one system: what it can do afterwards, what it could do before, and why. */
export interface Effect {
  id: string;
  verdict: Verdict;
  before: Verdict;
  path: string[];
  /** Why it goes on although the change is near: it stands apart, or an alternative that was confirmed carries it. */
  because: { kind: "apart" } | { kind: "alternative"; through: string } | { kind: "not-needed" } | null;
}

/** A proposed change: systems that would be in another state. */
export type Change = ReadonlyMap<string, SystemState>;

/** What stops, what works with limits, what goes on and why, and what nobody can say, if the change is made. In the order of the ids. */
export function blast(systems: readonly Standing[], needs: readonly Need[], change: Change): Effect[] {
  const before = outcomes(systems, needs);
  const changed = systems.map(({ id, state }) => ({ id, state: change.get(id) ?? state }));
  const after = outcomes(changed, needs);
  const touched = reach(needs, change);
  const by = needsBySystem(needs);
  return [...after.keys()].sort().map((id) => {
    const { service, path } = after.get(id) as Outcome;
    return {
      id,
      verdict: service,
      before: before.get(id)?.service ?? "works",
      path,
      because: service === "works" ? goesOn(id, touched, by, after) : null,
    };
  });
}

/** Every system from which a way of needs leads to one that changes. */
function reach(needs: readonly Need[], change: Change): Set<string> {
  const dependants = new Map<string, string[]>();
  for (const { from, to } of needs) dependants.set(to, [...(dependants.get(to) ?? []), from]);
  const seen = new Set(change.keys());
  for (const id of seen) for (const dependant of dependants.get(id) ?? []) seen.add(dependant);
  return seen;
}

function goesOn(
  id: string,
  touched: Set<string>,
  by: Map<string, Need[]>,
  after: Map<string, Outcome>,
): Effect["because"] {
  if (!touched.has(id)) return { kind: "apart" };
  const alternative = (by.get(id) ?? []).find(
    ({ kind, to, confirmed }) => kind === "any" && confirmed && after.get(to)?.service === "works",
  );
  return alternative ? { kind: "alternative", through: alternative.to } : { kind: "not-needed" };
}
