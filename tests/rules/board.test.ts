import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boardGroups, countsOf, groupOf, headlineOf, headlines, worseFirst, worstOf } from "@/lib/systems/board";
import { isAskedFor, readBoardAsk, writeBoardAsk } from "@/lib/systems/board-filter";
import { type Shown, shownOrder } from "@/lib/systems/derived";
import { dependantCounts, type Need } from "@/lib/systems/graph";
import { movesOf } from "@/lib/systems/machine";
import { systemKinds } from "@/lib/systems/schema";
import type { BoardRow } from "@/lib/systems/views";

const row = (said: Partial<BoardRow>): BoardRow => ({
  code: "TAX",
  name: "Tax filing",
  localName: "Deklarimi i taksave",
  kind: "citizen-service",
  tier: 1,
  essential: false,
  owner: "Drejtoria e Tatimeve",
  usesPerDay: null,
  fallback: null,
  localFallback: null,
  state: "operational",
  shown: "operational",
  compromise: "not-assessed",
  limits: null,
  since: null,
  shownSince: null,
  confirmed: null,
  path: [],
  otherwise: null,
  own: false,
  dependants: 0,
  version: 0,
  abilities: { setState: { ok: true }, setCompromise: { ok: true } },
  ...said,
});

/** A map without circles: each need leads to an earlier system. */
const maps = fc.integer({ min: 1, max: 70 }).chain((size) =>
  fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 160 }).map((pairs) => ({
    ids: Array.from({ length: size }, (_, n) => `s${n}`),
    needs: pairs
      .filter(([a, b]) => a !== b)
      .map(
        ([a, b]): Need => ({ from: `s${Math.max(a, b)}`, to: `s${Math.min(a, b)}`, kind: "needs", confirmed: true }),
      ),
  })),
);

test("how many need a system is what walking the map from it finds", () => {
  fc.assert(
    fc.property(maps, ({ ids, needs }) => {
      const counts = dependantCounts(ids, needs);
      for (const id of ids) {
        const seen = new Set<string>();
        const walk = (to: string) => {
          for (const need of needs)
            if (need.to === to && !seen.has(need.from)) {
              seen.add(need.from);
              walk(need.from);
            }
        };
        walk(id);
        expect(counts.get(id)).toBe(seen.size);
      }
    }),
  );
});

describe("the board", () => {
  test("every kind has its group, and no group is without a kind", () => {
    expect(new Set(systemKinds.map(groupOf))).toEqual(new Set(boardGroups));
  });

  test("every state is told once in the sentence: damage, protection and waiting never as one", () => {
    expect(new Set(shownOrder.map(headlineOf))).toEqual(new Set(headlines));
    expect(new Set((["down", "shut_down", "stopped_by_dependency"] as const).map(headlineOf)).size).toBe(3);
    expect(countsOf(["down", "degraded", "restored_limited"])).toEqual({ down: 1, limited: 2 });
  });

  test("the worst come first, then what matters most, then by code; a list is marked by its worst", () => {
    const rows = [
      row({ code: "B", shown: "down", tier: 2 }),
      row({ code: "A", shown: "operational", tier: 0 }),
      row({ code: "D", shown: "down", tier: 1 }),
      row({ code: "C", shown: "down", tier: 1 }),
    ];
    expect(rows.toSorted(worseFirst).map(({ code }) => code)).toEqual(["C", "D", "B", "A"]);
    expect(worstOf(rows)).toBe("down");
    expect(worstOf([])).toBeNull();
  });
});

describe("a filter is a link", () => {
  test("what is asked can be written and read back equal", () => {
    const ask = { state: "down", group: "services", owner: "AKSHI", tier: 0, q: "tax", own: true } as const;
    expect(readBoardAsk(writeBoardAsk(ask))).toEqual({ ask, wrong: [] });
  });

  test("what cannot be understood is named and hides nothing", () => {
    expect(readBoardAsk({ state: "sunny", tier: "9", q: "", nonsense: "1", owner: ["a", "b"] })).toEqual({
      ask: {},
      wrong: ["state", "tier", "nonsense", "owner"],
    });
  });

  test.each<[string, Record<string, string>, Partial<BoardRow>, boolean]>([
    ["its state as it is shown", { state: "stopped" }, { shown: "stopped_by_dependency" }, true],
    ["not its own state", { state: "works" }, { shown: "stopped_by_dependency" }, false],
    ["its group", { group: "infrastructure" }, { kind: "network" }, true],
    ["another group", { group: "services" }, { kind: "network" }, false],
    ["tier 0", { tier: "0" }, { tier: 0 }, true],
    ["another tier", { tier: "0" }, { tier: 1 }, false],
    ["another owner", { owner: "AKSHI" }, {}, false],
    ["one's own", { own: "1" }, { own: true }, true],
    ["not one's own", { own: "1" }, {}, false],
    ["words of any order, without accents", { q: "takses tax" }, { localName: "Deklarimi i taksës" }, true],
    ["a word that stands nowhere", { q: "tax moon" }, {}, false],
  ])("%s", (_what, said, facts, found) => {
    expect(isAskedFor(row(facts), readBoardAsk(said).ask)).toBe(found);
  });
});

describe("what can be chosen for systems", () => {
  const standing = (state: BoardRow["state"], compromise: BoardRow["compromise"] = "not-assessed") => ({
    state,
    compromise,
  });

  test("only what all of them can take, and nothing that needs a decision", () => {
    expect(movesOf([standing("restoring")])).toContain("restored_limited");
    expect(movesOf([standing("restoring"), standing("down")])).not.toContain("restored_limited");
    expect(movesOf([standing("shut_down")])).toEqual([]);
    for (const shown of ["operational", "down", "degraded"] as const)
      expect(movesOf([standing(shown)]) as Shown[]).not.toContain("shut_down");
  });

  test("S7: what was broken into is not offered to return before it is clean", () => {
    expect(movesOf([standing("restoring", "confirmed")])).not.toContain("restored_limited");
    expect(movesOf([standing("restoring", "cleaned")])).toContain("restored_limited");
    expect(movesOf([standing("restoring", "cleaned")])).not.toContain("operational");
    expect(movesOf([standing("restoring", "verified-clean")])).toContain("operational");
  });
});
