import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { calls } from "../../support/api";
import { as } from "../../support/as";
import { type Cast, gather, type Member, type Name } from "../../support/cast";
import { admin } from "../../support/database";
import * as make from "../../support/make";
import { follow, quiet, type Stream } from "../../support/stream";

let cast: Cast;
let incident: make.MadeIncident;
const open: Stream[] = [];
beforeAll(async () => {
  cast = await gather();
});
beforeEach(async () => {
  incident = await make.openIncident(cast);
});
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
});

/** A stream that goes on from now, as the page opens it: with a session of its own, so that streams do not count against one another. */
async function watches(who: Member | Name, ref = incident.ref): Promise<Stream> {
  const member = typeof who === "string" ? cast[who] : who;
  const token = await as(member);
  const { body } = await calls(token).get(`/incidents/${ref}/entries`);
  const stream = await follow(token, ref, String(body["asOf"]));
  open.push(stream);
  // What the overlap with the page's reading brings is not what is tested.
  await quiet();
  stream.ticks.length = 0;
  return stream;
}

test("an entry reaches everyone who may read it within a second, and says nothing but that", async () => {
  const streams = await Promise.all(
    (["besa", "dritan", "ilir", "mira", "agron"] as const).map((name) => watches(name)),
  );
  const before = Date.now();
  await make.addEntry(cast.mira, incident, "canary-live");
  for (const stream of streams) expect((await stream.next("changed")).at - before).toBeLessThan(1000);
});

test("each stream counts for itself, without a gap, whatever passes by unseen", async () => {
  const streams = { ilir: await watches("ilir"), dritan: await watches("dritan") };
  const first = streams.ilir.ticks.length;
  for (let n = 0; n < 3; n += 1) {
    await make.addRedEntry(cast.besa, incident, [cast.dritan]);
    await streams.dritan.next("changed", { after: n });
  }
  await quiet();
  expect(streams.ilir.ticks.length).toBe(first);
  await make.addEntry(cast.besa, incident);
  await streams.ilir.next("changed");
  for (const { ticks } of Object.values(streams)) {
    const ids = ticks.map(({ id }) => id);
    expect(ids).toEqual(ids.map((_, index) => (ids[0] ?? 0) + index));
  }
});

test("who may not read an entry hears nothing of it", async () => {
  const deaf = { ilir: await watches("ilir"), arta: await watches("arta"), piotr: await watches("piotr") };
  await make.addEntry(cast.besa, incident, { text: "Only command", audience: "command" });
  await make.addRedEntry(cast.besa, incident, [cast.dritan]);
  await quiet();
  for (const [name, { ticks }] of Object.entries(deaf)) expect([name, ticks]).toEqual([name, []]);
});

test("leadership hears key events only", async () => {
  const stream = await watches("arta");
  await make.addEntry(cast.ilir, incident, "Not key");
  await quiet();
  expect(stream.ticks).toEqual([]);
  await make.addEntry(cast.ilir, incident, { text: "Key", key: true });
  await stream.next("changed");
});

test("an outside responder hears what they write themselves, and nobody else", async () => {
  const [piotr, nadia] = [await watches("piotr"), await watches("nadia")];
  await make.addEntry(cast.besa, incident, { text: "Key", key: true });
  await make.severity(cast.besa, incident, "S1");
  await make.addEntry(cast.piotr, incident, "Mine");
  await piotr.next("changed");
  await quiet();
  expect(piotr.ticks.map(({ id }) => id)).toHaveLength(1);
  expect(nadia.ticks).toEqual([]);
});

test("another incident, a refusal and a reading ring no bell here", async () => {
  const other = await make.openIncident(cast, "Elsewhere");
  const stream = await watches("besa");
  await make.addEntry(cast.ilir, other);
  await calls(cast.arta.token).post(`/incidents/${incident.ref}/entries`, { text: "refused" });
  await calls(cast.agron.token).get(`/incidents/${incident.ref}/entries`);
  await quiet();
  expect(stream.ticks).toEqual([]);
});

test("what was written between the page and the stream is not missed", async () => {
  const token = await as(cast.ilir);
  const { body } = await calls(token).get(`/incidents/${incident.ref}/entries`);
  await make.addEntry(cast.mira, incident, "In between");
  const stream = await follow(token, incident.ref, String(body["asOf"]));
  open.push(stream);
  await stream.next("changed");
});

test("strangers, ended members and nobody get no stream; a strange time is no door", async () => {
  for (const name of ["sam", "lule", "vera"] as const)
    expect([name, (await follow(cast[name].token, incident.ref)).status]).toEqual([name, 404]);
  expect((await follow(cast.fatos.token, incident.ref)).status).toBe(401);
  expect((await follow("x".repeat(43), incident.ref)).status).toBe(401);
  const stream = await follow(cast.ilir.token, incident.ref, "yesterday'; --");
  open.push(stream);
  expect(stream.status).toBe(200);
});

test("one session holds six streams and no more; closing one makes room", async () => {
  const token = await as(cast.ilir);
  const streams = await Promise.all(Array.from({ length: 6 }, () => follow(token, incident.ref)));
  expect(streams.map(({ status }) => status)).toEqual(Array(6).fill(200));
  expect((await follow(token, incident.ref)).status).toBe(429);
  streams[0]?.close();
  await quiet();
  const seventh = await follow(token, incident.ref);
  expect(seventh.status).toBe(200);
  for (const stream of [...streams, seventh]) stream.close();
});

test("when the listening connection is killed, it comes back, and nothing is missed", async () => {
  const stream = await watches("ilir");
  const killed = await admin.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'kulla-live' AND datname = current_database()",
  );
  expect(killed.rowCount).toBe(1);
  await make.addEntry(cast.mira, incident, "While nobody listened");
  await stream.next("changed", { within: 5000 });
  const seen = stream.ticks.length;
  await make.addEntry(cast.mira, incident, "And after");
  await stream.next("changed", { after: seen, within: 2000 });
});

test("when every connection of the pool is killed, the stream lives on", async () => {
  const stream = await watches("ilir");
  await admin.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'kulla_runtime' AND datname = current_database()",
  );
  await quiet(100);
  await calls(cast.mira.token).post(`/incidents/${incident.ref}/entries`, { text: "After the crash" });
  await stream.next("changed", { within: 5000 });
});
