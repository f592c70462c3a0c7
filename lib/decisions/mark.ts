const START = "historical: ";

/** The visible mark of an act that history did without a rule of ours: "historical: rule D5 not met (one of two people approved)". */
export const markOf = (unmet: readonly string[]): string => `${START}${unmet.join(", ")}`;

/** One rule that was not met, and how. */
export const unmet = (rule: string, how: string): string => `rule ${rule} not met (${how})`;

/** A mark in front of words of the file. */
export const marked = (mark: string, words: string): string => `${mark}. ${words}`;
