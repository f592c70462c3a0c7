// What the reader chose and what was found, in one place; whoever changes it draws anew.

export const FIRST = 300;

export const state = {
  language: preferred(),
  theme: null,
  search: "",
  kind: "",
  order: "happened",
  key: false,
  acts: false,
  /** How many lines are drawn. */
  room: FIRST,
  record: { lines: [], problems: [], verdict: "running", done: 0 },
};

function preferred() {
  return navigator.languages.find((one) => /^(en|sq)\b/.test(one))?.startsWith("sq") ? "sq" : "en";
}
