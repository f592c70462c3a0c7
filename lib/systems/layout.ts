import { groupOf } from "./board";
import { compare, inOrder, listed, type Need } from "./graph";
import type { SystemKind } from "./views";

/** The map has four columns, from what people use to what everything stands on (ux.md §4.14); what others run stands with the last. */
export const mapColumns = ["services", "applications", "platforms", "infrastructure"] as const;
export type MapColumn = (typeof mapColumns)[number];
export const columnOf = (kind: SystemKind): MapColumn => {
  const group = groupOf(kind);
  return group === "external" ? "infrastructure" : group;
};

/** The size of a system on the map, and the room between two: below each other, beside each other, and from column to column. */
export const NODE = { width: 176, height: 80, between: 12, beside: 44, apart: 84 } as const;
/** A rank with more systems than this is laid side by side: a column of hundreds could be read by nobody. */
const TALL = 36;
const SWEEPS = 6;

export interface Drawn {
  id: string;
  kind: SystemKind;
}
export type Positions = Record<string, [x: number, y: number]>;

/**
 * The rank of each system, left to right: its column, and within the column to the left of whatever it needs there. Ranks have no gaps.
 */
export function ranks(systems: readonly Drawn[], needs: readonly Need[]): Map<string, number> {
  const column = new Map(systems.map(({ id, kind }) => [id, mapColumns.indexOf(columnOf(kind))]));
  const inside = needs.filter(({ from, to }) => column.has(from) && column.get(from) === column.get(to));
  const depth = new Map<string, number>();
  const by = new Map<string, string[]>();
  for (const { from, to } of inside) listed(by, from).push(to);
  for (const id of inOrder([...column.keys()].sort(compare), inside))
    depth.set(id, Math.max(0, ...(by.get(id) ?? []).map((to) => (depth.get(to) ?? 0) + 1)));
  const place = (id: string) => (column.get(id) ?? 0) * systems.length - (depth.get(id) ?? 0);
  const places = [...new Set([...column.keys()].map(place))].sort((a, b) => a - b);
  const rankOf = new Map(places.map((value, rank) => [value, rank]));
  return new Map([...column.keys()].map((id) => [id, rankOf.get(place(id)) ?? 0]));
}

/**
 * A layout in layers for maps that are too large for dagre (ADR 022): each rank is sorted again and again by where its neighbours stand, and
 * set in rows of one height. Equal input gives equal places in any order.
 */
export function layered(systems: readonly Drawn[], needs: readonly Need[]): Positions {
  const rank = ranks(systems, needs);
  const layers: string[][] = [];
  for (const id of [...rank.keys()].sort(compare)) (layers[rank.get(id) ?? 0] ??= []).push(id);
  const neighbours = { left: new Map<string, string[]>(), right: new Map<string, string[]>() };
  for (const { from, to } of needs.toSorted((a, b) => compare(a.from, b.from) || compare(a.to, b.to))) {
    const [a, b] = [rank.get(from), rank.get(to)];
    if (a === undefined || b === undefined || a === b) continue;
    listed(a < b ? neighbours.right : neighbours.left, from).push(to);
    listed(a < b ? neighbours.left : neighbours.right, to).push(from);
  }
  const row = new Map<string, number>();
  // From nought to one in every layer, so that long and short layers can be compared.
  const settle = (layer: string[]) => layer.forEach((id, at) => row.set(id, (at + 0.5) / layer.length));
  layers.forEach(settle);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const [side, order] = sweep % 2 === 0 ? (["left", layers] as const) : (["right", layers.toReversed()] as const);
    for (const layer of order) {
      const mean = new Map(layer.map((id) => [id, meanOf(neighbours[side].get(id) ?? [], row) ?? row.get(id) ?? 0]));
      layer.sort((a, b) => (mean.get(a) ?? 0) - (mean.get(b) ?? 0) || compare(a, b));
      settle(layer);
    }
  }
  return inRows(layers, systems);
}

const meanOf = (ids: readonly string[], row: Map<string, number>): number | null =>
  ids.length > 0 ? ids.reduce((sum, id) => sum + (row.get(id) ?? 0), 0) / ids.length : null;

/** Sets ranks, each in its order, in rows of one height; what is too tall is laid side by side, and between two columns there is more room. */
export function inRows(layers: readonly string[][], systems: readonly Drawn[]): Positions {
  const column = new Map(systems.map(({ id, kind }) => [id, columnOf(kind)]));
  const files = layers.flatMap((layer) => {
    const side = Math.ceil(layer.length / TALL);
    const tall = Math.ceil(layer.length / side);
    return Array.from({ length: side }, (_, file) => layer.slice(file * tall, (file + 1) * tall));
  });
  const tallest = Math.max(0, ...files.map(({ length }) => length));
  const positions: Positions = {};
  let x = 0;
  for (const [at, file] of files.entries()) {
    const before = files[at - 1]?.[0];
    const same = before !== undefined && column.get(before) === column.get(file[0] ?? "");
    if (at > 0) x += NODE.width + (same ? NODE.beside : NODE.apart);
    for (const [index, id] of file.entries())
      positions[id] = [x, Math.round(((tallest - file.length) / 2 + index) * (NODE.height + NODE.between))];
  }
  return positions;
}
