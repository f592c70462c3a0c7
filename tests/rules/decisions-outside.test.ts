import { describe, expect, test } from "vitest";
import { confirmationOf, isUnconfirmed, wantedOf } from "@/lib/decisions/outside";
import type { Sighting } from "@/lib/systems/outside";

const now = new Date("2026-07-16T20:00:00Z");
const look = (network: string, seen: Sighting["seen"], minutes = 1): Sighting => ({
  origin: network,
  network,
  organisation: null,
  seen,
  at: new Date(now.getTime() - minutes * 60_000),
});
const told = (code: string, verdict: string, before = "works", chosen = false) => ({ code, verdict, before, chosen });
const preview = [
  told("NET", "stops", "works", true),
  told("APP", "stops"),
  told("TAX", "works"),
  told("MAIL", "works", "stops"),
];
const wanted = (type: Parameters<typeof wantedOf>[0]["type"], method?: string) =>
  wantedOf({ type, method, codes: ["NET"] }, preview).map(({ code, expected, why }) => `${code} ${expected} ${why}`);

describe("what must be seen", () => {
  test.each([
    ["shutdown", ["NET off scope", "TAX answers goes-on", "MAIL answers goes-on"]],
    ["isolate", ["NET off scope", "TAX answers goes-on", "MAIL answers goes-on"]],
    ["restrict-access", ["NET answers-badly scope", "TAX answers goes-on", "MAIL answers goes-on"]],
    ["keep-up", ["NET answers scope"]],
    ["restore", ["NET answers scope", "MAIL answers goes-on"]],
    ["lift-restriction", ["NET answers scope", "MAIL answers goes-on"]],
    ["extend", []],
    ["tell-public", []],
    ["decommission", []],
  ] as const)("of a decision to %s", (type, must) => {
    expect(wanted(type)).toEqual(must);
  });

  test("who may look from where is part of a restriction by country, so its own systems are not compared", () => {
    expect(wanted("restrict-access", "geo-restrict")).toEqual(["TAX answers goes-on", "MAIL answers goes-on"]);
  });
});

describe("whether it is confirmed", () => {
  const off = { code: "NET", why: "scope", expected: "off" } as const;
  const open = (address: string | null, ...looks: Sighting[]) =>
    isUnconfirmed(confirmationOf(off, address, looks, now));

  test.each([
    ["two independent points that agree", false, [look("A", "not-reachable"), look("B", "not-reachable")]],
    ["one point", true, [look("A", "not-reachable")]],
    ["two of one network", true, [look("A", "not-reachable"), { ...look("A", "not-reachable"), origin: "other" }]],
    ["two of which one is old", true, [look("A", "not-reachable"), look("B", "not-reachable", 16)]],
    [
      "one that contradicts two",
      false,
      [look("A", "not-reachable"), look("B", "not-reachable"), look("C", "reachable")],
    ],
    ["two against two", true, ["A", "B"].flatMap((n) => [look(n, "not-reachable"), look(`${n}2`, "reachable")])],
  ])("%s", (_what, unconfirmed, looks) => {
    expect(open(null, ...looks)).toBe(unconfirmed);
  });

  test("what has an address and was never looked at is not, and what nobody can look at is not asked for", () => {
    expect([open("https://net.example"), open(null)]).toEqual([true, false]);
  });
});
