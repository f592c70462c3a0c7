import "server-only";
import { Graph, layout } from "@dagrejs/dagre";
import { compare, type Need } from "./graph";
import { type Drawn, inRows, layered, NODE, type Positions, ranks } from "./layout";

/** Beyond this dagre takes longer than somebody waits for a page; a thousand systems take it minutes (ADR 022). */
const DAGRE_MAX = { systems: 80, needs: 240 };

/** Where every system stands on the map. */
export const placeAll = (systems: readonly Drawn[], needs: readonly Need[]): Positions =>
  systems.length <= DAGRE_MAX.systems && needs.length <= DAGRE_MAX.needs
    ? byDagre(systems, needs)
    : layered(systems, needs);

/** Columns and rows are ours; which system stands above which, so that few lines cross, is dagre's. */
function byDagre(systems: readonly Drawn[], needs: readonly Need[]): Positions {
  const rank = ranks(systems, needs);
  const graph = new Graph();
  graph.setDefaultEdgeLabel(() => ({}));
  // dagre halves the room between ranks to set labels of lines there, so a rank of ours is two of its own.
  const ranker = (inner: Graph) => {
    for (const id of inner.nodes()) if (rank.has(id)) inner.node(id).rank = 2 * (rank.get(id) ?? 0);
  };
  graph.setGraph({ rankdir: "LR", ranker: ranker as never });
  for (const id of [...rank.keys()].sort(compare)) graph.setNode(id, { width: NODE.width, height: NODE.height });
  for (const { from, to } of needs.toSorted((a, b) => compare(a.from, b.from) || compare(a.to, b.to))) {
    const [a, b] = [rank.get(from), rank.get(to)];
    if (a !== undefined && b !== undefined && a !== b) graph.setEdge(a < b ? from : to, a < b ? to : from);
  }
  layout(graph);
  const layers: string[][] = [];
  for (const id of graph.nodes()) (layers[rank.get(id) ?? 0] ??= []).push(id);
  const height = (id: string): number => graph.node(id).y ?? 0;
  for (const layer of layers) layer.sort((a, b) => height(a) - height(b) || compare(a, b));
  return inRows(layers, systems);
}
