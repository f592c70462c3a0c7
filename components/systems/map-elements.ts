import { Position } from "@xyflow/react";
import type { Language } from "@/lib/kernel/preferences";
import { fill } from "@/lib/kernel/words";
import { columnOf, mapColumns, NODE } from "@/lib/systems/layout";
import { nameIn } from "@/lib/systems/name-in";
import type { MapNeed, MapSystem } from "@/lib/systems/views";
import type { NeedEdge } from "./map-edge";
import type { Focus, HeadNode, SystemNode } from "./map-node";
import type { MapWords, Would } from "./map-words";

/** More lines than this are no picture: then only those of what is pointed at are drawn, and of these not more than can be told apart. */
const LINES_MAX = 400;
const HEAD_ABOVE = 44;
const size = { width: NODE.width, height: NODE.height };
const dot = { width: 1, height: 1 };
/** Lines begin right and end left, at half height; saying so keeps the browser from measuring a thousand boxes. */
const handles: NonNullable<SystemNode["handles"]> = [
  { type: "source", position: Position.Right, x: NODE.width, y: NODE.height / 2, ...dot },
  { type: "target", position: Position.Left, x: 0, y: NODE.height / 2, ...dot },
];

/** The boxes of the map, and over each column its name. */
export function nodesOf(
  systems: readonly MapSystem[],
  { would, language, words }: { would: Record<string, Would>; language: Language; words: MapWords },
): (SystemNode | HeadNode)[] {
  const nodes = systems.map((system): SystemNode => {
    const { code, shown, x, y } = system;
    const mark = would[code] ?? null;
    return {
      id: code,
      type: "system",
      position: { x, y },
      data: {
        code,
        name: nameIn(language, system),
        shown,
        word: mark ? words.would[mark] : words.shown[shown],
        would: mark,
      },
      // Above every line, bold ones too.
      zIndex: 2,
      ...size,
      measured: size,
      handles,
    };
  });
  return [...heads(systems, words), ...nodes];
}

function heads(systems: readonly MapSystem[], words: MapWords): HeadNode[] {
  const top = Math.min(...systems.map(({ y }) => y)) - HEAD_ABOVE;
  return mapColumns.flatMap((column) => {
    const inside = systems.filter(({ kind }) => columnOf(kind) === column);
    if (inside.length === 0) return [];
    const box = { width: NODE.width, height: 28 };
    const x = Math.min(...inside.map((system) => system.x));
    return [
      {
        id: `column ${column}`,
        type: "head",
        position: { x, y: top },
        data: { title: words.column[column] },
        ...box,
        measured: box,
        handles: [],
      },
    ];
  });
}

/** The lines of the map. Those along which something depends on what is pointed at are bold. */
export function edgesOf(
  systems: readonly MapSystem[],
  needs: readonly MapNeed[],
  { focus, any }: { focus: Focus; any: string },
): { edges: NeedEdge[]; tooMany: boolean } {
  const drawn = new Set(systems.map(({ code }) => code));
  const here = needs.filter(({ from, to }) => drawn.has(from) && drawn.has(to));
  const isLit = ({ from, to }: MapNeed) => focus.lit.has(from) && focus.lit.has(to);
  const isNext = ({ from, to }: MapNeed) => focus.code !== null && (to === focus.code || from === focus.code);
  const tooMany = here.length > LINES_MAX;
  const lit = tooMany ? here.filter(isLit) : [];
  const some = !tooMany
    ? here
    : lit.length > LINES_MAX
      ? here.filter(isNext)
      : here.filter((one) => isLit(one) || isNext(one));
  const groups = new Map<string, number>();
  const groupOf = (need: MapNeed) => (need.kind === "any" ? `${need.from} ${need.group}` : null);
  for (const need of here) {
    const group = groupOf(need);
    if (group) groups.set(group, (groups.get(group) ?? 0) + 1);
  }
  const labelled = new Set<string>();
  const edges = some.map((need): NeedEdge => {
    const group = groupOf(need);
    const label = group && !labelled.has(group) ? fill(any, { count: groups.get(group) ?? 0 }) : null;
    if (group) labelled.add(group);
    const bold = isLit(need);
    return {
      id: `${need.from} ${need.to}`,
      type: "need",
      source: need.from,
      target: need.to,
      zIndex: bold ? 1 : 0,
      data: { line: !need.confirmed ? "unconfirmed" : need.kind === "limits" ? "limits" : "needs", lit: bold, label },
    };
  });
  return { edges, tooMany };
}
