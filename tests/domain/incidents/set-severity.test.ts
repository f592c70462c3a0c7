import { beforeAll, expect, test } from "vitest";
import { type Answer, calls } from "../../support/api";
import { type Cast, gather, type Name } from "../../support/cast";
import * as make from "../../support/make";
import { newest, size } from "../../support/record";

let cast: Cast;
let incident: make.MadeIncident;
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
});

const set = async (name: Name, said: Record<string, unknown> = {}): Promise<Answer> =>
  calls(cast[name].token).post(`/incidents/${incident.ref}/severity`, {
    severity: "S1",
    reason: "A second ministry is down",
    version: await make.versionOf(incident),
    ...said,
  });

test("the commander sets it with one sentence why, and it is a key event of the record", async () => {
  const version = await make.versionOf(incident);
  const { status, body } = await set("besa");
  expect([status, body["severity"], body["version"]]).toEqual([200, "S1", version + 1]);
  expect(await newest()).toMatchObject({
    type: "incident.severity-set",
    actor_id: cast.besa.id,
    actor_role: "INCIDENT_COMMANDER",
    words: { from: "S2", to: "S1", reason: "A second ministry is down" },
  });
  const { body: seen } = await calls(cast.arta.token).get(`/incidents/${incident.ref}/entries?show=key`);
  expect(JSON.stringify(seen)).toContain("Severity changed from S2 to S1: A second ministry is down");
});

test("the decision authority may, too", async () => {
  expect((await set("dritan", { severity: "S3" })).status).toBe(200);
});

test.each(["ilir", "mira", "arta", "agron"] as const)("%s is refused in words, and that is recorded", async (name) => {
  const version = await make.versionOf(incident);
  expect(await set(name)).toMatchObject({
    status: 403,
    body: {
      because: "needs.incident.set-severity",
      detail: "Setting the severity is for the incident commander and the decision authorities.",
    },
  });
  expect(await newest()).toMatchObject({
    type: "access.refused",
    actor_id: cast[name].id,
    incident_id: incident.id,
    words: { verb: "incident.set-severity" },
  });
  expect(await make.versionOf(incident)).toBe(version);
});

test("an outside responder is refused without learning what it is", async () => {
  const { status, body, text } = await set("piotr");
  expect([status, body["because"]]).toEqual([403, "needs.incident.set-severity"]);
  expect(text).not.toMatch(/S[1-4]/);
});

test.each(["sam", "lule", "vera"] as const)("to %s there is no such incident", async (name) => {
  const before = await size();
  expect((await set(name)).status).toBe(404);
  expect(await size()).toBe(before);
});

test("the same severity again, an old version, and no reason are refused", async () => {
  await set("besa", { severity: "S2" });
  const before = await size();
  expect(await set("besa", { severity: "S2" })).toMatchObject({ status: 409, body: { because: "already-so" } });
  expect(await set("besa", { severity: "S4", version: 1 })).toMatchObject({
    status: 409,
    body: {
      because: "changed-meanwhile",
      detail: "Someone changed this while you were reading. Look again, then decide.",
    },
  });
  expect(await set("besa", { severity: "S4", reason: "" })).toMatchObject({
    status: 422,
    body: { fields: { reason: "Say why, in one sentence." } },
  });
  expect(await set("besa", { severity: "EMERGENCY" })).toMatchObject({
    status: 422,
    body: { fields: { severity: "Choose one of the list." } },
  });
  expect(await set("besa", { version: undefined })).toMatchObject({ status: 422 });
  expect(await size()).toBe(before);
});

test("two at once: one stands, the other is told", async () => {
  const before = await size("incident.severity-set");
  const version = await make.versionOf(incident);
  const answers = await Promise.all([
    set("besa", { severity: "S1", version }),
    set("dritan", { severity: "S4", version }),
  ]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(await size("incident.severity-set")).toBe(before + 1);
});
