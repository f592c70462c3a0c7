import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inWindow } from "@/lib/systems/deadlines";
import type { Need } from "@/lib/systems/graph";
import { apartFrom } from "@/lib/systems/hosts";
import { columnOf, layered, mapColumns, ranks } from "@/lib/systems/layout";
import { closedUp, dependantsOf, stepFrom, waysOf } from "@/lib/systems/map-ways";
import { offOfPage } from "@/lib/systems/off-of-page";
import { systemKinds } from "@/lib/systems/schema";
import { listOf, twoDigits } from "@/lib/systems/what-if";

test.each([
  [61_437, 61_000],
  [99_600, 100_000],
  [105, 110],
  [87, 87],
  [0, 0],
])("%i is about %i", (count, about) => {
  expect(twoDigits(count)).toBe(about);
});

test("what was so before is not counted as new", () => {
  expect(listOf({ verdict: "stops", before: "works" })).toBe("stops");
  expect(listOf({ verdict: "stops", before: "limited" })).toBe("stops");
  expect(listOf({ verdict: "unsure", before: "unsure" })).toBe("already");
  expect(listOf({ verdict: "works", before: "works" })).toBe("works");
});

describe("deadlines", () => {
  const from = new Date("2022-07-18T20:00:00Z");
  const on = (when: string, hours = 24) => inWindow({ what: "VAT", when }, from, hours, "Europe/Tirane")?.on;

  test("fall in the window by the day of the place, or not", () => {
    expect(on("2022-07-18")).toBe("2022-07-18");
    expect(on("until 2022-07-19, noon")).toBe("2022-07-19");
    expect(on("2022-07-20")).toBeUndefined();
    expect(on("2022-07-20", 72)).toBe("2022-07-20");
    expect(on("2022-07-17")).toBeUndefined();
  });
  test("come back every month, in both languages", () => {
    expect(on("20th of each month", 72)).toBe("2022-07-20");
    expect(on("më 20 të çdo muaji", 72)).toBe("2022-07-20");
    expect(on("14th of each month", 72)).toBeUndefined();
  });
  test("without a day that can be read are kept", () => {
    expect(on("end of summer")).toBeNull();
  });
});

const need = (from: string, to: string, hosting: boolean, confirmed = true) => ({
  ...({ from, to, kind: "needs", confirmed } as const),
  hosting,
});

test("apart is only what shares no host, and only when somebody confirmed where it stands", () => {
  const systems = ["net", "mail", "tax", "dc", "hall", "cloud", "shop"].map((id) => ({
    id,
    host: id === "shop" ? "Shopkeepers" : id === "mail" ? "Agency" : id === "dc" ? "Agency" : null,
  }));
  const needs = [
    need("net", "dc", true),
    need("mail", "dc", true),
    need("tax", "hall", true),
    need("cloud", "hall", true, false),
  ];
  const stands = apartFrom(systems, needs, new Set(["net"]));
  expect(stands("tax")).toEqual({ system: "hall", organisation: null });
  expect(stands("mail")).toBeNull();
  expect(stands("cloud")).toBeNull();
  expect(stands("shop")).toEqual({ system: null, organisation: "Shopkeepers" });
});

/** Systems of every kind; needs lead only to lower numbers. */
const maps = fc.integer({ min: 1, max: 120 }).chain((size) => {
  const id = (n: number) => `s${String(n).padStart(3, "0")}`;
  return fc.record({
    systems: fc
      .array(fc.constantFrom(...systemKinds), { minLength: size, maxLength: size })
      .map((kinds) => kinds.map((kind, n) => ({ id: id(n), kind }))),
    needs: fc
      .array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 200 })
      .map((pairs) =>
        pairs
          .filter(([a, b]) => a > b)
          .map(([a, b]): Need => ({ from: id(a), to: id(b), kind: "needs", confirmed: true })),
      ),
  });
});

describe("whatever the map", () => {
  test("columns stand in their order, and what is needed within a column to the right; no two systems at one place", () => {
    fc.assert(
      fc.property(maps, ({ systems, needs }) => {
        const rank = ranks(systems, needs);
        const kind = new Map(systems.map((system) => [system.id, mapColumns.indexOf(columnOf(system.kind))]));
        for (const { from, to } of needs)
          if (kind.get(from) === kind.get(to)) expect(rank.get(from)).toBeLessThan(rank.get(to) ?? -1);
        const positions = layered(systems, needs);
        for (const a of systems.slice(0, 20))
          for (const b of systems)
            if ((kind.get(a.id) ?? 0) < (kind.get(b.id) ?? 0))
              expect(positions[a.id]?.[0]).toBeLessThan(positions[b.id]?.[0] ?? -1);
        expect(new Set(Object.values(positions).map(String)).size).toBe(systems.length);
      }),
    );
  });
  test("the order in which systems and needs come changes no place", () => {
    fc.assert(
      fc.property(maps, ({ systems, needs }) => {
        expect(layered(systems.toReversed(), needs.toReversed())).toEqual(layered(systems, needs));
      }),
    );
  });
});

describe("walking the map", () => {
  const ways = waysOf([
    { from: "a", to: "c" },
    { from: "b", to: "c" },
    { from: "c", to: "d" },
  ]);
  const systems = [
    { code: "a", x: 0, y: 0 },
    { code: "b", x: 0, y: 10 },
    { code: "c", x: 5, y: 10 },
    { code: "e", x: 5, y: 0 },
    { code: "d", x: 9, y: 90 },
  ];
  test("everything that depends on a system, by whatever way", () => {
    expect([...dependantsOf(ways, "d")].toSorted()).toEqual(["a", "b", "c", "d"]);
    expect([...dependantsOf(ways, "a")]).toEqual(["a"]);
  });
  test("left and right along the lines, up and down in the file, and no further than the map", () => {
    expect(stepFrom(systems, ways, "a", "ArrowRight")).toBe("c");
    expect(stepFrom(systems, ways, "c", "ArrowLeft")).toBe("b");
    expect(stepFrom(systems, ways, "a", "ArrowDown")).toBe("b");
    expect(stepFrom(systems, ways, "a", "ArrowUp")).toBeNull();
    expect(stepFrom(systems, ways, "", "ArrowUp")).toBe("a");
  });
  test("what is left when others are hidden moves up in its file", () => {
    expect(closedUp(systems.slice(1), 20).map(({ code, x, y }) => [code, x, y])).toEqual([
      ["b", 0, 0],
      ["e", 5, 0],
      ["c", 5, 20],
      ["d", 9, 0],
    ]);
  });
});

describe("the address of the page", () => {
  const systems = [
    { code: "NET", name: "Network", localName: "Rrjeti" },
    { code: "NET-2", name: "Network two", localName: null },
    { code: "TAX", name: "Tax filing", localName: "Tatimet" },
  ];
  test("each code once, unknown ones told apart, and a window that is offered", () => {
    expect(offOfPage({ off: "net,NET, x", hours: "5" }, systems)).toMatchObject({
      off: ["NET"],
      unknown: ["X"],
      hours: 24,
    });
  });
  test("what is typed is found by code, by name in either language, or asked back", () => {
    expect(offOfPage({ add: "rrjeti" }, systems)).toMatchObject({ off: ["NET"], asked: null, raw: true });
    expect(offOfPage({ add: "net", off: "TAX" }, systems)).toMatchObject({ off: ["TAX", "NET"] });
    expect(offOfPage({ add: "netw" }, systems).asked?.may).toHaveLength(2);
    expect(offOfPage({ add: "zzz" }, systems).asked).toEqual({ q: "zzz", may: [] });
  });
});
