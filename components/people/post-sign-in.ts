import { type SignInWord, signInWords } from "@/lib/people/sign-in-refused";

/** Somebody who is refused reads one of these words; `minutes` belongs to "too-many". */
export interface SignInRefusal {
  word: SignInWord;
  minutes: number;
}

const SILENT_MS = 20_000;

/** Posts a sign-in just as the plain form does. @returns where it leads, or null when nobody answered */
export async function postSignIn(action: string, values: Record<string, string>): Promise<string | null> {
  try {
    const body = new URLSearchParams({ ...values, json: "true" });
    const response = await fetch(action, { method: "POST", body, signal: AbortSignal.timeout(SILENT_MS) });
    const { url } = (await response.json()) as { url?: unknown };
    return typeof url === "string" ? url : null;
  } catch {
    return null;
  }
}

/** The refusal in an address of the sign-in page, if there is one. */
export function refusalIn(url: string): SignInRefusal | null {
  const [path, query = ""] = url.split("?", 2);
  if (path !== "/sign-in") return null;
  const said = new URLSearchParams(query);
  const word = signInWords.find((known) => known === said.get("error"));
  return word ? { word, minutes: Number(said.get("minutes")) || 1 } : null;
}
