/** The closed list of what the sign-in page says; none tells which part was wrong, or whether the person exists. */
export const signInWords = [
  "wrong",
  "too-many",
  "too-many-in-all",
  "passkey",
  "sso",
  "old-page",
  "unavailable",
] as const;
export type SignInWord = (typeof signInWords)[number];

/** A sign-in that was refused, in the only words that leave the door. */
export class SignInRefused extends Error {
  constructor(
    readonly word: SignInWord,
    readonly minutes = 0,
  ) {
    super(minutes ? `${word}:${minutes}` : word);
    this.name = "SignInRefused";
  }
}

/** Reads what an error of next-auth carries; anything we did not say ourselves is "unavailable". */
export function refusalWords(message: string): { word: SignInWord; minutes: number } {
  const [said = "", minutes = "0"] = message.split(":");
  const word = signInWords.find((known) => known === said) ?? "unavailable";
  return { word, minutes: Number.parseInt(minutes, 10) || 0 };
}
