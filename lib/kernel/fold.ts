/**
 * Words as the search compares them: without case, accents and marks, so that "e" finds "ë" and "c" finds "ç".
 * `app.fold` says the same in the database. Safe in the browser.
 */
const marks = /[\u0300-\u036f]+/g;
const others: Record<string, string> = { đ: "d", ł: "l", ø: "o", ı: "i", ß: "s" };
const apart = /[\u0000-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]+/g;

/** "Përgjigjet e-Albania" is "pergjigjet e albania". */
export const fold = (words: string): string =>
  words
    .toLowerCase()
    .normalize("NFD")
    .replace(marks, "")
    .replace(/[đłøıß]/g, (letter) => others[letter] ?? letter)
    .replace(apart, " ")
    .trim();

/** A word of a text, folded, and where it stands in the text as written. */
export interface FoldedWord {
  word: string;
  from: number;
  to: number;
}

/** The words of a text in their order. */
export function wordsOf(text: string): FoldedWord[] {
  const found: FoldedWord[] = [];
  let from = 0;
  for (const gap of [...text.matchAll(apart), null]) {
    const to = gap?.index ?? text.length;
    const word = fold(text.slice(from, to));
    if (word) found.push({ word, from, to });
    from = to + (gap?.[0].length ?? 0);
  }
  return found;
}
