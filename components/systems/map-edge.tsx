"use client";

import { type Edge, type EdgeProps, getSmoothStepPath } from "@xyflow/react";
import { cn } from "@/lib/kernel/cn";

/** Solid: needs it. Dashed: is limited without it. Dotted: nobody has confirmed it. */
export type Line = "needs" | "limits" | "unconfirmed";
export const strokes: Record<Line, string | undefined> = { needs: undefined, limits: "7 4", unconfirmed: "1.5 4" };

export type NeedEdge = Edge<{ line: Line; lit: boolean; label: string | null }, "need">;

/** A line of the map, in right angles; the label of a group of alternatives stands where its lines begin. */
export function MapEdge({ data, ...ends }: EdgeProps<NeedEdge>) {
  const [path] = getSmoothStepPath({ ...ends, borderRadius: 6 });
  const lit = data?.lit ?? false;
  return (
    <>
      <path
        d={path}
        fill="none"
        strokeWidth={lit ? 2.5 : 1.25}
        strokeDasharray={strokes[data?.line ?? "needs"]}
        strokeLinecap={data?.line === "unconfirmed" ? "round" : undefined}
        markerEnd={lit ? "url(#map-arrow-lit)" : "url(#map-arrow)"}
        className={cn(lit ? "stroke-ink" : "stroke-line-strong")}
      />
      {data?.label ? (
        <text
          x={ends.sourceX + 8}
          y={ends.sourceY - 5}
          className="fill-ink-2 stroke-surface text-xs [paint-order:stroke]"
          strokeWidth={3}
        >
          {data.label}
        </text>
      ) : null}
    </>
  );
}

/** The heads of the lines, drawn once. */
export function Arrows() {
  return (
    <svg aria-hidden="true" width="0" height="0" className="absolute">
      <defs>
        {(["map-arrow", "map-arrow-lit"] as const).map((id) => (
          <marker
            key={id}
            id={id}
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M0 0 8 4 0 8Z" className={id === "map-arrow" ? "fill-line-strong" : "fill-ink"} />
          </marker>
        ))}
      </defs>
    </svg>
  );
}
