/**
 * Control and direction characters that no honest text needs and that can turn a line's meaning round, or drive a terminal. Tab and line breaks stay,
 * and so do the joiners with which emoji and some scripts are written.
 */
const tricks =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/g;

const numbered = (found: string) => found.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");

/** Shows them by their number instead of passing them on: "[U+202E]". For formats that have no way to write them. */
export const withoutTricks = (text: string) => text.replace(tricks, (found) => `[U+${numbered(found)}]`);

/** JSON that says the same and holds none of them as they are. */
export const plainJson = (value: unknown) =>
  JSON.stringify(value).replace(tricks, (found) => `\\u${numbered(found).toLowerCase()}`);
