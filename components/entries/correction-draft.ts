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

/** The incident of a kept draft: of an entry, of a correction with the number of its entry, or of a decision with what leads back to it. */
export function ofDraft(name: string): { ref: string; number: number | null; decision?: string } {
  const [ref = "", of] = name.split("#");
  if (of?.startsWith("D")) return { ref, number: null, decision: of.slice(1) };
  return { ref, number: of === undefined ? null : Number(of) };
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
