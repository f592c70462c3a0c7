import { compare, inOrder, listed, type Need, needsBySystem, wayBack } from "./graph";
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

/** What is known of a system on the way: from which of its needs it comes, and how many steps it is to the end. */
interface Step {
  service: Service;
  via: string | null;
  steps: number;
}

/** Below nought when `a` is milder; among equals the longer way counts as milder, so that the shorter one is told, the same in any order. */
const byWeight = (a: Step, b: Step) =>
  weight[a.service] - weight[b.service] || b.steps - a.steps || compare(b.via ?? "", a.via ?? "");
const worst = (a: Step, b: Step) => (byWeight(a, b) >= 0 ? a : b);
const mildest = (a: Step, b: Step) =>
  a.service === b.service ? worst(a, b) : weight[a.service] < weight[b.service] ? a : b;

/**
 * What every system can do now (domain.md D7, §5.2): its own state, or what it needs, whichever is worse. A need that nobody confirmed can
 * make a system doubtful, never sure to stop; an alternative that nobody confirmed never makes it sure to go on.
 */
export function outcomes(systems: readonly Standing[], needs: readonly Need[]): Map<string, Outcome> {
  const found = stepsOf(systems, needs);
  return new Map([...found].map(([id, { service }]) => [id, { service, path: pathOf(id, found) }]));
}

function stepsOf(systems: readonly Standing[], needs: readonly Need[]): Map<string, Step> {
  const states = new Map(systems.map(({ id, state }) => [id, state]));
  const by = needsBySystem(needs);
  const found = new Map<string, Step>();
  for (const id of inOrder([...states.keys()], needs)) {
    const itself: Step = { service: serviceOf(states.get(id) ?? "operational"), via: null, steps: 0 };
    found.set(id, itself.service === "stops" ? itself : carried(by.get(id) ?? [], found).reduce(worst, itself));
  }
  return found;
}

/** What comes to a system from each of its needs; alternatives count as one need that is as good as the best of them. */
function carried(needs: readonly Need[], found: Map<string, Step>): Step[] {
  const groups = new Map<string, Step>();
  const alone: Step[] = [];
  for (const need of needs) {
    const target = found.get(need.to);
    if (!target) continue;
    const step = { service: passed(need, target.service), via: need.to, steps: target.steps + 1 };
    const group = need.group ?? "";
    const best = groups.get(group);
    if (need.kind !== "any") alone.push(step);
    else groups.set(group, best ? mildest(best, step) : step);
  }
  return [...alone, ...groups.values()].filter(({ service }) => service !== "works");
}

/** The way from a system to the one whose own state it is; empty when it works. */
function pathOf(start: string, found: Map<string, Step>): string[] {
  const path: string[] = [];
  for (let id: string | null = start; id !== null; ) {
    const step: Step | undefined = found.get(id);
    if (path.length === 0 && step?.service === "works") return [];
    path.push(id);
    id = step && step.service !== "works" ? step.via : null;
  }
  return path;
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
  because: { kind: "apart" } | Carried | { kind: "not-needed" } | null;
}

/** An alternative carries it, or carries something that it needs: then `via` is the way there, without itself. */
interface Carried {
  kind: "alternative";
  through: string;
  via: string[];
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
  for (const { from, to } of needs) listed(dependants, to).push(from);
  const seen = new Set(change.keys());
  for (const id of seen) for (const dependant of dependants.get(id) ?? []) seen.add(dependant);
  return seen;
}

/** Nearest first, so that the alternative that is named is the one that matters most to it. */
function goesOn(
  id: string,
  touched: Set<string>,
  by: Map<string, Need[]>,
  after: Map<string, Outcome>,
): Effect["because"] {
  if (!touched.has(id)) return { kind: "apart" };
  const cameFrom = new Map<string, string | null>([[id, null]]);
  for (const [one] of cameFrom) {
    const needs = by.get(one) ?? [];
    const through = alternativeOf(needs, after);
    if (through) return { kind: "alternative", through, via: wayBack(cameFrom, one).reverse().slice(1) };
    for (const { to } of needs) if (touched.has(to) && !cameFrom.has(to)) cameFrom.set(to, one);
  }
  return { kind: "not-needed" };
}

/** A confirmed member of a group that works while another member does not. */
function alternativeOf(needs: readonly Need[], after: Map<string, Outcome>): string | null {
  const works = ({ to }: Need) => after.get(to)?.service === "works";
  const lost = new Set(needs.filter((need) => need.kind === "any" && !works(need)).map(({ group }) => group));
  return needs.find((need) => lost.has(need.group) && need.confirmed && works(need))?.to ?? null;
}
