import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import type { EffectView, WhatIf } from "@/lib/systems/views";
import { type Answer, calls } from "../../support/api";
import { type Cast, gather, type Name } from "../../support/cast";
import * as make from "../../support/make";

interface Written {
  id: string;
  name: string;
  kind: string;
  hostedOn: string | null;
  dependsOn: string[];
  tier: number;
  mtpdHours: number;
  fallback: string;
}

let cast: Cast;
let incident: make.MadeIncident;
/** The systems of July 2022 and what they need, as the data set has them. */
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
  const { systems } = JSON.parse(readFileSync("prisma/seed/albania-2022.json", "utf8")) as { systems: Written[] };
  for (const { id, name, kind, tier, mtpdHours, fallback } of systems)
    await make.addSystem(cast.besa, id, cast.mira, {
      ...{ name, tier, mtpdHours, fallback },
      kind: kind === "ENDPOINT_FLEET" ? "endpoints" : kind.toLowerCase().replaceAll("_", "-"),
      ...(id === "SYS-EALB" && { usesPerDay: 61_437, usesSource: "Operator", usesOn: "2022-06-01" }),
      ...(id === "SYS-EDU" && { deadlines: [{ what: "Enrolment ends", when: "in summer" }] }),
    });
  for (const { id, hostedOn, dependsOn } of systems) {
    for (const needs of dependsOn) await make.addNeed(cast.besa, id, needs);
    if (hostedOn && !dependsOn.includes(hostedOn)) await make.addNeed(cast.besa, id, hostedOn, { hosting: true });
  }
});

const ask = (off: string, who: Name = "besa"): Promise<Answer> =>
  calls(cast[who].token).get(`/incidents/${incident.ref}/what-if?off=${off}`);
async function preview(off: string): Promise<WhatIf & { of: (code: string) => EffectView }> {
  const body = (await ask(off)).body as unknown as WhatIf;
  return { ...body, of: (code) => body.effects.find((effect) => effect.code === code) as EffectView };
}

test("what if the government network is shut down: the portal stops, with the way; tax filing goes on, because of its host", async () => {
  const { of, tally, order } = await preview("SYS-GOVNET");
  expect(of("SYS-EALB")).toMatchObject({ verdict: "stops", before: "works", kind: "citizen-service" });
  expect(of("SYS-EALB").path.map(({ code }) => code)).toHaveLength(3);
  expect(of("SYS-EALB").path.at(-1)).toMatchObject({ code: "SYS-GOVNET", how: "needs" });
  for (const code of ["SYS-PARLW", "SYS-PMOW", "SYS-NCR", "SYS-FISC"]) expect(of(code).verdict).toBe("stops");
  expect(of("SYS-TAXF")).toMatchObject({
    verdict: "works",
    because: { kind: "host", host: { code: "SYS-TAXH", name: "Separate hosting of the tax directorate" } },
  });
  expect(tally).toMatchObject({ example: "SYS-TAXF", uses: 61_437, services: { works: 2, limited: 0 } });
  const stopped = (await preview("SYS-GOVNET")).effects.filter((effect) => effect.verdict === "stops");
  expect(order.map(({ code }) => code).toSorted()).toEqual(stopped.map(({ code }) => code).toSorted());
  expect(order[0]?.code).toBe("SYS-GOVNET");
});

test("a system on the same host as what is shut down is not said to stand apart", async () => {
  const { of } = await preview("SYS-GOVNET");
  expect(of("SYS-AD")).toMatchObject({ verdict: "works", because: { kind: "apart" } });
});

test("a deadline without a day that can be read is told, not forgotten", async () => {
  expect((await preview("SYS-GOVNET")).of("SYS-EDU").deadlines).toEqual([
    { what: "Enrolment ends", when: "in summer", on: null },
  ]);
});

test("several at once; what is off already is told apart and counted nowhere as new", async () => {
  const before = await preview("SYS-GOVNET,SYS-MOIDC");
  expect(before.of("SYS-EGATE").verdict).toBe("stops");
  expect(before.tally.services.already).toBe(0);
  await calls(cast.besa.token).post(`/incidents/${incident.ref}/systems/states`, {
    systems: [{ code: "SYS-EALB", version: 0 }],
    state: "down",
    reason: "Wiped",
  });
  const after = await preview("SYS-GOVNET,SYS-MOIDC");
  expect(after.of("SYS-BILL")).toMatchObject({ verdict: "stops", before: "stops" });
  expect(after.tally.services.already).toBeGreaterThanOrEqual(2);
  expect(after.tally.services.stops).toBe(before.tally.services.stops - after.tally.services.already);
});

test("an alternative carries what needs it, also from further down, and is named", async () => {
  await make.addSystem(cast.besa, "LINK-A", cast.mira, { kind: "network" });
  await make.addSystem(cast.besa, "LINK-B", cast.mira, { kind: "network" });
  await make.addSystem(cast.besa, "GATE", cast.mira, { kind: "platform" });
  await make.addSystem(cast.besa, "DESK", cast.mira, { kind: "citizen-service" });
  for (const link of ["LINK-A", "LINK-B"]) await make.addNeed(cast.besa, "GATE", link, { kind: "any", group: "links" });
  await make.addNeed(cast.besa, "DESK", "GATE");
  const { of } = await preview("LINK-A");
  expect(of("GATE").because).toMatchObject({ kind: "alternative", through: { code: "LINK-B" }, via: [] });
  expect(of("DESK").because).toMatchObject({
    kind: "alternative",
    through: { code: "LINK-B" },
    via: [{ code: "GATE" }],
  });
});

test("a code that is not there, none at all, and a window without end are refused", async () => {
  expect(await ask("SYS-GOVNET,NOBODYS")).toMatchObject({ status: 422 });
  expect((await ask("")).status).toBe(422);
  expect((await ask("SYS-GOVNET&hours=100000")).status).toBe(422);
});

test("leadership and the auditor read it; to outside responders and strangers there is none", async () => {
  for (const name of ["arta", "agron", "mira"] as const) expect((await ask("SYS-GOVNET", name)).status).toBe(200);
  for (const name of ["piotr", "sam", "lule", "vera"] as const)
    expect((await ask("SYS-GOVNET", name)).status).toBe(404);
});
