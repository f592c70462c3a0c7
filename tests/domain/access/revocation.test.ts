import { afterEach, beforeAll, expect, test } from "vitest";
import { calls } from "../../support/api";
import { as, revoke } from "../../support/as";
import { type Cast, gather } from "../../support/cast";
import { age, sitStill } from "../../support/clock";
import { owner } from "../../support/database";
import * as make from "../../support/make";
import { size } from "../../support/record";
import { follow, quiet, type Stream } from "../../support/stream";

let cast: Cast;
let incident: make.MadeIncident;
const open: Stream[] = [];
beforeAll(async () => {
  cast = await gather();
  incident = await make.openIncident(cast);
});
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});

const watch = async (token: string) => {
  const stream = await follow(token, incident.ref);
  open.push(stream);
  await quiet(100);
  return stream;
};
const TWO_SECONDS = 2000;
const late = (ms: number) => new Promise<"still open">((done) => setTimeout(done, ms, "still open"));

/** How soon a stream ends after something happened; a stream that stays open is told as such. */
async function endsAfter(stream: Stream, happens: () => Promise<unknown>): Promise<number | "still open"> {
  const start = Date.now();
  await happens();
  const ended = await Promise.race([stream.ended, late(TWO_SECONDS)]);
  return typeof ended === "number" ? ended - start : ended;
}

test("revoking a session refuses its next request and closes its stream at once, saying so", async () => {
  const [token, other] = [await as(cast.ilir), await as(cast.ilir)];
  const [stream, stays] = [await watch(token), await watch(other)];
  expect(await endsAfter(stream, () => revoke(token))).toBeLessThan(TWO_SECONDS);
  expect(stream.ticks.at(-1)?.event).toBe("signed-out");
  expect((await calls(token).get("/session")).status).toBe(401);
  expect((await follow(token, incident.ref)).status).toBe(401);
  await make.addEntry(cast.besa, incident);
  await stays.next("changed");
});

test("signing out in one tab closes the other tab's stream", async () => {
  const token = await as(cast.ilir);
  const stream = await watch(token);
  expect(await endsAfter(stream, () => calls(token).send("DELETE", "/session"))).toBeLessThan(TWO_SECONDS);
  expect((await calls(token).get("/session")).status).toBe(401);
});

test("disabling a person closes every stream and refuses every request of theirs", async () => {
  const tokens = [await as(cast.mira), await as(cast.mira)];
  const streams = await Promise.all(tokens.map(watch));
  const ends = await Promise.all(
    streams.map((stream, index) =>
      endsAfter(
        stream,
        async () => index === 0 && owner.query("UPDATE person SET disabled_at = now() WHERE id = $1", [cast.mira.id]),
      ),
    ),
  );
  for (const end of ends) expect(end).toBeLessThan(TWO_SECONDS);
  for (const token of tokens) expect((await calls(token).get("/incidents")).status).toBe(401);
  await owner.query("UPDATE person SET disabled_at = NULL WHERE id = $1", [cast.mira.id]);
});

test("a membership that ends closes the stream of that incident, while the session lives on", async () => {
  const token = await as(cast.piotr);
  const stream = await watch(token);
  const leaves = () =>
    owner.query("UPDATE membership SET ends_at = now() WHERE incident_id = $1 AND person_id = $2", [
      incident.id,
      cast.piotr.id,
    ]);
  expect(await endsAfter(stream, leaves)).toBeLessThan(TWO_SECONDS);
  expect((await calls(token).get(`/incidents/${incident.ref}`)).status).toBe(404);
  expect((await calls(token).post(`/incidents/${incident.ref}/entries`, { text: "Still here?" })).status).toBe(404);
  expect((await calls(token).get("/session")).status).toBe(200);
});

test("a lesser role counts from the next request", async () => {
  const token = await as(cast.dritan);
  expect((await calls(token).get(`/incidents/${incident.ref}`)).body).toMatchObject({
    abilities: { setPhase: { ok: true } },
  });
  await owner.query("UPDATE membership SET role = 'LEADERSHIP' WHERE incident_id = $1 AND person_id = $2", [
    incident.id,
    cast.dritan.id,
  ]);
  expect((await calls(token).get(`/incidents/${incident.ref}`)).body).toMatchObject({
    abilities: { setPhase: { ok: false }, log: { ok: false } },
  });
  expect((await calls(token).post(`/incidents/${incident.ref}/entries`, { text: "x" })).status).toBe(403);
});

test("a session's known end closes the stream by the clock, without a bell", async () => {
  const token = await as(cast.ilir, { endsIn: 1.2 });
  const stream = await watch(token);
  expect(stream.status).toBe(200);
  expect(await Promise.race([stream.ended, late(3000)])).not.toBe("still open");
  expect((await calls(token).get("/session")).status).toBe(401);
});

test("an idle session is over, and a request does not wake it", async () => {
  const token = await as(cast.ilir, { idle: 1800 });
  await sitStill(token, 1790);
  expect((await calls(token).get("/session")).status).toBe(200);
  await sitStill(token, 20);
  expect((await calls(token).get("/session")).status).toBe(401);
  expect((await calls(token).post("/session/touch")).status).toBe(401);
});

test("only a person's doing pushes idleness back: reading does not, writing and touching do", async () => {
  const lastSeen = async (token: string) =>
    Date.parse((await calls(token).get("/session")).body["idleEndsAt"] as string);
  for (const [act, moves] of [
    [(token: string) => calls(token).get(`/incidents/${incident.ref}/entries`), false],
    [(token: string) => calls(token).post("/session/touch"), true],
    [(token: string) => calls(token).post(`/incidents/${incident.ref}/entries`, { text: "x" }), true],
    [(token: string) => calls(token).post("/incidents", { name: "No right" }), false],
  ] as const) {
    const token = await as(cast.ilir);
    await sitStill(token, 600);
    const before = await lastSeen(token);
    await act(token);
    expect((await lastSeen(token)) > before + 500_000).toBe(moves);
  }
});

test("a membership that has not begun is none yet", async () => {
  const { rows } = await owner.query<{ id: string }>(
    "SELECT id FROM membership WHERE incident_id = $1 AND person_id = $2",
    [incident.id, cast.nadia.id],
  );
  await age("membership", rows[0]?.id ?? "", -86_400);
  expect((await calls(cast.nadia.token).get(`/incidents/${incident.ref}`)).status).toBe(404);
});

/** G18: whatever starts after the revoking commit is refused. Each race has requests in flight before, during and after it. */
const RACES = 1000;
const ABREAST = 25;
test(`${RACES} races of a revocation against requests: none that starts after it is accepted`, {
  timeout: 120_000,
}, async () => {
  const path = `/incidents/${incident.ref}/entries`;
  const accepted: string[] = [];
  let before = 0;
  const race = async (n: number) => {
    const token = await as(cast.besa);
    const me = calls(token);
    const early = n % 2 ? me.post(path, { text: "early" }) : me.get(`/incidents/${incident.ref}`);
    if (n % 3) await new Promise((soon) => setTimeout(soon, n % 5));
    await revoke(token);
    const answers = await Promise.all([
      n % 4
        ? me.post(path, { text: `late ${n}` })
        : me.post(`/incidents/${incident.ref}/severity`, { severity: "S4", reason: "late", version: 1 }),
      n % 2 ? me.get(path) : me.get("/session"),
    ]);
    for (const { status, text } of answers) if (status !== 401) accepted.push(`${n}: ${status} ${text.slice(0, 100)}`);
    if ((await early).status < 300) before += 1;
  };
  for (let n = 0; n < RACES; n += ABREAST)
    await Promise.all(Array.from({ length: ABREAST }, (_, index) => race(n + index)));
  expect(accepted).toEqual([]);
  const { rows } = await owner.query("SELECT 1 FROM entry_body WHERE body::jsonb->>'text' LIKE 'late %'");
  expect(rows).toEqual([]);
  // Some of the early ones got through, or nothing was raced at all.
  expect(before).toBeGreaterThan(RACES / 10);
  expect(await size("entry.logged")).toBeGreaterThan(0);
});
