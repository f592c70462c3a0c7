import type { ReactNode } from "react";
import { cn } from "@/lib/kernel/cn";

/** A small word in a frame. `solid` is ink, for the one chip on a page that must be seen first. */
export function Chip(props: { solid?: boolean; mono?: boolean; children: ReactNode }) {
  return (
    <span
      className={cn(
        "inline-flex min-h-6 items-center gap-1.5 rounded-sm border px-2 text-xs font-semibold",
        props.solid ? "border-ink bg-ink text-on-ink" : "border-line-strong bg-surface",
        props.mono && "font-mono font-normal",
      )}
    >
      {props.children}
    </span>
  );
}
