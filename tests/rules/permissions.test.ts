import { describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access/actor-facts";
import { all, may, no, rolesIn, yes } from "@/lib/access/may";
import { type Permission, permissions } from "@/lib/access/permissions";
import { type Holder, type Role, roles, standingRoles } from "@/lib/access/roles";

const INCIDENT = "00000000-0000-4000-8000-000000000001";
const ELSEWHERE = "00000000-0000-4000-8000-000000000002";

function person(held: Partial<Pick<Actor, "duties" | "isAdmin" | "memberships">> = {}): Actor {
  const facts = {
    token: "",
    sessionId: "",
    kind: "browser" as const,
    scope: null,
    aal: 2,
    factor: "test",
    endsAt: "",
    idleSeconds: null,
    personId: "me",
    name: "Me",
    email: null,
    organisationId: "",
    organisationName: "",
  };
  return {
    ...facts,
    language: null,
    theme: null,
    shortcuts: null,
    isAdmin: false,
    duties: [],
    memberships: [],
    ...held,
  };
}
const memberAs = (role: Role, incidentId = INCIDENT) => person({ memberships: [{ incidentId, role }] });

const table = Object.entries(permissions) as [Permission, { says: string; where: string; roles: readonly Holder[] }][];

describe.each(table)("%s", (name, row) => {
  test("says what it is in plain words", () => {
    expect(row.says).toMatch(/^[a-z][^.]{8,}$/);
  });

  test("names known roles, each once, and only such as can be held in that way", () => {
    const holdable: Record<string, readonly string[]> = {
      incident: roles,
      standing: standingRoles,
      platform: ["ADMIN"],
      anyone: [],
    };
    expect(row.roles.filter((role) => !holdable[row.where]?.includes(role))).toEqual([]);
    expect(new Set(row.roles).size).toBe(row.roles.length);
    expect(row.roles.length > 0).toBe(row.where !== "anyone");
  });

  test("is given to those roles and to nobody else, and not to what they hold elsewhere", () => {
    if (row.where === "anyone") return expect(may(person(), name)).toEqual(yes);
    const given = (actor: Actor) => may(actor, name, INCIDENT).ok;
    expect(given(person())).toBe(false);
    expect(given(person({ isAdmin: true }))).toBe(row.roles.includes("ADMIN"));
    for (const role of roles) {
      expect([role, given(memberAs(role))]).toEqual([role, row.where === "incident" && row.roles.includes(role)]);
      expect([role, given(memberAs(role, ELSEWHERE))]).toEqual([role, false]);
      expect([role, given(person({ duties: [role] }))]).toEqual([
        role,
        row.where === "standing" && row.roles.includes(role),
      ]);
    }
    return undefined;
  });

  test("tells whoever lacks it which right they need", () => {
    if (row.where !== "anyone") expect(may(person(), name, INCIDENT)).toEqual(no(`needs.${name}`));
  });
});

test("nobody who only reads has a verb in an incident but to take a copy, and the administrator has none", () => {
  const writers = new Set(
    table
      .filter(
        ([name, { where }]) =>
          !/^(export.make|system.export)$/.test(name) && (where === "incident" || where === "standing"),
      )
      .flatMap(([, row]) => row.roles),
  );
  expect(permissions["export.make"].roles).not.toContain("LEADERSHIP");
  for (const role of ["LEADERSHIP", "AUDITOR", "ADMIN"] as const)
    expect([role, writers.has(role)]).toEqual([role, false]);
});

test("an outside responder writes, and directs nothing (domain.md §4.2)", () => {
  const theirs = table.filter(([, row]) => row.roles.includes("EXTERNAL_RESPONDER")).map(([name]) => name);
  expect(theirs).toEqual(["entry.add", "entry.correct", "entry.withdraw", "file.add"]);
});

test("the first refusal wins, and roles are those of the incident", () => {
  expect(all(yes, no("a"), no("b"))).toEqual(no("a"));
  expect(all(yes, yes)).toEqual(yes);
  expect(rolesIn(memberAs("AUDITOR"), INCIDENT)).toEqual(["AUDITOR"]);
  expect(rolesIn(memberAs("AUDITOR"), ELSEWHERE)).toEqual([]);
});
