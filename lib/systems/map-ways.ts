import { compare, listed } from "./graph";
import type { MapNeed, MapSystem } from "./views";

/** What of the map depends on what, for whoever points at a system or walks from one to the next. Pure, and safe in the browser. */
export interface Ways {
  needs: Map<string, string[]>;
  dependants: Map<string, string[]>;
}

/** The ways of a map, in the order of its codes. */
export function waysOf(needs: readonly Pick<MapNeed, "from" | "to">[]): Ways {
  const ways: Ways = { needs: new Map(), dependants: new Map() };
  for (const { from, to } of needs.toSorted((a, b) => compare(a.from, b.from) || compare(a.to, b.to))) {
    listed(ways.needs, from).push(to);
    listed(ways.dependants, to).push(from);
  }
  return ways;
}

/** A system and everything that depends on it, by whatever way. */
export function dependantsOf(ways: Ways, code: string): Set<string> {
  const seen = new Set([code]);
  for (const one of seen) for (const dependant of ways.dependants.get(one) ?? []) seen.add(dependant);
  return seen;
}

type Placed = Pick<MapSystem, "code" | "x" | "y">;
export type Direction = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

/**
 * Where an arrow leads from a system: left and right along the lines, to the nearest that depends on it or that it needs, else to the nearest
 * beside it; up and down within its file. Null where the map ends.
 */
export function stepFrom(systems: readonly Placed[], ways: Ways, code: string, direction: Direction): string | null {
  const from = systems.find((system) => system.code === code);
  if (!from) return systems[0]?.code ?? null;
  const down = direction === "ArrowDown" || direction === "ArrowUp";
  const sign = direction === "ArrowDown" || direction === "ArrowRight" ? 1 : -1;
  const ahead = systems.filter((one) =>
    down ? one.x === from.x && sign * (one.y - from.y) > 0 : sign * (one.x - from.x) > 0,
  );
  const joined = new Set((sign > 0 ? ways.needs : ways.dependants).get(code));
  const alongLines = down ? [] : ahead.filter((one) => joined.has(one.code));
  const near = ({ x, y }: Placed) => (down ? Math.abs(y - from.y) : Math.abs(x - from.x) * 4 + Math.abs(y - from.y));
  const options = alongLines.length > 0 ? alongLines : ahead;
  return options.toSorted((a, b) => near(a) - near(b) || compare(a.code, b.code))[0]?.code ?? null;
}

/** The chosen systems moved up until no room is left between them; each stays in its file. */
export function closedUp<T extends Placed>(systems: readonly T[], rowHeight: number): T[] {
  const files = new Map<string, T[]>();
  for (const system of systems) listed(files, String(system.x)).push(system);
  return [...files.values()].flatMap((file) =>
    file.toSorted((a, b) => a.y - b.y).map((system, index) => ({ ...system, y: index * rowHeight })),
  );
}
