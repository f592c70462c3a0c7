import { fold } from "@/lib/kernel/fold";
import type { NamedSystem } from "./views";

/** How long something would be off, as the page offers it. */
export const windows = [24, 72, 168] as const;
const OFFERED_MAX = 12;

export interface OffOfPage {
  /** Codes of systems that are there, each once. */
  off: string[];
  /** Codes that nobody has. */
  unknown: string[];
  hours: number;
  /** What was typed to be added, when it was not exactly one system; with those that it may mean. */
  asked: { q: string; may: NamedSystem[] } | null;
  /** The address says it in a longer way than it needs to: something was typed and found. */
  raw: boolean;
}

type Said = Record<string, string | string[] | undefined>;
const one = (value: string | string[] | undefined) => (typeof value === "string" ? value : "");

/** Reads the address of the map: what would be switched off, for how long, and what was typed to be added. Safe in the browser. */
export function offOfPage(said: Said, systems: readonly NamedSystem[]): OffOfPage {
  const codes = one(said["off"])
    .slice(0, 4000)
    .split(",")
    .map((code) => code.trim().toUpperCase())
    .filter(Boolean);
  const known = new Set(systems.map(({ code }) => code));
  const off = [...new Set(codes.filter((code) => known.has(code)))];
  const hours = windows.find((window) => String(window) === one(said["hours"])) ?? windows[0];
  const q = one(said["add"]).trim().slice(0, 200);
  const may = q ? meant(systems, q).filter(({ code }) => !off.includes(code)) : [];
  const [found] = may;
  const exact = may.length === 1 && found ? [found.code] : [];
  return {
    off: [...off, ...exact],
    unknown: [...new Set(codes.filter((code) => !known.has(code)))],
    hours,
    asked: q && exact.length === 0 ? { q, may: may.slice(0, OFFERED_MAX) } : null,
    raw: exact.length > 0,
  };
}

/** The system of this code or name; else all of which each typed word begins a word. */
function meant(systems: readonly NamedSystem[], q: string): NamedSystem[] {
  const typed = fold(q);
  const exact = systems.filter(({ code, name, localName }) =>
    [code, name, localName ?? ""].some((it) => fold(it) === typed),
  );
  return exact.length === 1 ? exact : matching(systems, q);
}

/** Those of which each typed word begins a word of the code or a name; accents and case do not matter. */
export function matching<T extends NamedSystem>(systems: readonly T[], typed: string): T[] {
  const words = fold(typed).split(" ").filter(Boolean);
  if (words.length === 0) return [];
  return systems.filter(({ code, name, localName }) => {
    const text = ` ${fold(`${code} ${name} ${localName ?? ""}`)}`;
    return words.every((word) => text.includes(` ${word}`));
  });
}
