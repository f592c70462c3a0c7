import { commonWords } from "./password-words";

export const LENGTH_ALONE = 15;
export const LENGTH_WITH_SECOND = 8;
export const LENGTH_MAX = 200;
/** So many signs must be left when everything that anybody would guess is taken out. */
const OWN_SIGNS = 4;
const LOOKS_LIKE: Record<string, string> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
  "€": "e",
};

const words = [...commonWords].sort((a, b) => b.length - a.length);

/** One form for one password, however the keyboard wrote it (security.md §5.2). */
export const normalPassword = (typed: string) => typed.normalize("NFKC");
export const lengthOf = (password: string) => [...password].length;

/**
 * Why a password is not good enough, as a key of `errors.field`; null when it is.
 * @param own words of the person: name, e-mail, organisation
 */
export function passwordFault(password: string, secondFactor: boolean, own: readonly string[] = []): string | null {
  const length = lengthOf(password);
  if (length > LENGTH_MAX) return "too-big";
  if (length < (secondFactor ? LENGTH_WITH_SECOND : LENGTH_ALONE))
    return secondFactor ? "password-short" : "password-short-alone";
  return isGuessable(password, own) ? "password-common" : null;
}

function isGuessable(password: string, own: readonly string[]): boolean {
  const lower = password.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  const letters = [...lower].map((sign) => LOOKS_LIKE[sign] ?? sign).join("");
  const forms = [lower, letters].map((form) => withoutGuessable(form, partsOf(own)));
  return Math.min(...forms.map((left) => new Set(left).size)) < OWN_SIGNS;
}

const partsOf = (own: readonly string[]) =>
  own
    .flatMap((text) =>
      text
        .toLowerCase()
        .normalize("NFD")
        .replace(/\p{M}/gu, "")
        .split(/[^a-z0-9]+/),
    )
    .filter((part) => part.length >= 4);

/** Takes out known words, runs such as 4567 or aaaa, years and signs between words. */
function withoutGuessable(text: string, own: string[]): string {
  let left = text;
  for (const word of [...own, ...words]) left = left.replaceAll(word, " ");
  left = left.replace(/(.)\1{2,}/g, " ").replace(/(19|20)\d\d/g, " ");
  return withoutRuns(left).replace(/[^\p{L}\p{N}]/gu, "");
}

/** Takes out three or more signs in a row that count up or down. */
function withoutRuns(text: string): string {
  let kept = "";
  let from = 0;
  while (from < text.length) {
    const step = text.charCodeAt(from + 1) - text.charCodeAt(from);
    let to = from + 1;
    if (Math.abs(step) === 1) while (to < text.length && text.charCodeAt(to) - text.charCodeAt(to - 1) === step) to++;
    if (to - from < 3) to = from + 1;
    kept += to - from < 3 ? text.slice(from, to) : " ";
    from = to;
  }
  return kept;
}
