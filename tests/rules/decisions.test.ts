import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { missingToApprove, missingToPropose } from "@/lib/decisions/complete";
import { beforeOf, counting, type Given, suffices, voidOf } from "@/lib/decisions/counting";
import { decisionName, decisionTypes, kinds } from "@/lib/decisions/lists";
import { peopleNeeded, type Touched } from "@/lib/decisions/needed";
import { covers, type DelegationFacts, rightTo } from "@/lib/decisions/policy";
import { DecisionWords } from "@/lib/decisions/schema";

const effect = (given: Partial<Touched> = {}): Touched => ({
  code: "X",
  kind: "back-office",
  tier: 3,
  chosen: false,
  verdict: "works",
  before: "works",
  audiences: [],
  ...given,
});

describe("how many people a decision needs", () => {
  test("one for what nobody outside misses, two for the foundation and whatever a citizen would miss", () => {
    const off = { chosen: true, verdict: "stops" } as const;
    expect(peopleNeeded("shutdown", [effect(off)])).toBe(1);
    expect(peopleNeeded("shutdown", [effect({ ...off, tier: 1 })])).toBe(2);
    expect(peopleNeeded("isolate", [effect({ ...off, kind: "citizen-service" })])).toBe(2);
    expect(peopleNeeded("decommission", [effect({ ...off, kind: "website", audiences: ["citizens"] })])).toBe(2);
  });

  test("also for what stops only because something else does, and not for what had stopped before", () => {
    const service = effect({ kind: "border-service", verdict: "stops" });
    expect(peopleNeeded("shutdown", [effect({ chosen: true, verdict: "stops" }), service])).toBe(2);
    expect(
      peopleNeeded("shutdown", [effect({ chosen: true, verdict: "stops" }), { ...service, before: "stops" }]),
    ).toBe(1);
  });

  test("to bring it back takes as many", () => {
    expect(peopleNeeded("restore", [effect({ chosen: true, tier: 0, before: "stops" })])).toBe(2);
    expect(peopleNeeded("restore", [effect({ chosen: true, before: "stops" })])).toBe(1);
  });

  test("what stops nothing needs one", () => {
    for (const type of ["keep-up", "extend", "tell-public", "ask-for-help", "restrict-access"] as const)
      expect(peopleNeeded(type, [effect({ chosen: true, tier: 0 })])).toBe(1);
  });

  test("one system more never needs fewer", () => {
    const effects = fc.array(
      fc.record({
        tier: fc.integer({ min: 0, max: 4 }),
        chosen: fc.boolean(),
        verdict: fc.constantFrom("stops" as const, "limited" as const, "works" as const),
        kind: fc.constantFrom("citizen-service" as const, "back-office" as const),
      }),
    );
    fc.assert(
      fc.property(effects, fc.constantFrom(...decisionTypes), (some, type) => {
        const all = some.map(effect);
        for (let count = 0; count < all.length; count += 1)
          expect(peopleNeeded(type, all.slice(0, count))).toBeLessThanOrEqual(peopleNeeded(type, all));
      }),
    );
  });
});

describe("which approvals count", () => {
  const hash = "h";
  const given = (personId: string, more: Partial<Given> = {}): Given => ({
    personId,
    says: "approve",
    by: "authority",
    version: 1,
    previewHash: hash,
    ...more,
  });
  const now = beforeOf({ version: 1, emergencyReason: null, startedById: null }, hash);
  const everybody = new Map(["a", "b", "c"].map((id) => [id, ["DECISION_AUTHORITY"]]));

  test("of this version, of these effects, of somebody who still holds the right", () => {
    expect(voidOf(given("a"), now, everybody)).toBeNull();
    expect(voidOf(given("a", { version: 2 }), now, everybody)).toBe("text");
    expect(voidOf(given("a", { previewHash: "other" }), now, everybody)).toBe("effects");
    expect(voidOf(given("a"), now, new Map())).toBe("person");
    const moved = (role: string) => new Map([["a", [role]]]);
    expect(voidOf(given("a"), now, moved("INCIDENT_COMMANDER"))).toBe("person");
    expect(voidOf(given("a", { by: "leadership" }), now, moved("LEADERSHIP"))).toBeNull();
    expect(voidOf(given("a", { by: "delegation" }), now, moved("AGENCY_STAFF"))).toBeNull();
    expect(voidOf(given("a", { by: "delegation" }), now, moved("EXTERNAL_RESPONDER"))).toBe("person");
  });

  test("who began in an emergency ratifies nothing; who began what was approved took nothing back", () => {
    const begun = { version: 1, startedById: "a" };
    expect(voidOf(given("a"), beforeOf({ ...begun, emergencyReason: "x" }, hash), everybody)).toBe("person");
    expect(voidOf(given("a"), beforeOf({ ...begun, emergencyReason: null }, hash), everybody)).toBeNull();
  });

  test("each person once, and a rejection is no approval", () => {
    const counted = counting([given("a"), given("a"), given("b", { says: "reject" }), given("c")], now, everybody);
    expect(counted.map(({ personId }) => personId)).toEqual(["a", "c"]);
  });

  test("leadership is never alone, however many", () => {
    const lead = (id: string) => given(id, { by: "leadership" });
    expect(suffices([lead("a")], 1)).toBe(false);
    expect(suffices([lead("a"), lead("b")], 2)).toBe(false);
    expect(suffices([lead("a"), given("b")], 2)).toBe(true);
    expect(suffices([given("b")], 2)).toBe(false);
  });
});

describe("who may approve", () => {
  const at = new Date("2026-01-01T12:00:00Z");
  const delegation: DelegationFacts = {
    id: "d",
    personId: "me",
    types: ["shutdown"],
    tierFrom: 2,
    systemsMax: 1,
    organisationIds: ["ours"],
    startsAt: new Date("2026-01-01T08:00:00Z"),
    endsAt: new Date("2026-01-01T20:00:00Z"),
    endedAt: null,
  };
  const about = { type: "shutdown" as const, scope: [{ tier: 2, ownerId: "ours" }] };

  test.each<[string, Partial<DelegationFacts>, Partial<typeof about>, boolean]>([
    ["within its limits", {}, {}, true],
    ["another action", { types: ["restore"] }, {}, false],
    ["before it begins", { startsAt: new Date("2026-01-01T13:00:00Z") }, {}, false],
    ["after it ended", { endsAt: at }, {}, false],
    ["ended early", { endedAt: at }, {}, false],
    ["more important", {}, { scope: [{ tier: 1, ownerId: "ours" }] }, false],
    ["of another owner", {}, { scope: [{ tier: 2, ownerId: "theirs" }] }, false],
    ["of any owner", { organisationIds: [] }, { scope: [{ tier: 2, ownerId: "theirs" }] }, true],
    ["too many", {}, { scope: [about.scope[0] as never, about.scope[0] as never] }, false],
  ])("a lent right, %s", (_what, lent, said, covered) => {
    expect(covers({ ...delegation, ...lent }, { ...about, ...said }, at)).toBe(covered);
  });

  test("nobody from outside, whatever else they are", () => {
    const decision = {
      ...about,
      incident: { id: "i", phase: null },
      proposedById: null,
      madeById: null,
      startedById: null,
      delegations: [delegation],
    };
    expect(rightTo({ personId: "me", roles: ["DECISION_AUTHORITY"] }, decision, at)?.by).toBe("authority");
    expect(rightTo({ personId: "me", roles: ["AGENCY_STAFF"] }, decision, at)?.by).toBe("delegation");
    expect(rightTo({ personId: "me", roles: ["LEADERSHIP"] }, decision, at)?.by).toBe("leadership");
    expect(rightTo({ personId: "other", roles: ["AGENCY_STAFF", "AUDITOR"] }, decision, at)).toBeNull();
    expect(rightTo({ personId: "me", roles: ["DECISION_AUTHORITY", "EXTERNAL_RESPONDER"] }, decision, at)).toBeNull();
  });
});

describe("what has to be said", () => {
  const said = (type: (typeof decisionTypes)[number], words: Record<string, unknown> = {}) => ({
    type,
    systems: ["X"],
    undoes: 1,
    words: DecisionWords.parse(words),
  });
  const fields = (missing: { field: string }[]) => missing.map(({ field }) => field).toSorted();

  test("little before it is proposed, D1 and D2 before it is approved", () => {
    const quick = { situation: "s", expectedMinutes: 60, undo: "u" };
    expect(missingToPropose(said("shutdown", quick))).toEqual([]);
    expect(fields(missingToApprove(said("shutdown", quick)))).toEqual([
      "citizenImpact",
      "criteria",
      "evidence",
      "options",
      "publicLine",
      "rationale",
      "reviewHours",
    ]);
    expect(fields(missingToApprove(said("keep-up", quick)))).toEqual(["keepsSafe", "options", "rationale", "watches"]);
  });

  test("two options, one chosen, and why not the others", () => {
    const options = (list: object[]) =>
      missingToApprove(said("ask-for-help", { situation: "s", rationale: "r", options: list })).map(
        ({ because }) => because,
      );
    const [yes, not] = [
      { label: "a", chosen: true },
      { label: "b", reason: "no" },
    ];
    expect(options([yes])).toEqual(["two-options"]);
    expect(options([not, not])).toEqual(["one-chosen"]);
    expect(options([yes, { ...yes, label: "c" }])).toEqual(["one-chosen"]);
    expect(options([yes, { label: "b" }])).toEqual(["option-reasons"]);
    expect(options([yes, not])).toEqual([]);
  });

  test("every kind that moves systems says which", () => {
    for (const type of decisionTypes) if (kinds[type].to) expect(kinds[type].scope).toBe(true);
    expect(decisionName(5)).toBe("D-005");
  });
});
