"use client";

let reader: (() => void) | null = null;

/** The live list of the page says how it is read again. @returns how to take that back */
export function readsBy(read: () => void): () => void {
  reader = read;
  return () => {
    if (reader === read) reader = null;
  };
}

/** Reads the live list of this page again, now. */
export const readAgain = () => reader?.();
