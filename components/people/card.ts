/** The frame of one part of a page about people. */
export const card = "grid gap-3 rounded-lg border border-line bg-surface p-4";
