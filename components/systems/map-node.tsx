"use client";

import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { createContext, useContext } from "react";
import { cn } from "@/lib/kernel/cn";
import type { Shown } from "@/lib/systems/derived";
import type { Would } from "./map-words";
import { StatusGlyph } from "./status-glyph";

/** What the pointer, the keys or a pin point at, and everything that depends on it. Nodes read it themselves, so that the map need not be made anew. */
export interface Focus {
  code: string | null;
  lit: ReadonlySet<string>;
}
export const FocusContext = createContext<Focus>({ code: null, lit: new Set() });

const becomes: Record<Would, Shown> = {
  chosen: "shut_down",
  stops: "stopped_by_dependency",
  limited: "limited_by_dependency",
  unsure: "not_confirmed",
};

export type SystemNodeData = { code: string; name: string; shown: Shown; word: string; would: Would | null };
export type SystemNode = Node<SystemNodeData, "system">;
export type HeadNode = Node<{ title: string }, "head">;

/** A system on the map: glyph, name, code and state in words; what would become of it stands in place of what it is. */
export function MapNode({ data: { code, name, shown, word, would } }: NodeProps<SystemNode>) {
  const focus = useContext(FocusContext);
  return (
    <div
      className={cn(
        "flex h-full w-full items-center gap-2 rounded-md border bg-surface px-2 text-ink",
        would ? "border-2 border-ink" : "border-line-strong",
        focus.code === code ? "outline-4 outline-ink" : focus.lit.has(code) && "outline-2 outline-ink",
      )}
    >
      <StatusGlyph shown={would ? becomes[would] : shown} size={20} />
      <Handle type="target" position={Position.Left} isConnectable={false} className="invisible" />
      <Handle type="source" position={Position.Right} isConnectable={false} className="invisible" />
      <span className="grid min-w-0">
        <span className="line-clamp-2 text-xs leading-tight font-semibold">{name}</span>
        <code className="truncate text-xs leading-tight text-ink-2">{code}</code>
        <span className={cn("truncate text-xs leading-tight", would ? "font-semibold" : "text-ink-2")}>{word}</span>
      </span>
    </div>
  );
}

/** The name over a column. */
export function MapHead({ data }: NodeProps<HeadNode>) {
  return <p className="text-md font-bold">{data.title}</p>;
}
