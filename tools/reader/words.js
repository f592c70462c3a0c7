import { all } from "./data.js";
import { state } from "./state.js";

/** A text of the page in the chosen language, with what belongs into it. */
export function say(path, values = {}) {
  const text = path.split(".").reduce((tree, key) => tree?.[key], all[state.language]);
  return String(text ?? path).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

const hidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
/** Characters that nobody can see are shown by their number instead of obeyed. */
export const plainly = (text) =>
  String(text).replace(hidden, (found) => `[U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);
