/** One file is at most 50 MB (DESIGN §8); an entry names at most ten. Safe in the browser. */
export const FILE_MAX = 50_000_000;
export const FILES_PER_ENTRY = 10;
