import { describe, expect, test } from "vitest";
import { type Expected, expectedOf, fits, independent, judge, type Seen, type Sighting } from "@/lib/systems/outside";
import { canonical } from "@/lib/systems/signed";
import type { Service, SystemState } from "@/lib/systems/states";

const now = new Date("2026-07-01T12:00:00Z");
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const seen = (origin: string, what: Seen = "reachable", more: Partial<Sighting> = {}): Sighting => ({
  origin,
  network: `network of ${origin}`,
  organisation: "ours",
  seen: what,
  at: minutesAgo(1),
  ...more,
});

describe("what should be seen", () => {
  test.each<[SystemState, Service, Expected]>([
    ["operational", "works", "answers"],
    ["operational", "limited", "answers-badly"],
    ["degraded", "limited", "answers-badly"],
    ["down", "stops", "off"],
    ["shut_down", "stops", "off"],
    ["decommissioned", "stops", "off"],
    // Its own parts may still answer while what it needs is off.
    ["operational", "stops", "either"],
    ["operational", "unsure", "either"],
    ["restoring", "stops", "either"],
    ["maintenance", "stops", "either"],
    // Open to some only: from outside it may look like either.
    ["restored_limited", "limited", "either"],
  ])("%s on a map that leaves it %s: %s", (state, service, expected) => {
    expect(expectedOf(state, service)).toBe(expected);
  });

  test.each<[Expected, Seen[]]>([
    ["answers", ["reachable", "slow"]],
    ["answers-badly", ["reachable", "slow", "wrong-content", "certificate"]],
    ["off", ["wrong-content", "not-reachable"]],
    ["either", ["reachable", "slow", "wrong-content", "certificate", "not-reachable"]],
  ])("%s is met by %s", (expected, met) => {
    const all: Seen[] = ["reachable", "slow", "wrong-content", "certificate", "not-reachable"];
    expect(all.filter((one) => fits(one, expected))).toEqual(met);
  });
});

describe("what all looks together say", () => {
  test("nobody has looked", () => expect(judge([], "answers", now)).toMatchObject({ verdict: "none", lastAt: null }));

  test("one point, however often it looks, is one point only", () => {
    const again = [seen("a"), seen("a", "reachable", { at: minutesAgo(3) })];
    expect(judge(again, "answers", now)).toMatchObject({ verdict: "one-point", points: 1 });
  });

  test("two points of one organisation in one network are one point", () => {
    const same = [seen("a", "reachable", { network: "Home " }), seen("b", "reachable", { network: "home" })];
    expect(judge(same, "answers", now).verdict).toBe("one-point");
  });

  test("another network, or another organisation, makes two", () => {
    expect(judge([seen("a"), seen("b")], "answers", now).verdict).toBe("agree");
    const network = { network: "home" };
    expect(
      judge(
        [seen("a", "slow", network), seen("b", "reachable", { ...network, organisation: "theirs" })],
        "answers",
        now,
      ).verdict,
    ).toBe("agree");
    expect(
      judge([seen("a", "slow", network), seen("b", "reachable", { ...network, organisation: null })], "answers", now)
        .verdict,
    ).toBe("one-point");
  });

  test("both must have looked within the window, to the minute", () => {
    const old = (minutes: number) => [seen("a"), seen("b", "reachable", { at: minutesAgo(minutes) })];
    expect(judge(old(15), "answers", now).verdict).toBe("agree");
    expect(judge(old(15.1), "answers", now)).toMatchObject({ verdict: "one-point", points: 1 });
    expect(judge(old(20), "answers", now, 20).verdict).toBe("agree");
  });

  test("when nobody has looked lately, what was seen then says nothing now, and it is said when that was", () => {
    const at = minutesAgo(40);
    expect(judge([seen("a", "not-reachable", { at })], "answers", now)).toEqual({
      verdict: "stale",
      points: 0,
      against: 0,
      againstSeen: null,
      lastAt: at,
    });
  });

  test("one that contradicts is a disagreement, until two independent ones outvote it", () => {
    const against = seen("c", "not-reachable");
    expect(judge([against], "answers", now)).toMatchObject({ verdict: "disagree", points: 1, against: 1 });
    expect(judge([seen("a"), against], "answers", now).verdict).toBe("disagree");
    expect(judge([seen("a"), seen("b"), against], "answers", now)).toMatchObject({
      verdict: "agree",
      points: 3,
      against: 1,
    });
    expect(
      judge(
        [seen("a"), seen("b"), against, seen("d", "slow"), seen("e", "certificate"), seen("f", "not-reachable")],
        "answers",
        now,
      ),
    ).toMatchObject({
      verdict: "disagree",
      against: 3,
      againstSeen: "not-reachable",
    });
  });

  test("the newest look of a point counts, whatever order they come in", () => {
    const then = seen("a", "not-reachable", { at: minutesAgo(5) });
    expect(judge([then, seen("a")], "answers", now).verdict).toBe("one-point");
    expect(judge([seen("a"), then], "answers", now).verdict).toBe("one-point");
  });

  test("what is switched off is confirmed by two who do not reach it, and contradicted by one who does", () => {
    expect(judge([seen("a", "not-reachable"), seen("b", "not-reachable")], "off", now).verdict).toBe("agree");
    expect(judge([seen("a", "reachable"), seen("b", "not-reachable")], "off", now)).toMatchObject({
      verdict: "disagree",
      againstSeen: "reachable",
    });
  });
});

test("a point is not independent of itself", () => expect(independent(seen("a"), seen("a"))).toBe(false));

test("a value is written down for signing in one way only", () => {
  expect(canonical({ b: [1, "ë", null], a: { d: undefined, c: true } })).toBe('{"a":{"c":true},"b":[1,"ë",null]}');
});
