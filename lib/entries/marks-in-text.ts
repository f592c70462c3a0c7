/** What stands in a text and means something here: numbers of entries, techniques, and a name that is being typed. Pure, safe in the browser. */

const numbers = /(?<![\p{L}\p{N}_#&/])#(\d{1,9})(?![\p{L}\p{N}_])/gu;
const techniques = /(?<![\p{L}\p{N}_.-])T\d{4}(?:\.\d{3})?(?![\p{L}\p{N}_-])/giu;
const MOST = 20;

const distinct = <T>(found: T[]) => [...new Set(found)].slice(0, MOST);

const password =
  /(?:^|[^\p{L}])(?:password|passwd|pwd|passphrase|fjal[ëe]kalim\w*)\s*(?:is|është|eshte|[:=])\s*\S{4,}/iu;
/** The personal number of an Albanian citizen: a letter for the decade, eight digits, a check letter. */
const personalNumber = /(?<![\p{L}\p{N}])[A-T]\d{2}[0156]\d{5}[A-W](?![\p{L}\p{N}])/u;

/** What looks like a secret in a text (L6): the writer is warned and decides. */
export function secretIn(text: string): "password" | "personalNumber" | null {
  if (password.test(text)) return "password";
  return personalNumber.test(text) ? "personalNumber" : null;
}

/** "#118" in a text: 118. */
export const numbersIn = (text: string): number[] =>
  distinct([...text.matchAll(numbers)].map((found) => Number(found[1])).filter((number) => number > 0));

/** "T1485" and "t1059.001" in a text. */
export const techniquesIn = (text: string): string[] =>
  distinct([...text.matchAll(techniques)].map((found) => found[0].toUpperCase()));

/** A text in pieces: what is only text, and the numbers of entries that it may lead to. */
export function piecesOf(text: string, known: readonly number[]): (string | number)[] {
  const pieces: (string | number)[] = [];
  let from = 0;
  for (const found of text.matchAll(numbers)) {
    if (!known.includes(Number(found[1]))) continue;
    pieces.push(text.slice(from, found.index), Number(found[1]));
    from = found.index + found[0].length;
  }
  return [...pieces, text.slice(from)].filter((piece) => piece !== "");
}

/** A name that is being typed after "@", up to where the writer is. */
export interface OpenName {
  from: number;
  typed: string;
}

/** The name that is being typed, or null: an address of mail has no space before its "@". */
export function openName(text: string, caret: number): OpenName | null {
  const found = /(?:^|[\s(])@([^\s@]{0,40}(?: [^\s@]{1,40})?)$/u.exec(text.slice(0, caret));
  return found ? { from: caret - (found[1]?.length ?? 0) - 1, typed: found[1] ?? "" } : null;
}

const accents = /\p{M}/gu;
/** As people type names in a hurry: without accents, in any case. */
const plain = (text: string) => text.normalize("NFD").replace(accents, "").toLowerCase();

/** Names in which a word begins as it was typed. */
export const namesLike = <T extends { name: string }>(names: readonly T[], typed: string, most: number): T[] =>
  names.filter(({ name }) => ` ${plain(name)}`.includes(` ${plain(typed)}`)).slice(0, most);
