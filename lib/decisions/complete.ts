import { type DecisionType, kinds } from "./lists";
import type { DecisionWords } from "./schema";

/** A field that has to be filled in, and with what: a key of the `errors.field` messages. */
export interface Missing {
  field: string;
  because: "required" | "two-options" | "one-chosen" | "option-reasons";
}

interface Said {
  type: DecisionType;
  systems: readonly string[];
  undoes: number | null | undefined;
  words: DecisionWords;
}

const required = (fields: Record<string, unknown>): Missing[] =>
  Object.entries(fields)
    .filter(([, value]) => value === undefined || value === null || (Array.isArray(value) && value.length === 0))
    .map(([field]) => ({ field, because: "required" as const }));

/** What has to be said before it is put before people: as little as a minute on a phone allows (ux.md §4.15). */
export function missingToPropose({ type, systems, undoes, words }: Said): Missing[] {
  const { scope, undoes: points, stop } = kinds[type];
  return required({
    situation: words.situation,
    ...(scope && { systems }),
    ...(points && { undoes }),
    ...(stop && { expectedMinutes: words.expectedMinutes, undo: words.undo }),
  });
}

/** What has to be said before anybody can approve it (D1, D2). */
export function missingToApprove(said: Said): Missing[] {
  const { type, words } = said;
  const { stop } = kinds[type];
  return [
    ...missingToPropose(said),
    ...required({
      rationale: words.rationale,
      ...(stop && {
        citizenImpact: words.citizenImpact,
        reviewHours: words.reviewHours,
        criteria: words.criteria,
        evidence: words.evidence,
        publicLine: words.publicLine,
      }),
      ...(type === "extend" && { reviewHours: words.reviewHours }),
      ...(type === "keep-up" && { keepsSafe: words.keepsSafe, watches: words.watches }),
      ...(type === "tell-public" && { publicLine: words.publicLine }),
    }),
    ...ofOptions(words.options ?? []),
  ];
}

/** D1: at least two options, one of them chosen, and a reason for each that was rejected. */
function ofOptions(options: NonNullable<DecisionWords["options"]>): Missing[] {
  if (options.length < 2) return [{ field: "options", because: "two-options" }];
  if (options.filter(({ chosen }) => chosen).length !== 1) return [{ field: "options", because: "one-chosen" }];
  return options.some(({ chosen, reason }) => !chosen && !reason)
    ? [{ field: "options", because: "option-reasons" }]
    : [];
}
