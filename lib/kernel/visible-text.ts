/** Control and direction characters that a reader cannot see but that can turn a line's meaning round (security.md §5.10). */
const hidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Shows them by their number instead of obeying them. */
export const visibleText = (text: string) =>
  text.replace(hidden, (found) => `[U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);
