import { expect, test } from "vitest";
import { decisionDraftName } from "@/components/decisions/form-draft";
import {
  type CorrectionDraft,
  correctionName,
  isChanged,
  ofDraft,
  withEarly,
} from "@/components/entries/correction-draft";

const blank: CorrectionDraft = {
  of: 12,
  tlp: "TLP:AMBER",
  text: "Three servers",
  reasonKind: "",
  reason: "",
  time: "02:15",
  day: "2022-07-18",
  precision: "",
};

test("every field that somebody fills in is worth keeping, and nothing else is", () => {
  expect(isChanged({ ...blank, of: 13, text: " Three servers\n" }, blank)).toBe(false);
  for (const field of ["text", "reasonKind", "reason", "time", "day", "precision"] as const)
    expect([field, isChanged({ ...blank, [field]: "x" }, blank)]).toEqual([field, true]);
});

test("the name under which it is kept leads back to its entry, and is not that of a text of the incident", () => {
  expect(ofDraft(correctionName("INC-2022-07", 12))).toEqual({ ref: "INC-2022-07", number: 12 });
  expect(ofDraft("INC-2022-07")).toEqual({ ref: "INC-2022-07", number: null });
  expect(ofDraft(decisionDraftName("INC-2022-07", 5))).toEqual({ ref: "INC-2022-07", number: null, decision: "5" });
  expect(ofDraft(decisionDraftName("INC-2022-07", "1f0c"))).toMatchObject({ decision: "-1f0c" });
  // Names of what is kept are said between tabs with a space before them.
  expect(correctionName("INC-2022-07", 12)).not.toContain(" ");
});

test("what was typed while the device was opening stands under what it had kept", () => {
  const found = { ...blank, text: "Two servers", reasonKind: "wrong-number" };
  expect(withEarly(found, { text: "Four servers" })).toEqual({ ...found, text: "Two servers\nFour servers" });
  expect(withEarly(found, { reason: "Counted again" })).toEqual({ ...found, reason: "Counted again" });
});
