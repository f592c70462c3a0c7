import { expect, test } from "vitest";
import { plainText } from "@/components/decisions/form-draft";
import { decisionFormWords } from "@/components/decisions/form-words";
import { differences } from "@/components/decisions/said-text";
import { byPressure, groupOf, isAskedFor, readDecisionsAsk } from "@/lib/decisions/board";
import type { Said } from "@/lib/decisions/form";
import type { DecisionLine } from "@/lib/decisions/views";
import decisions from "../../messages/en/decisions.json";

const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1, 0, minutes));
const line = (given: Partial<DecisionLine>): DecisionLine => ({
  number: 1,
  name: "D-001",
  type: "shutdown",
  state: "proposed",
  title: "Stop it",
  version: 1,
  systems: [],
  createdBy: { id: "a", name: "A", organisation: "O" },
  proposedBy: null,
  proposedAt: null,
  lapsesAt: null,
  reviewAt: null,
  overdue: false,
  emergency: false,
  unratified: false,
  ratifyBy: null,
  given: 0,
  needed: 2,
  waitsFor: "approver",
  waitsForMe: false,
  ...given,
});

test("what nobody ratified stands above everything, whatever its state", () => {
  expect(groupOf(line({ state: "in-force", unratified: true, waitsFor: "ratifier" }))).toBe("emergency");
  expect(groupOf(line({ state: "verified", waitsFor: "restorer" }))).toBe("force");
  expect(groupOf(line({ state: "verified", waitsFor: "nobody" }))).toBe("done");
});

test("first what waits for the reader, then what falls due soonest; what is over is sorted by its number and no clock", () => {
  const lines = [
    line({ number: 1, state: "closed", waitsFor: "nobody", reviewAt: at(1) }),
    line({ number: 2, state: "closed", waitsFor: "nobody", reviewAt: at(2) }),
    line({ number: 3, lapsesAt: at(9) }),
    line({ number: 4, lapsesAt: at(5) }),
    line({ number: 5, lapsesAt: at(30), waitsForMe: true }),
  ];
  expect(lines.toSorted(byPressure).map(({ number }) => number)).toEqual([5, 4, 3, 2, 1]);
});

test("an address narrows the board by its words; what is not understood is told and hides nothing", () => {
  const { ask, wrong } = readDecisionsAsk({ waits: "me", group: "nowhere", nonsense: "1" });
  expect([ask, wrong]).toEqual([{ waits: "me" }, ["group", "nonsense"]]);
  expect(isAskedFor(line({ waitsForMe: true }), ask)).toBe(true);
  expect(isAskedFor(line({ waitsForMe: false }), ask)).toBe(false);
});

test("two texts of one decision are compared field by field, and the words of one can be copied whole", () => {
  const mine: Said = {
    type: "shutdown",
    title: "Stop it",
    systems: ["A"],
    words: { situation: "Mine", tlp: "TLP:AMBER" },
  };
  const theirs: Said = { ...mine, systems: ["A", "B"], words: { situation: "Theirs", criteria: ["Clean"] } };
  const found = differences(
    mine,
    { ...theirs, words: { ...theirs.words, tlp: "TLP:AMBER" } },
    decisionFormWords(decisions),
  );
  expect(found.map(({ name, mine: own, theirs: other }) => [name, own, other])).toEqual([
    ["systems", "A", "A, B"],
    ["situation", "Mine", "Theirs"],
    ["criteria", "", "Clean"],
  ]);
  expect(plainText(theirs)).toBe("Stop it\nTheirs\nClean");
});
