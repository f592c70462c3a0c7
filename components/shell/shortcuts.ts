/**
 * Every key of Kulla, once: what is pressed, where it belongs, and by its id the words (messages keys.does) and the act
 * (shortcut-acts.ts). The sheet, the page of keys and what happens are made from it. Safe in the browser and on the server.
 */
export const shortcuts = [
  { id: "palette", press: ["Ctrl k"], group: "everywhere" },
  { id: "sheet", press: ["?"], group: "everywhere" },
  { id: "filter", press: ["/"], group: "everywhere" },
  { id: "clock", press: ["u"], group: "everywhere" },
  { id: "copy-link", press: ["y"], group: "everywhere" },
  { id: "go-incident", press: ["g i"], group: "everywhere" },
  { id: "go-timeline", press: ["g t"], group: "everywhere" },
  { id: "go-decisions", press: ["g d"], group: "everywhere" },
  { id: "go-mine", press: ["g m"], group: "everywhere" },
  { id: "write", press: ["n"], group: "log" },
  { id: "newest", press: ["."], group: "log" },
  { id: "next", press: ["j"], group: "log" },
  { id: "previous", press: ["k"], group: "log" },
  { id: "open", press: ["Enter", "o"], group: "log" },
  { id: "correct", press: ["c"], group: "log" },
  { id: "withdraw", press: ["z"], group: "log" },
] as const;

/** Keys of the field in which one writes. The composer itself takes them: they hold a modifier or leave the field. */
export const writingKeys = [
  { id: "log", press: ["Ctrl Enter"] },
  { id: "leave", press: ["Esc"] },
  { id: "kind", press: ["Alt 1…6"] },
  { id: "time", press: ["Alt t"] },
  { id: "precision", press: ["Alt p"] },
  { id: "systems", press: ["Alt s"] },
  { id: "audience", press: ["Alt v"] },
  { id: "tlp", press: ["Alt l"] },
  { id: "key-event", press: ["Alt k"] },
  { id: "basis", press: ["Alt g"] },
  { id: "behalf", press: ["Alt b"] },
  { id: "attach", press: ["Alt a"] },
  { id: "name", press: ["@"] },
  { id: "accept", press: ["Tab"] },
] as const;

export const shortcutGroups = ["everywhere", "log", "writing"] as const;
export type ShortcutGroup = (typeof shortcutGroups)[number];
export type ShortcutId = (typeof shortcuts)[number]["id"];
export type WritingKeyId = (typeof writingKeys)[number]["id"];

export interface ShownShortcut {
  id: ShortcutId | WritingKeyId;
  press: readonly string[];
}

/** What belongs to a group, in the order of the table. */
export const inGroup = (group: ShortcutGroup): readonly ShownShortcut[] =>
  group === "writing" ? writingKeys : shortcuts.filter((shortcut) => shortcut.group === group);

/** How long a first key waits for its second. */
export const SEQUENCE_MS = 3_000;

/** The shortcut that keys pressed one after the other name, or how they may go on, or nothing. */
export function meaning(pressed: string): ShortcutId | "more" | null {
  const found = shortcuts.find(({ press }) => (press as readonly string[]).includes(pressed));
  if (found) return found.id;
  return shortcuts.some(({ press }) => press.some((keys) => keys.startsWith(`${pressed} `))) ? "more" : null;
}
