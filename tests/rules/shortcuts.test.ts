import { describe, expect, test } from "vitest";
import { pressedKey } from "@/components/shell/pressed-key";
import { inGroup, meaning, shortcutGroups, shortcuts, writingKeys } from "@/components/shell/shortcuts";
import { messagesIn } from "@/lib/kernel/messages";
import { languages, type ShortcutMode } from "@/lib/kernel/preferences";

/** Every key stands once in one table (ux.md §4.4), and the table says all that the sheet and the help say. */
const presses = [...shortcuts, ...writingKeys].flatMap(({ press }) => press as readonly string[]);

describe("the table of keys", () => {
  test("uses no key twice", () => {
    expect(presses.toSorted()).toEqual([...new Set(presses)].toSorted());
  });

  test("lets no single key be the beginning of two", () => {
    const beginnings = presses.filter((keys) => keys.includes(" ")).map((keys) => keys.split(" ")[0] ?? "");
    expect(beginnings.filter((key) => presses.includes(key))).toEqual([]);
  });

  test("is whole in its groups", () => {
    const grouped = shortcutGroups.flatMap((group) => inGroup(group).map(({ id }) => id));
    expect(grouped.toSorted()).toEqual([...shortcuts, ...writingKeys].map(({ id }) => id).toSorted());
  });

  test.each(languages)("has words for each key in %s, and none left over", (language) => {
    const { does, groups } = messagesIn(language).keys;
    expect(Object.keys(does).toSorted()).toEqual([...shortcuts, ...writingKeys].map(({ id }) => id).toSorted());
    expect(Object.keys(groups).toSorted()).toEqual([...shortcutGroups].toSorted());
    expect([...Object.values(does), ...Object.values(groups)].every((words) => words.trim() !== "")).toBe(true);
  });
});

test("every key of the table is understood, and its beginnings wait for more", () => {
  for (const { id, press } of shortcuts)
    for (const keys of press) {
      expect(meaning(keys)).toBe(id);
      if (/^\w \w$/.test(keys)) expect(meaning(keys.charAt(0))).toBe("more");
    }
  expect(meaning("x")).toBeNull();
  expect(meaning("g x")).toBeNull();
});

const press = (key: string, held: Partial<Parameters<typeof pressedKey>[0]> = {}) => ({
  key,
  code: "",
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  ...held,
});

test.each<[ShortcutMode, string | null, string | null, string | null]>([
  ["on", "n", null, "Ctrl k"],
  ["alt", null, "n", "Ctrl k"],
  ["off", null, null, null],
])("set to %s: N is %s, Alt N is %s, Ctrl K is %s", (mode, single, withAlt, palette) => {
  expect(pressedKey(press("n"), mode)).toBe(single);
  expect(pressedKey(press("N", { shiftKey: true }), mode)).toBe(single);
  expect(pressedKey(press("n", { altKey: true }), mode)).toBe(withAlt);
  expect(pressedKey(press("k", { ctrlKey: true }), mode)).toBe(palette);
  expect(pressedKey(press("k", { metaKey: true }), mode)).toBe(palette);
});

test("what Alt makes of a key is read from its place", () => {
  expect(pressedKey(press("÷", { altKey: true, code: "Slash" }), "alt")).toBe("/");
  expect(pressedKey(press("¿", { altKey: true, shiftKey: true, code: "Slash" }), "alt")).toBe("?");
  expect(pressedKey(press("˜", { altKey: true, code: "KeyN" }), "alt")).toBe("n");
  expect(pressedKey(press("≥", { altKey: true, code: "Period" }), "alt")).toBe(".");
});

test("keys of the browser, of the system and of an input method are left alone", () => {
  for (const mode of ["on", "alt", "off"] as const) {
    expect(pressedKey(press("n", { ctrlKey: true }), mode)).toBeNull();
    expect(pressedKey(press("k", { ctrlKey: true, shiftKey: true }), mode)).toBeNull();
    expect(pressedKey(press("k", { ctrlKey: true, altKey: true }), mode)).toBeNull();
    expect(pressedKey(press("n", { isComposing: true }), mode)).toBeNull();
    expect(pressedKey(press("ë"), mode)).toBeNull();
  }
});
