/**
 * What a spreadsheet could take for a formula: a sign that begins one, in its plain, wide or small form, behind whatever is not seen. It may stand
 * at the beginning of a cell, at that of a line, or behind a semicolon or tab, where a spreadsheet that expects other separators begins a new cell.
 */
const sign = "[=+\\-@\\u2212\\uFF1D\\uFF0B\\uFF0D\\uFF20\\uFE66\\uFE62\\uFE63\\uFE6B]";
const unseen = "(?:[^\\S\\t\\r\\n]|\\p{Cf}|[\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F])*";
const begins = `'*(?:${unseen}${sign})`;
const toGuard = new RegExp(`(?<=[;\\t\\r\\n])(?=${begins})|^(?=${begins}|'*[\\t\\r\\n])`, "gu");
const guarded = new RegExp(`(?<=[;\\t\\r\\n])'(?=${begins})|^'(?=${begins}|'*[\\t\\r\\n])`, "gu");

/** Puts an apostrophe before everything that could be taken for a formula. */
export const guard = (text: string) => text.replace(toGuard, "'");

/** The rule by which any reader gets the very text back: one apostrophe goes wherever `guard` would have put one. */
export const unguard = (cell: string) => cell.replace(guarded, "");

/** One cell: guarded, always in quotes. */
export const csvCell = (text: string) => `"${guard(text).replaceAll('"', '""')}"`;
