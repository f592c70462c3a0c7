import { describe, expect, test } from "vitest";
import { messagesIn } from "@/lib/kernel/messages";
import { factNames } from "@/lib/systems/facts";
import { mergeForms, sameFact } from "@/lib/systems/form-facts";
import { about, factLines } from "@/lib/systems/said";
import { spansOf } from "@/lib/systems/spans";

const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour));
const told = (spans: { is: string; from: Date; until: Date | null }[]) =>
  spans.map(({ is, from, until }) => [is, from.getUTCHours(), until?.getUTCHours() ?? null]);

describe("the strip of an axis", () => {
  test("nothing said is not confirmed, from beginning to end", () => {
    expect(told(spansOf([], "not_confirmed", at(1), at(9)))).toEqual([["not_confirmed", 1, 9]]);
  });

  test("each statement counts from the moment of which it was said, whenever it was recorded", () => {
    const said = [
      { at: at(6), is: "restoring" },
      { at: at(3), is: "down" },
    ];
    expect(told(spansOf(said, "not_confirmed", at(1), null))).toEqual([
      ["not_confirmed", 1, 3],
      ["down", 3, 6],
      ["restoring", 6, null],
    ]);
  });

  test("what was so before the incident began makes the strip begin earlier", () => {
    expect(told(spansOf([{ at: at(2), is: "down" }], "not_confirmed", at(4), null))).toEqual([["down", 2, null]]);
  });

  test("a confirmation tells something only where nobody had said anything", () => {
    const confirmed = { at: at(5), is: "operational", confirms: true };
    expect(told(spansOf([confirmed], "not_confirmed", at(1), null)).at(-1)).toEqual(["operational", 5, null]);
    expect(told(spansOf([{ at: at(4), is: "down" }, confirmed], "not_confirmed", at(1), null)).at(-1)).toEqual([
      "down",
      4,
      null,
    ]);
  });

  test("the last statement of one moment counts", () => {
    const said = [
      { at: at(3), is: "degraded" },
      { at: at(3), is: "down" },
    ];
    expect(told(spansOf(said, "not_confirmed", at(1), null))).toEqual([
      ["not_confirmed", 1, 3],
      ["down", 3, null],
    ]);
  });
});

describe("two forms that meet", () => {
  const before = { name: "Portal", tier: "1", rtoHours: 4, audiences: ["citizens"], shutdownSteps: ["One"] };

  test("what only they changed is taken in, what only I changed stays and is not told", () => {
    const { merged, overtaken } = mergeForms(before, { ...before, rtoHours: 8 }, { ...before, tier: "0" });
    expect(merged).toEqual({ ...before, rtoHours: 8, tier: "0" });
    expect(overtaken.map(({ name, mine }) => [name, mine])).toEqual([["tier", null]]);
  });

  test("what both changed keeps what I typed, and is told", () => {
    const { merged, overtaken } = mergeForms(before, { ...before, name: "Mine" }, { ...before, name: "Theirs" });
    expect(merged.name).toBe("Mine");
    expect(overtaken).toMatchObject([{ name: "name", theirs: { name: "Theirs" }, mine: { name: "Mine" } }]);
  });

  test("what both changed to the same, and what they took away, is taken in", () => {
    const { rtoHours: _gone, ...theirs } = { ...before, name: "Same" };
    const { merged, overtaken } = mergeForms(before, { ...before, name: "Same" }, theirs);
    expect(merged).toEqual(theirs);
    expect(overtaken.every(({ mine }) => mine === null)).toBe(true);
  });

  test("the order of audiences and of the parts of a row says nothing; the order of steps does", () => {
    expect(sameFact("audiences", { audiences: ["staff", "citizens"] }, { audiences: ["citizens", "staff"] })).toBe(
      true,
    );
    const [a, b] = [
      { name: "A", day: "1" },
      { day: "1", name: "A" },
    ];
    expect(sameFact("contacts", { contacts: [a] }, { contacts: [b] })).toBe(true);
    expect(sameFact("shutdownSteps", { shutdownSteps: ["1", "2"] }, { shutdownSteps: ["2", "1"] })).toBe(false);
  });
});

describe.each(["en", "sq"] as const)("facts in words, in %s", (language) => {
  const saying = { words: messagesIn(language).systems, language, zone: "Europe/Tirane" } as const;

  test("every fact has a name", () => {
    expect(factNames.filter((name) => !saying.words.catalogue.fact[name])).toEqual([]);
  });

  test("closed lists are said in words, lists line by line, nothing for what is empty", () => {
    expect(factLines("kind", "registry", saying)).toEqual([saying.words.kind.registry]);
    expect(factLines("tier", 0, saying)).toEqual([saying.words.tier["0"]]);
    expect(factLines("audiences", ["citizens", "abroad"], saying)).toHaveLength(2);
    expect(factLines("fallback", null, saying)).toEqual([]);
    expect(factLines("rtoHours", 0, saying)).toEqual(["0 h"]);
  });
});

test.each([
  [61_234, "61,000"],
  [999, "1,000"],
  [7, "7"],
  [0, "0"],
  [104, "100"],
])("about %i is %s", (count, said) => {
  expect(about(count, "en")).toBe(said);
});
