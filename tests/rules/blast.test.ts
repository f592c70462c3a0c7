import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blast, outcomes, type Standing } from "@/lib/systems/blast";
import { cycleOf, inOrder, type Need, needKinds } from "@/lib/systems/graph";
import { restorationOrder } from "@/lib/systems/restoration";
import { type SystemState, serviceOf, systemStates } from "@/lib/systems/states";

const up = (...ids: string[]): Standing[] => ids.map((id) => ({ id, state: "operational" }));
const need = (from: string, to: string, more: Partial<Need> = {}): Need => ({
  from,
  to,
  kind: "needs",
  confirmed: true,
  ...more,
});
const off = (...ids: string[]) => new Map<string, SystemState>(ids.map((id) => [id, "shut_down"]));
const effectsOf = (systems: Standing[], needs: Need[], ...ids: string[]) =>
  Object.fromEntries(blast(systems, needs, off(...ids)).map((effect) => [effect.id, effect]));

describe("what stops when one system stops", () => {
  const systems = up("portal", "sign-on", "network", "tax", "host");
  const needs = [need("portal", "sign-on"), need("sign-on", "network"), need("portal", "network"), need("tax", "host")];

  test("everything that needs it stops, by the shortest way; what stands apart goes on and says so", () => {
    const effects = effectsOf(systems, needs, "network");
    expect(effects["portal"]).toMatchObject({ verdict: "stops", before: "works", path: ["portal", "network"] });
    expect(effects["sign-on"]).toMatchObject({ verdict: "stops", path: ["sign-on", "network"] });
    expect(effects["network"]).toMatchObject({ verdict: "stops", path: ["network"] });
    expect(effects["tax"]).toMatchObject({ verdict: "works", because: { kind: "apart" } });
  });

  test("without what it can do without, a system works with limits", () => {
    expect(effectsOf(up("a", "b"), [need("a", "b", { kind: "limits" })], "b")["a"]).toMatchObject({
      verdict: "limited",
      path: ["a", "b"],
    });
  });

  test("any one of a group is enough, and the last one is not enough when it goes", () => {
    const group = ["x", "y"].map((to) => need("a", to, { kind: "any", group: "links" }));
    expect(effectsOf(up("a", "x", "y"), group, "x")["a"]).toMatchObject({
      verdict: "works",
      because: { kind: "alternative", through: "y" },
    });
    expect(effectsOf(up("a", "x", "y"), group, "x", "y")["a"]).toMatchObject({ verdict: "stops" });
  });

  test("what nobody confirmed is never counted as safe", () => {
    expect(effectsOf(up("a", "b"), [need("a", "b", { confirmed: false })], "b")["a"]?.verdict).toBe("unsure");
    const alternative = [
      need("a", "x", { kind: "any", group: "g" }),
      need("a", "y", { kind: "any", group: "g", confirmed: false }),
    ];
    expect(effectsOf(up("a", "x", "y"), alternative, "x")["a"]?.verdict).toBe("unsure");
  });

  test("what was down before is told apart from what this change stops", () => {
    const systems: Standing[] = [...up("a"), { id: "b", state: "down" }];
    expect(effectsOf(systems, [need("a", "b")], "b")["a"]).toMatchObject({ verdict: "stops", before: "stops" });
  });
});

test("a need that would close a circle is answered with the circle", () => {
  const needs = [need("a", "b"), need("b", "c")];
  expect(cycleOf(needs, { from: "c", to: "a" })).toEqual(["c", "a", "b", "c"]);
  expect(cycleOf(needs, { from: "a", to: "a" })).toEqual(["a", "a"]);
  expect(cycleOf(needs, { from: "a", to: "c" })).toBeNull();
});

/** Systems numbered so that needs lead only to lower numbers: no circles. */
const worlds = fc.integer({ min: 2, max: 24 }).chain((size) => {
  const ids = Array.from({ length: size }, (_, n) => `s${String(n).padStart(2, "0")}`);
  const edge = fc
    .tuple(
      fc.integer({ min: 1, max: size - 1 }),
      fc.nat(),
      fc.constantFrom(...needKinds),
      fc.constantFrom("g", "h"),
      fc.boolean(),
    )
    .map(
      ([from, to, kind, group, confirmed]): Need => ({
        from: ids[from] as string,
        to: ids[to % from] as string,
        kind,
        group: kind === "any" ? group : null,
        confirmed,
      }),
    );
  return fc.record({
    systems: fc
      .array(fc.constantFrom(...systemStates), { minLength: size, maxLength: size })
      .map((states): Standing[] => ids.map((id, n) => ({ id, state: states[n] as SystemState }))),
    needs: fc.array(edge, { maxLength: 60 }),
    change: fc.subarray(ids).map((some) => off(...some)),
    extra: edge,
  });
});
const rank = { works: 0, limited: 1, unsure: 2, stops: 3 };
const runs = { numRuns: 400 };

describe("whatever the systems", () => {
  test("one more need never lets more go on", () => {
    fc.assert(
      fc.property(worlds, ({ systems, needs, change, extra }) => {
        const added: Need = { ...extra, kind: "needs", group: null };
        const before = blast(systems, needs, change);
        const after = new Map(blast(systems, [...needs, added], change).map((effect) => [effect.id, effect.verdict]));
        for (const { id, verdict } of before)
          expect(rank[after.get(id) ?? "works"]).toBeGreaterThanOrEqual(rank[verdict]);
      }),
      runs,
    );
  });

  test("nothing is said to work while something it needs is off, unless a confirmed alternative carries it", () => {
    fc.assert(
      fc.property(worlds, ({ systems, needs }) => {
        const found = outcomes(systems, needs);
        const stopped = (id: string) => found.get(id)?.service === "stops";
        for (const { id } of systems) {
          if (found.get(id)?.service !== "works") continue;
          for (const one of needs.filter(({ from, to }) => from === id && stopped(to))) {
            expect(one.kind).toBe("any");
            const others = needs.filter(
              (other) => other.from === id && other.kind === "any" && other.group === one.group,
            );
            expect(others.some(({ to, confirmed }) => confirmed && found.get(to)?.service === "works")).toBe(true);
          }
        }
      }),
      runs,
    );
  });

  test("the order in which systems and needs come changes nothing", () => {
    fc.assert(
      fc.property(worlds, fc.infiniteStream(fc.nat()), ({ systems, needs, change }, luck) => {
        const shuffled = <T>(list: readonly T[]) =>
          list
            .map((item) => ({ item, at: luck.next().value }))
            .sort((a, b) => a.at - b.at)
            .map(({ item }) => item);
        expect(blast(shuffled(systems), shuffled(needs), change)).toEqual(blast(systems, needs, change));
      }),
      runs,
    );
  });

  test("every way leads over needs that exist to something that is itself off or limited", () => {
    fc.assert(
      fc.property(worlds, ({ systems, needs }) => {
        const states = new Map(systems.map(({ id, state }) => [id, state]));
        for (const [id, { service, path }] of outcomes(systems, needs)) {
          if (service === "works") continue;
          expect(path[0]).toBe(id);
          path.slice(1).forEach((to, n) => {
            expect(needs.some((one) => one.from === path[n] && one.to === to)).toBe(true);
          });
          const end = path.at(-1) ?? id;
          const doubt = service === "unsure" && path.length > 1;
          expect(doubt || serviceOf(states.get(end) ?? "operational") !== "works").toBe(true);
        }
      }),
      runs,
    );
  });

  test("nothing returns before what it needs", () => {
    fc.assert(
      fc.property(worlds, fc.infiniteStream(fc.integer({ min: 0, max: 4 })), ({ systems, needs }, tiers) => {
        const order = restorationOrder(
          systems.map(({ id }) => ({ id, tier: tiers.next().value, hoursLeft: tiers.next().value })),
          needs,
        );
        expect([...order].sort()).toEqual(systems.map(({ id }) => id));
        for (const { from, to, kind } of needs)
          if (kind !== "limits") expect(order.indexOf(to)).toBeLessThan(order.indexOf(from));
        expect(inOrder(order, needs).length).toBe(order.length);
      }),
      runs,
    );
  });
});

test("an urgent service pulls what it needs forward", () => {
  const systems = [
    { id: "archive", tier: 1, hoursLeft: 40 },
    { id: "network", tier: 3, hoursLeft: null },
    { id: "birth certificates", tier: 0, hoursLeft: 2 },
  ];
  expect(restorationOrder(systems, [need("birth certificates", "network")])).toEqual([
    "network",
    "birth certificates",
    "archive",
  ]);
});
