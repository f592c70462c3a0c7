import { beforeAll, expect, test } from "vitest";
import { calls } from "../../support/api";
import { as } from "../../support/as";
import { type Cast, gather } from "../../support/cast";
import * as make from "../../support/make";
import { newest, size } from "../../support/record";

let cast: Cast;
let incident: make.MadeIncident;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
});

test("a token that reaches reading only reads, and changes nothing", async () => {
  const token = await as(cast.besa, { kind: "api-token", scope: "read" });
  expect((await calls(token).get(`/incidents/${incident.ref}`)).status).toBe(200);
  const before = await size();
  const entry = await calls(token).post(`/incidents/${incident.ref}/entries`, { text: "By a machine" });
  const severity = await calls(token).post(`/incidents/${incident.ref}/severity`, {
    severity: "S1",
    reason: "A machine says so",
    version: 1,
  });
  for (const answer of [entry, severity]) {
    expect(answer.status).toBe(403);
    expect(answer.body).toMatchObject({ kind: "forbidden", because: "refusal.token-reads-only" });
  }
  expect(await newest("access.refused")).toMatchObject({ actor_id: cast.besa.id });
  // Nothing but the two refusals was recorded.
  expect(await size()).toBe(before + 2);
});

test("a token that reaches writing writes", async () => {
  const token = await as(cast.besa, { kind: "api-token", scope: "write" });
  const { status } = await calls(token).post(`/incidents/${incident.ref}/entries`, { text: "By a machine" });
  expect(status).toBe(201);
});
