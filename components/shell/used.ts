"use client";

const MOST = 5;
const keyOf = (personId: string) => `kulla:used:${personId}`;

/** The ids of acts and pages that a person used last on this device: never a word of an incident. */
export function lastUsed(personId: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(personId)) ?? "[]");
    return Array.isArray(kept) ? kept.filter((id) => typeof id === "string").slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** Remembers an act or a page; what was found is not remembered. */
export function keepUsed(personId: string, id: string): void {
  if (!/^(do|go):/.test(id)) return;
  try {
    const used = [id, ...lastUsed(personId).filter((other) => other !== id)].slice(0, MOST);
    localStorage.setItem(keyOf(personId), JSON.stringify(used));
  } catch {
    // A storage that is full or forbidden remembers nothing.
  }
}
