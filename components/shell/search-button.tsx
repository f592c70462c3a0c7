"use client";

import { cn } from "@/lib/kernel/cn";
import { fetchPalette, openPalette } from "./palette-door";

/** The visible twin of Ctrl K. In a menu it closes the menu first, whose place the palette would share. */
export function SearchButton(props: { label: string; keys: string | null; menu?: string; className?: string }) {
  return (
    <button
      type="button"
      aria-keyshortcuts={props.keys ? "Control+K Meta+K" : undefined}
      popoverTarget={props.menu}
      popoverTargetAction="hide"
      onPointerEnter={fetchPalette}
      onFocus={fetchPalette}
      onClick={openPalette}
      className={cn(
        "needs-script min-h-11 items-center gap-2 rounded-md border border-line-strong bg-surface px-2.5 text-ink hover:border-ink sm:min-h-9",
        props.className,
      )}
    >
      {props.label}
      {props.keys ? (
        <kbd className="rounded-sm border border-line-strong px-1 text-xs text-ink-2">{props.keys}</kbd>
      ) : null}
    </button>
  );
}
