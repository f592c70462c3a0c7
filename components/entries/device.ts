"use client";

/** What this device keeps of a person until the server has it: texts being written, and entries without a receipt. TLP:RED never (DESIGN §8). */
const PREFIX = "kulla";
type Shelf = "draft" | "unsent" | "kind";

const keyOf = (shelf: Shelf, personId: string, name: string) => `${PREFIX}:${shelf}:${personId}:${name}`;

/** Keeps a value under a name. A full or forbidden storage must not stop anybody from writing. */
export function keep(shelf: Shelf, personId: string, name: string, value: unknown): void {
  try {
    localStorage.setItem(keyOf(shelf, personId, name), JSON.stringify(value));
  } catch {
    // The text is still on the page; it is only not safe against closing the tab.
  }
}

export function forget(shelf: Shelf, personId: string, name: string): void {
  try {
    localStorage.removeItem(keyOf(shelf, personId, name));
  } catch {
    // Nothing was kept then.
  }
}

/** Everything on a shelf of a person, by name. */
export function kept<T>(shelf: Shelf, personId: string): Map<string, T> {
  const prefix = keyOf(shelf, personId, "");
  const found = new Map<string, T>();
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(prefix))
        found.set(key.slice(prefix.length), JSON.parse(localStorage.getItem(key) ?? "null") as T);
    }
  } catch {
    // A storage that cannot be read holds nothing for us.
  }
  return found;
}

/** How many texts of a person exist only on this device. */
export const keptTexts = (personId: string) => kept("draft", personId).size + kept("unsent", personId).size;

/** Removes everything of a person from this device. */
export function forgetDevice(personId: string): void {
  for (const shelf of ["draft", "unsent", "kind"] as const) {
    for (const name of kept(shelf, personId).keys()) forget(shelf, personId, name);
  }
}
