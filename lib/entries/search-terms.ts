import { fold, wordsOf } from "@/lib/kernel/fold";

/** One thing that is looked for: a word or a phrase that must (or must not) be there. Safe in the browser. */
export interface Term {
  words: string[];
  /** The last word may go on: "alban" finds "Albania". */
  prefix: boolean;
  not: boolean;
}

const TERMS_MAX = 16;

/** What somebody typed: words, "quoted phrases" and -words; the last word may be unfinished. */
export function readTerms(typed: string): Term[] {
  const found = [...typed.matchAll(/(-?)(?:"([^"]*)("?)|([^\s"]+))/g)].map(([, minus, quoted, closed, word]) => ({
    words: fold(quoted ?? word ?? "")
      .split(" ")
      .filter(Boolean),
    prefix: closed !== '"' && minus === "",
    not: minus === "-",
  }));
  const terms = found.filter(({ words }) => words.length > 0).slice(0, TERMS_MAX);
  return terms.map((term, index) => ({ ...term, prefix: term.prefix && index === terms.length - 1 }));
}

/** The same for Postgres' to_tsquery. Folded words hold no sign that means anything there. */
export const asTsquery = (terms: Term[]): string =>
  terms
    .map(({ words, prefix, not }) => {
      const phrase = words.map((word, at) => `'${word}'${prefix && at === words.length - 1 ? ":*" : ""}`).join(" <-> ");
      return `${not ? "!" : ""}(${phrase})`;
    })
    .join(" & ");

/** A piece of a text, and whether it is what was looked for. */
export interface Piece {
  text: string;
  hit: boolean;
}

/** A text in pieces, its hits apart. What must not be there is not marked. */
export function markHits(text: string, terms: Term[]): Piece[] {
  const words = wordsOf(text);
  const spans = terms
    .filter(({ not }) => !not)
    .flatMap((term) =>
      words.flatMap((first, at) => {
        const last = words[at + term.words.length - 1];
        return last && standsAt(term, words.slice(at, at + term.words.length))
          ? [{ from: first.from, to: last.to }]
          : [];
      }),
    )
    .sort((a, b) => a.from - b.from);
  const pieces: Piece[] = [];
  let done = 0;
  for (const { from, to } of spans) {
    if (to <= done) continue;
    if (from > done) pieces.push({ text: text.slice(done, from), hit: false });
    pieces.push({ text: text.slice(Math.max(from, done), to), hit: true });
    done = to;
  }
  if (done < text.length) pieces.push({ text: text.slice(done), hit: false });
  return pieces;
}

const standsAt = ({ words, prefix }: Term, here: { word: string }[]) =>
  words.every((word, at) =>
    prefix && at === words.length - 1 ? here[at]?.word.startsWith(word) : here[at]?.word === word,
  );
