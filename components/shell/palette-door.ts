"use client";

let opener: (() => void) | null = null;

/** The keys of the page say how the palette is opened. @returns how to take that back */
export function opensPalette(open: () => void): () => void {
  opener = open;
  return () => {
    if (opener === open) opener = null;
  };
}

/** Opens the palette, as Ctrl K does. */
export const openPalette = () => opener?.();

/** Fetches the palette before it is asked for: while the hand is on its way. What fails now is said when it opens. */
export const fetchPalette = () => void import("./palette").catch(() => undefined);
