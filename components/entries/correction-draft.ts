import type { Tlp } from "@/lib/record/tlp";
import { both } from "./draft-of-item";

/** A correction while it is being written. */
export interface CorrectionDraft {
  /** The version that was on the page as it was begun. */
  of: number;
  tlp: Tlp;
  text: string;
  reasonKind: string;
  reason: string;
  time: string;
  day: string;
  precision: string;
}

const typed = ["text", "reasonKind", "reason", "time", "day", "precision"] as const;

/** The name under which a device keeps it: of the first version, so that it is found whoever corrects meanwhile. */
export const correctionName = (ref: string, first: number) => `${ref}#${first}`;

/** The incident of a kept draft, and the number of the entry when it is a correction. */
export function ofDraft(name: string): { ref: string; number: number | null } {
  const [ref = "", number] = name.split("#");
  return { ref, number: number === undefined ? null : Number(number) };
}

/** Whether anything in it is not as the entry has it. */
export const isChanged = (draft: CorrectionDraft, blank: CorrectionDraft) =>
  typed.some((field) => draft[field].trim() !== blank[field].trim());

/** What was kept, with what was typed before the device had opened it: of two texts neither is lost. */
export const withEarly = (found: CorrectionDraft, early: Partial<CorrectionDraft>): CorrectionDraft => ({
  ...found,
  ...early,
  text: both(found.text, early.text ?? ""),
});
