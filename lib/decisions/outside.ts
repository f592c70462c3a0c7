import { type Expected, expectedOf, type Judgement, judge, type Sighting } from "@/lib/systems/outside";
import { type DecisionType, kinds } from "./lists";

/** What has to be seen of a system from outside before a decision counts as confirmed, and why of this one. */
export interface Wanted {
  code: string;
  why: "scope" | "goes-on";
  expected: Expected;
}

/** A system of a frozen preview, as far as it matters here. */
export interface Foreseen {
  code: string;
  chosen: boolean;
  verdict: string;
  before: string;
}

const confirmed: readonly DecisionType[] = [
  "shutdown",
  "isolate",
  "restrict-access",
  "keep-up",
  "restore",
  "lift-restriction",
];

/**
 * What must be seen if a decision was carried out as it says: off what was switched off, up what is kept up or came back, and up what people
 * were told would go on, or work again. Nothing for decisions of other kinds, nor where access depends on the place from which one looks.
 */
export function wantedOf(
  { type, method, codes }: { type: DecisionType; method: string | undefined; codes: readonly string[] },
  preview: readonly Foreseen[],
): Wanted[] {
  if (!confirmed.includes(type)) return [];
  const { stop, to } = kinds[type];
  const expected = method === "geo-restrict" && stop ? "either" : expectedOf(to ?? "operational", "works");
  const own = codes.map((code): Wanted => ({ code, why: "scope", expected }));
  const told = preview.filter(
    (one) => to !== null && !one.chosen && one.verdict === "works" && (stop || one.before !== "works"),
  );
  const others = told
    .filter(({ code }) => !codes.includes(code))
    .map(({ code }): Wanted => ({ code, why: "goes-on", expected: "answers" }));
  return [...own, ...others].filter((one) => one.expected !== "either");
}

/** One of them as it was seen. `watched`: a probe has its address, or somebody looked at it once. */
export interface Confirmation extends Wanted {
  watched: boolean;
  judgement: Judgement;
}

/** What all looks from outside say of what must be seen. */
export const confirmationOf = (
  wanted: Wanted,
  address: string | null,
  sightings: readonly Sighting[],
  now: Date,
): Confirmation => ({
  ...wanted,
  watched: address !== null || sightings.length > 0,
  judgement: judge(sightings, wanted.expected, now),
});

/** It can be looked at, and two independent points do not agree that it is as it must be. */
export const isUnconfirmed = ({ watched, judgement }: Pick<Confirmation, "watched" | "judgement">): boolean =>
  watched && judgement.verdict !== "agree";
