/** Words that are finished in the browser: islands get them as props, with names in braces left open. Both languages have one and other. */
export interface Counted {
  one: string;
  other: string;
}

/** "Logged {number}" and { number: 118 } make "Logged 118". */
export const fill = (text: string, values: Record<string, string | number>) =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** The right form for a number of things. */
export const counted = (words: Counted, count: number, values: Record<string, string | number> = {}) =>
  fill(count === 1 ? words.one : words.other, { count, ...values });
