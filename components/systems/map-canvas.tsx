"use client";

import "@xyflow/react/dist/base.css";
import { ReactFlow, ReactFlowProvider, useReactFlow } from "@xyflow/react";
import { type KeyboardEvent, useEffect, useMemo, useState } from "react";
import { NODE } from "@/lib/systems/layout";
import { closedUp, type Direction, dependantsOf, stepFrom, waysOf } from "@/lib/systems/map-ways";
import { Arrows, MapEdge } from "./map-edge";
import { edgesOf, nodesOf } from "./map-elements";
import { FocusContext, MapHead, MapNode } from "./map-node";
import { MapLegend, MapPanel, MapTools } from "./map-tools";
import type { CanvasProps } from "./map-words";

const nodeTypes = { system: MapNode, head: MapHead };
const edgeTypes = { need: MapEdge };
const ROW = NODE.height + NODE.between;
/** Room at the sides, for the heads of the columns above, and for the meaning of the lines below. */
const [EDGE, ABOVE, BELOW] = [16, 56, 48];
const ZOOM = { min: 0.05, max: 1.6, read: 0.5 };

/** The map of what needs what. One can look, walk and ask; nothing can be moved, so that it is the same picture for everybody. */
export function MapCanvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({ map, off, would, language, words, toggle }: CanvasProps) {
  const flow = useReactFlow();
  const [pointed, setPointed] = useState<string | null>(null);
  const [stood, setStood] = useState<string | null>(null);
  const [pinned, setPinned] = useState<string | null>(null);
  const [only, setOnly] = useState(false);

  const ways = useMemo(() => waysOf(map.needs), [map]);
  const code = pinned ?? pointed ?? stood;
  const focus = useMemo(() => ({ code, lit: code ? dependantsOf(ways, code) : new Set<string>() }), [code, ways]);
  // Without a preview, what is affected is what depends on the pinned system.
  const kept = useMemo(
    () => (!only ? null : off.length > 0 ? new Set(Object.keys(would)) : pinned ? dependantsOf(ways, pinned) : null),
    [only, off, would, pinned, ways],
  );
  const systems = useMemo(
    () =>
      kept
        ? closedUp(
            map.systems.filter((system) => kept.has(system.code)),
            ROW,
          )
        : map.systems,
    [map, kept],
  );
  const nodes = useMemo(() => nodesOf(systems, { would, language, words }), [systems, would, language, words]);
  const { edges, tooMany } = useMemo(
    () => edgesOf(systems, map.needs, { focus, any: words.legend.any }),
    [systems, map.needs, focus, words],
  );

  const drawn = kept ? [...kept].toSorted().join() : null;
  // Whenever other systems are drawn, the view begins where people read: at the services, as large as can be read.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a state that changed is no reason to take the view away from its reader.
  useEffect(() => {
    const { width, height } = paneOf();
    const [wide, tall] = [extent(systems, "x") + NODE.width, extent(systems, "y") + NODE.height];
    const zoom = Math.min(1, Math.max(ZOOM.read, Math.min((width - 2 * EDGE) / wide, (height - ABOVE - BELOW) / tall)));
    const [left, top] = [Math.min(...systems.map(({ x }) => x)), Math.min(...systems.map(({ y }) => y))];
    void flow.setViewport({ x: Math.max(EDGE, (width - wide * zoom) / 2) - left * zoom, y: ABOVE - top * zoom, zoom });
  }, [drawn, flow]);

  const stand = (next: string | null) => {
    const system = systems.find((one) => one.code === next);
    if (!system) return;
    setStood(system.code);
    const { x, y, zoom } = flow.getViewport();
    const pane = paneOf();
    const at = { x: (system.x + NODE.width / 2) * zoom + x, y: (system.y + NODE.height / 2) * zoom + y };
    const margin = 80;
    if (at.x < margin || at.y < margin || at.x > pane.width - margin || at.y > pane.height - margin)
      void flow.setCenter(system.x + NODE.width / 2, system.y + NODE.height / 2, { zoom: Math.max(zoom, ZOOM.read) });
  };
  const keys = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    if (event.key.startsWith("Arrow")) stand(stepFrom(systems, ways, stood ?? "", event.key as Direction));
    else if (event.key === "Enter" && stood) setPinned(stood === pinned ? null : stood);
    else if (event.key === "Escape") {
      setPinned(null);
      setStood(null);
    } else return;
    event.preventDefault();
  };
  const system = map.systems.find((one) => one.code === code);

  return (
    <FocusContext value={focus}>
      <div className="flex h-full flex-col">
        <div className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2">
          <MapPanel
            words={words}
            language={language}
            system={system ?? null}
            would={would}
            dependants={focus.lit.size - 1}
            needs={ways.needs.get(code ?? "")?.length ?? 0}
            isPinned={pinned !== null && pinned === code}
            isOff={code !== null && off.includes(code)}
            tooMany={tooMany}
            pin={() => setPinned(pinned === code ? null : code)}
            toggle={toggle}
          />
          <MapTools
            words={words}
            larger={() => void flow.zoomIn()}
            smaller={() => void flow.zoomOut()}
            fit={() => void flow.fitView({ padding: 0.04 })}
            only={off.length > 0 || pinned ? only : null}
            setOnly={setOnly}
          />
        </div>
        <div data-map className="relative min-h-0 grow">
          <ReactFlow
            aria-label={words.label}
            tabIndex={0}
            onKeyDown={keys}
            onBlur={() => setStood(null)}
            nodes={nodes}
            edges={edges}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            onNodeMouseEnter={(_event, node) => node.type === "system" && setPointed(node.id)}
            onNodeMouseLeave={() => setPointed(null)}
            onNodeClick={(_event, node) => node.type === "system" && setPinned(node.id === pinned ? null : node.id)}
            onPaneClick={() => setPinned(null)}
            nodesDraggable={false}
            nodesConnectable={false}
            nodesFocusable={false}
            edgesFocusable={false}
            elementsSelectable={false}
            onlyRenderVisibleElements
            zoomOnScroll={false}
            zoomOnDoubleClick={false}
            preventScrolling={false}
            minZoom={ZOOM.min}
            maxZoom={ZOOM.max}
            disableKeyboardA11y
            proOptions={{ hideAttribution: true }}
            className="outline-offset-[-4px]"
          >
            <Arrows />
          </ReactFlow>
          <MapLegend words={words} />
        </div>
      </div>
    </FocusContext>
  );
}

const paneOf = () => document.querySelector("[data-map]")?.getBoundingClientRect() ?? new DOMRect(0, 0, 960, 600);

function extent(systems: readonly { x: number; y: number }[], side: "x" | "y"): number {
  const at = systems.map((system) => system[side]);
  return Math.max(0, Math.max(...at) - Math.min(...at));
}
